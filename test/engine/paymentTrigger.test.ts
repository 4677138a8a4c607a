import type { IDataObject } from 'n8n-workflow';
import type { Trigger } from '../helpers/engine/openTrigger';
import {
	chargeAt,
	configureDesk,
	deskNow,
	openDesk,
	publishedFor,
	tell,
	type Desk,
} from '../helpers/paymentDesk';
import { startedWith } from '../helpers/shopTrigger';

const ALL = ['paymentConfirmed', 'paymentExpired', 'paymentRefunded', 'paymentUnderReview'];

/** What the workflow was started with since the last look. */
function watch(trigger: Trigger): () => Promise<IDataObject[]> {
	let seen = 0;
	return async () => {
		const all = await startedWith(trigger);
		return all.slice(seen, (seen = all.length));
	};
}

const eventsOf = (items: IDataObject[]) => items.map(({ event, amountCents }) => [event, amountCents]);

describe.each(['asaas', 'mercadoPago', 'woovi', 'abacatePay'])('%s', (paymentProvider) => {
	let desk: Desk;

	beforeAll(async () => {
		desk = await openDesk(paymentProvider);
	});

	test('a payment becomes one event in the shape of all, leading keys first', async () => {
		const trigger = await publishedFor(desk);
		const charge = await chargeAt(desk);
		expect(await tell(desk, trigger, [{ charge: charge.id, state: 'paid' }])).toEqual([200]);
		const [item, ...more] = await startedWith(trigger);
		expect(more).toEqual([]);
		expect(Object.keys(item).slice(0, 5)).toEqual([
			'event',
			'referenceId',
			'amountCents',
			'paidAt',
			'method',
		]);
		expect(item).toMatchObject({
			event: 'paymentConfirmed',
			referenceId: charge.referenceId,
			amountCents: 14_990,
			method: 'pix',
			feeCents: 99,
			paymentProvider,
			eventId: expect.stringMatching(`^${paymentProvider}:paymentConfirmed:.+`),
		});
		expect(Math.abs(Date.parse(String(item.paidAt)) - Date.now())).toBeLessThan(60_000);
		expect(item).not.toHaveProperty('raw');
	});

	test('of fifty repeats at once, one runs', async () => {
		const trigger = await publishedFor(desk);
		const { id } = await chargeAt(desk);
		const statuses = await tell(desk, trigger, [{ charge: id, state: 'paid' }], { repeat: 50 });
		expect(statuses).toEqual(Array.from({ length: 50 }, () => 200));
		expect(await startedWith(trigger)).toHaveLength(1);
	});

	test('two events of one payment are one, each further state is one more, in any order', async () => {
		const trigger = await publishedFor(desk, { parameters: { events: ALL } });
		const { id } = await chargeAt(desk);
		const started = watch(trigger);
		for (const state of ['paid', 'received', 'received']) await tell(desk, trigger, [{ charge: id, state }]);
		expect(eventsOf(await started())).toEqual([['paymentConfirmed', 14_990]]);
		await tell(desk, trigger, [{ charge: id, state: 'underReview' }], { repeat: 2 });
		await tell(desk, trigger, [{ charge: id, state: 'refunded' }], { repeat: 2 });
		expect(eventsOf(await started())).toEqual([
			['paymentUnderReview', 14_990],
			['paymentRefunded', 14_990],
		]);
	});

	test('what is not chosen is answered 200 and starts nothing', async () => {
		const trigger = await publishedFor(desk);
		const { id } = await chargeAt(desk);
		const states = ['created', 'expired', 'underReview', 'refunded'];
		for (const state of states) expect(await tell(desk, trigger, [{ charge: id, state }])).toEqual([200]);
		expect(await startedWith(trigger)).toEqual([]);
	});

	test.each(['noProof', 'wrongProof'])('a call with %s starts nothing', async (forge) => {
		const trigger = await publishedFor(desk);
		const { id } = await chargeAt(desk);
		expect(await tell(desk, trigger, [{ charge: id, state: 'paid', forge }])).toEqual([401]);
		expect(await startedWith(trigger)).toEqual([]);
	});

	test('a changed body changes nothing', async () => {
		const trigger = await publishedFor(desk);
		const charge = await chargeAt(desk);
		await tell(desk, trigger, [{ charge: charge.id, state: 'paid', forge: 'changedBody' }]);
		for (const item of await startedWith(trigger)) {
			expect(item).toMatchObject({ referenceId: charge.referenceId, amountCents: 14_990 });
		}
	});

	test('the call of a new registration is answered 200 and starts nothing', async () => {
		const trigger = await publishedFor(desk);
		expect(await tell(desk, trigger, [{}])).toEqual([200]);
		expect(await startedWith(trigger)).toEqual([]);
	});

	test('a credential without secret, or of another payment provider, publishes nothing', async () => {
		await expect(publishedFor(desk, { credential: { secret: ' ' } })).rejects.toThrow(/no Webhook Secret/);
		const other = paymentProvider === 'asaas' ? 'woovi' : 'asaas';
		await expect(publishedFor(desk, { credential: { paymentProvider: other } })).rejects.toThrow(
			/another payment provider/,
		);
	});
});

describe('a look-up', () => {
	test.each(['asaas', 'mercadoPago'])(
		'of %s that fails is answered with a 5xx, and then runs once',
		async (name) => {
			const desk = await openDesk(name);
			const trigger = await publishedFor(desk);
			const { id } = await chargeAt(desk);
			for (const lookUpFault of [500, 401, 429]) {
				await configureDesk(desk, { lookUpFault });
				expect(await tell(desk, trigger, [{ charge: id, state: 'paid' }])).toEqual([502]);
			}
			await configureDesk(desk, {});
			expect(await startedWith(trigger)).toEqual([]);
			expect(await tell(desk, trigger, [{ charge: id }], { repeat: 2, concurrent: false })).toEqual([
				200, 200,
			]);
			expect(await startedWith(trigger)).toHaveLength(1);
		},
	);

	test('of a call whose signature is too old is not made, where a tolerance is set', async () => {
		const desk = await openDesk('mercadoPago');
		const stale = { state: 'paid', forge: 'stale' };
		const strict = await publishedFor(desk, { parameters: { options: { toleranceSeconds: 300 } } });
		const [one, other] = [await chargeAt(desk), await chargeAt(desk)];
		expect(await tell(desk, strict, [{ charge: one.id, ...stale }])).toEqual([401]);
		expect(await tell(desk, strict, [{ charge: one.id }])).toEqual([200]);
		expect(await tell(desk, await publishedFor(desk), [{ charge: other.id, ...stale }])).toEqual([200]);
	});

	test('nobody answers in time: 503', async () => {
		const desk = await openDesk('mercadoPago', { lookUpFault: 'hang' });
		const trigger = await publishedFor(desk);
		const { id } = await chargeAt(desk);
		expect(await tell(desk, trigger, [{ charge: id, state: 'paid' }])).toEqual([503]);
	}, 30_000);

	test('without API token Asaas is believed, and says so', async () => {
		const desk = await openDesk('asaas');
		const trigger = await publishedFor(desk, { credential: { apiToken: '' } });
		const { id } = await chargeAt(desk);
		await tell(desk, trigger, [{ charge: id, state: 'paid' }]);
		expect(await startedWith(trigger)).toMatchObject([{ warnings: [{ rule: 'asaas.notLookedUp' }] }]);
		expect((await deskNow(desk)).lookUps).toBe(0);
	});
});
