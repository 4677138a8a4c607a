import type { INodeParameters } from 'n8n-workflow';
import type { Trigger } from '../helpers/engine/openTrigger';
import type { ShopTriggerInput } from '../helpers/shopTrigger';
import { openZApiTrigger, putOnline, startedWith } from '../helpers/shopTrigger';
import type { ZApiAccount } from '../helpers/simulator';
import { simulator } from '../helpers/simulator';
import reviewAndPay from '../fixtures/zapi-webhooks/received-reviewAndPay.json';
import reviewOrder from '../fixtures/zapi-webhooks/received-reviewOrder.json';

const HOUR_MS = 3_600_000;

let account: ZApiAccount;

beforeAll(async () => {
	account = await simulator.createZApi();
});

afterEach(() => {
	jest.restoreAllMocks();
});

async function listening(options: INodeParameters = {}, input: ShopTriggerInput = {}): Promise<Trigger> {
	const trigger = await openZApiTrigger(account, {
		...input,
		parameters: { registration: 'manual', options },
	});
	await trigger.activate();
	return trigger;
}

const order = (messageId = 'A') => ({ ...reviewAndPay, instanceId: account.instanceId, messageId });

const answersOf = async (trigger: Trigger, body: object) =>
	((await trigger.inbox.receive({ body })).body as { status: string }).status;

function passTime(ms: number): void {
	const now = Date.now() + ms;
	jest.spyOn(Date, 'now').mockReturnValue(now);
}

test('a duplicate is answered with 200 and starts nothing', async () => {
	const trigger = await listening();
	const first = await trigger.inbox.receive({ body: order() });
	const again = await trigger.inbox.receive({ body: { ...order(), momment: 1700000000000 } });
	expect(first.body).toMatchObject({ status: 'accepted' });
	expect(again).toMatchObject({ status: 200, body: { status: 'duplicate' }, items: undefined });
	expect((again.body as { eventId: string }).eventId).toBe((first.body as { eventId: string }).eventId);
});

test('an update of the same order and another order are no duplicates', async () => {
	const trigger = await listening();
	const update = { ...reviewOrder, instanceId: account.instanceId, messageId: 'A' };
	const paid = { ...update, reviewOrder: { ...reviewOrder.reviewOrder, paymentStatus: 'paid' } };
	const answers = [];
	for (const body of [order(), order('B'), update, paid, paid]) answers.push(await answersOf(trigger, body));
	expect(answers).toEqual(['accepted', 'accepted', 'accepted', 'accepted', 'duplicate']);
});

test('of fifty deliveries in one second, one runs', async () => {
	const trigger = await listening();
	await putOnline(trigger);
	const url = trigger.webhookUrl();
	const emission = { kind: 'reviewAndPay', url, repeat: 50 };
	const { results } = (await simulator.emit(account.account, emission)) as {
		results: Array<{ status: number }>;
	};
	expect(results.map(({ status }) => status)).toEqual(Array.from({ length: 50 }, () => 200));
	expect(await startedWith(trigger)).toHaveLength(1);
});

test('out of order, each event runs once', async () => {
	const trigger = await listening();
	await putOnline(trigger);
	const events = ['1', '2', '3', '4'].map((messageId) => ({ kind: 'reviewAndPay', fields: { messageId } }));
	const emission = { events, url: trigger.webhookUrl(), order: 'reversed', repeat: 2, concurrent: false };
	await simulator.emit(account.account, emission);
	expect((await startedWith(trigger)).map(({ messageId }) => messageId)).toEqual(['4', '3', '2', '1']);
});

test('an event whose execution n8n could not store is not taken, and runs when it is sent again', async () => {
	const trigger = await listening();
	trigger.inbox.databaseIsAway = true;
	const [lost, lostAgain] = [
		await trigger.inbox.receive({ body: order() }),
		await trigger.inbox.receive({ body: order() }),
	];
	trigger.inbox.databaseIsAway = false;
	expect([lost.status, lostAgain.status]).toEqual([500, 500]);
	expect(await answersOf(trigger, order())).toBe('accepted');
	expect(await answersOf(trigger, order())).toBe('duplicate');
	expect(await startedWith(trigger)).toHaveLength(1);
});

test.each([
	['could store all the same', false, 'duplicate'],
	['could not store', true, 'accepted'],
])('an event that n8n %s, although its caller did not wait, runs once', async (_what, isAway, expected) => {
	const trigger = await listening();
	const { goOn } = await trigger.inbox.abandon({ body: order() });
	const meanwhile = await trigger.inbox.receive({ body: order() });
	expect(meanwhile).toMatchObject({ status: 503, body: { status: 'refused' }, items: undefined });
	await goOn(isAway);
	expect(await answersOf(trigger, order())).toBe(expected);
	expect(await answersOf(trigger, order())).toBe('duplicate');
	expect(await startedWith(trigger)).toHaveLength(1);
});

describe('over a restart', () => {
	/** A process that knows only what n8n saved: memory is kept per workflow, so another id starts without. */
	const restarted = async (trigger: Trigger, options: INodeParameters = {}) =>
		await listening(options, { staticData: trigger.staticData });

	test('a duplicate starts nothing', async () => {
		const trigger = await listening();
		await trigger.inbox.receive({ body: order() });
		await trigger.inbox.receive({ body: order('B') });
		const after = await restarted(trigger);
		const answers = [];
		for (const id of ['A', 'B', 'C', 'C']) answers.push(await answersOf(after, order(id)));
		expect(answers).toEqual(['duplicate', 'duplicate', 'accepted', 'duplicate']);
	});

	test('what arrived at once is all known', async () => {
		const trigger = await listening();
		await putOnline(trigger);
		const events = Array.from({ length: 40 }, (_, i) => {
			const fields = { messageId: `M${i}`, reviewAndPay: { referenceId: `R${i}` } };
			return { kind: 'reviewAndPay', fields };
		});
		await simulator.emit(account.account, { events, url: trigger.webhookUrl() });
		expect(await startedWith(trigger)).toHaveLength(40);
		const after = await restarted(trigger);
		await putOnline(after);
		await simulator.emit(account.account, { events, url: after.webhookUrl() });
		expect(await startedWith(after)).toEqual([]);
	});

	test('the window goes on where it was', async () => {
		const trigger = await listening({ deduplicateForHours: 2 });
		await trigger.inbox.receive({ body: order() });
		passTime(1.9 * HOUR_MS);
		const soon = await restarted(trigger, { deduplicateForHours: 2 });
		expect(await answersOf(soon, order())).toBe('duplicate');
		passTime(0.2 * HOUR_MS);
		const late = await restarted(trigger, { deduplicateForHours: 2 });
		expect(await answersOf(late, order())).toBe('accepted');
	});

	test('stored text that nobody wrote does not stop it', async () => {
		const staticData = {
			'node:WhatsApp Commerce Trigger': { seen: 'zz:: ,,x:abc 1:', orderMessages: 'a,,b c' },
		};
		const trigger = await listening({}, { staticData });
		expect(await answersOf(trigger, order())).toBe('accepted');
		expect(await answersOf(trigger, order())).toBe('duplicate');
	});

	test('what is stored stays small', async () => {
		const trigger = await listening();
		for (let i = 0; i < 1200; i += 1) await trigger.inbox.receive({ body: order(`M${i}`) });
		const stored = JSON.stringify(trigger.staticData);
		expect(stored.length).toBeLessThan(14_000);
		const after = await restarted(trigger);
		expect(await answersOf(after, order('M1199'))).toBe('duplicate');
		expect(await answersOf(after, order('M300'))).toBe('duplicate');
	}, 180_000);
});

test('a workflow that stopped and started again still knows', async () => {
	const trigger = await listening();
	await trigger.inbox.receive({ body: order() });
	await trigger.deactivate();
	await trigger.activate();
	expect(await answersOf(trigger, order())).toBe('duplicate');
});

test('after Deduplicate For an event runs again', async () => {
	const trigger = await listening({ deduplicateForHours: 1 });
	expect(await answersOf(trigger, order())).toBe('accepted');
	passTime(0.99 * HOUR_MS);
	expect(await answersOf(trigger, order())).toBe('duplicate');
	passTime(0.02 * HOUR_MS);
	expect(await answersOf(trigger, order())).toBe('accepted');
});

test('0 switches it off and stores nothing', async () => {
	const trigger = await listening({ deduplicateForHours: 0 });
	expect(await answersOf(trigger, order())).toBe('accepted');
	expect(await answersOf(trigger, order())).toBe('accepted');
	expect(JSON.stringify(trigger.staticData)).not.toContain('seen');
});

test('an event that was refused or ignored does not block the same event later', async () => {
	const trigger = await listening({ minimumOrderTotal: 700 });
	expect(await answersOf(trigger, { ...order(), instanceId: 'other' })).toBe('refused');
	expect(await answersOf(trigger, order())).toBe('ignored');
	const dear = { ...reviewAndPay.reviewAndPay, total: 701 };
	expect(await answersOf(trigger, { ...order(), reviewAndPay: dear })).toBe('accepted');
});

test('two workflows on one instance each run an event', async () => {
	const [one, other] = [await listening(), await listening()];
	expect(await answersOf(one, order())).toBe('accepted');
	expect(await answersOf(other, order())).toBe('accepted');
});
