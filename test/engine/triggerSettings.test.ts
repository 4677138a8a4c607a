/** Options of the trigger that an expression gives: refused in words when published, harmless while running. */
import { createHmac } from 'crypto';
import type { IDataObject, INodeParameters } from 'n8n-workflow';
import type { Trigger } from '../helpers/engine/openTrigger';
import { logLines } from '../helpers/engine/setup';
import { openHubTrigger, openZApiTrigger } from '../helpers/shopTrigger';
import { simulator } from '../helpers/simulator';
import type { HubAccount, ZApiAccount } from '../helpers/simulator';
import reviewAndPay from '../fixtures/zapi-webhooks/received-reviewAndPay.json';

let zApi: ZApiAccount;
let hub: HubAccount;

beforeAll(async () => {
	zApi = await simulator.createZApi();
	hub = await simulator.createHub();
});

const manual = (parameters: INodeParameters = {}) => ({ registration: 'manual', ...parameters });

/** A running trigger whose expression gave something else when it was published. */
async function running(
	parameters: INodeParameters,
	provider: 'zApi' | 'chatt2Me' = 'zApi',
): Promise<Trigger> {
	const open = {
		parameters: manual(parameters),
		...(provider === 'zApi' ? {} : { credential: { webhookSecret: SIGNING_TEXT } }),
	};
	const trigger = provider === 'zApi' ? await openZApiTrigger(zApi, open) : await openHubTrigger(hub, open);
	const path = trigger.webhooks(trigger.workflow());
	trigger.inbox.register('production', path);
	return trigger;
}

const SIGNING_TEXT = 'pasted-signing-secret-1';
let messageNumber = 0;
const order = (members: object = {}) => ({
	...reviewAndPay,
	instanceId: zApi.instanceId,
	messageId: `settings-${messageNumber++}`,
	...members,
});

const warningsOf = (json: IDataObject | undefined) =>
	((json?.warnings ?? []) as IDataObject[]).filter(({ rule }) => rule === 'settings.unreadable');

const UNREADABLE: Array<[string, INodeParameters, RegExp]> = [
	[
		'Ignore Own Messages',
		{ options: { ignoreOwnMessages: '={{ "yes" }}' } },
		/Ignore Own Messages: found "yes", expected true or false/,
	],
	[
		'Ignore Groups',
		{ options: { ignoreGroups: '={{ 1 }}' } },
		/Ignore Groups: found 1, expected true or false/,
	],
	['Include Raw Event', { options: { includeRaw: '={{ {} }}' } }, /Include Raw Event: found \{\}/],
	[
		'Include Unknown Events',
		{ options: { includeUnknown: '={{ "on" }}' } },
		/Include Unknown Events: found "on"/,
	],
	[
		'Deduplicate For (Hours)',
		{ options: { deduplicateForHours: '={{ "24h" }}' } },
		/Deduplicate For \(Hours\): found "24h", expected a number from 0 to 720/,
	],
	[
		'Deduplicate For (Hours)',
		{ options: { deduplicateForHours: '={{ -1 }}' } },
		/found -1, expected a number from 0/,
	],
	['Deduplicate For (Hours)', { options: { deduplicateForHours: '={{ NaN }}' } }, /found NaN/],
	[
		'Minimum Order Total',
		{ options: { minimumOrderTotal: '={{ "ten" }}' } },
		/Minimum Order Total: found "ten"/,
	],
	[
		'Minimum Order Total',
		{ options: { minimumOrderTotal: '={{ [1] }}' } },
		/Minimum Order Total: found \[1\]/,
	],
	['Only These Accounts', { options: { onlyAccounts: '={{ true }}' } }, /Only These Accounts: found true/],
	['Status Words', { options: { statusWords: '={{ [{ a: 1 }] }}' } }, /Status Words: found \[\{"a":1\}\]/],
	['Trigger On', { events: '={{ null }}' }, /Trigger On: found nothing, expected one or more of/],
	['Trigger On', { events: '={{ [] }}' }, /Trigger On: found \[\], expected one or more of/],
	['Trigger On', { events: '={{ ["orderSent", "orders"] }}' }, /Trigger On: found "orders", expected/],
	['Trigger On', { events: '={{ "constructor" }}' }, /Trigger On: found "constructor", expected/],
	[
		'Registration',
		{ registration: 'Manual' },
		/Registration: found "Manual", expected one of automatic, manual/,
	],
];

describe('published with what cannot be read', () => {
	it.each(UNREADABLE)('%s %j is refused in words', async (_field, parameters, words) => {
		const trigger = await openZApiTrigger(zApi, { parameters: manual(parameters) });
		await expect(trigger.activate()).rejects.toThrow(words);
		await expect(trigger.activate()).rejects.toThrow('Correct the value, or the expression that gives it.');
	});

	it('is refused with all that is wrong', async () => {
		const options = { ignoreGroups: '={{ "x" }}', deduplicateForHours: '={{ "24h" }}' };
		const trigger = await openZApiTrigger(zApi, { parameters: manual({ options }) });
		await expect(trigger.activate()).rejects.toThrow(/Deduplicate For .*\. Ignore Groups: found "x"/);
	});

	it.each(['300s', 0, -1, 86_401, 1.5, Number.MAX_VALUE])(
		'a Signature Tolerance of %p is refused in words',
		async (value) => {
			const options = { signatureTolerance: `={{ ${JSON.stringify(value)} }}` };
			const trigger = await openHubTrigger(hub, { parameters: manual({ options }) });
			await expect(trigger.activate()).rejects.toThrow(/expected a whole number from 1 to 86400/);
		},
	);

	it('names what to do when another URL is set', async () => {
		const trigger = await openZApiTrigger(zApi, {
			parameters: { options: { whenAnotherUrlIsSet: 'Replace' } },
		});
		await expect(trigger.activate()).rejects.toThrow(/When Another URL Is Set: found "Replace"/);
	});
});

describe('running with what cannot be read', () => {
	it.each(UNREADABLE)('%s %j loses no order and says so', async (_field, parameters, words) => {
		const trigger = await running(parameters);
		const before = logLines.length;
		const call = await trigger.inbox.receive({ body: order() });
		expect(call.error).toBeUndefined();
		const [warning] = warningsOf(call.items?.[0].json);
		expect(warning.message).toMatch(words);
		expect(warning.message).toContain('Until this is corrected, it counts as');
		expect(logLines.slice(before).join('\n')).toContain(String(warning.message));
	});

	it('keeps the loop guard on', async () => {
		const own = { reviewAndPay: undefined, pixKeyMessage: { key: 'a@example.com' }, fromMe: true };
		for (const value of ['"yes"', '0', '[]', '{}']) {
			const options = { ignoreOwnMessages: `={{ ${value} }}` };
			const trigger = await running({ options, events: ['pixKeySent'] });
			const call = await trigger.inbox.receive({ body: order(own) });
			expect(call.body).toMatchObject({ status: 'ignored', reason: expect.stringMatching(/own messages/) });
		}
	});

	it.each(['"true"', '" TRUE "', 'true', 'null', '""'])('takes %s for the loop guard', async (value) => {
		const own = { reviewAndPay: undefined, pixKeyMessage: { key: 'a@example.com' }, fromMe: true };
		const options = { ignoreOwnMessages: `={{ ${value} }}` };
		const trigger = await running({ options, events: ['pixKeySent'] });
		const call = await trigger.inbox.receive({ body: order(own) });
		expect(call.body).toMatchObject({ status: 'ignored', reason: expect.stringMatching(/own messages/) });
	});

	it('still finds duplicates', async () => {
		const trigger = await running({ options: { deduplicateForHours: '={{ "24h" }}' } });
		const body = order();
		const answers = [await trigger.inbox.receive({ body }), await trigger.inbox.receive({ body })];
		expect(answers.map((call) => (call.body as IDataObject).status)).toEqual(['accepted', 'duplicate']);
	});

	it.each(['"300s"', 'NaN', '{}', '1e9', '"999999999"', 'null'])(
		'refuses a call that was signed a month ago, tolerance %s',
		async (value) => {
			const trigger = await running({ options: { signatureTolerance: `={{ ${value} }}` } }, 'chatt2Me');
			const signed = (seconds: number) => {
				const body = JSON.stringify({ eventType: 'Message', messageId: `m${messageNumber++}`, from: '1' });
				const at = Math.floor(Date.now() / 1000) - seconds;
				const signature = createHmac('sha256', SIGNING_TEXT).update(`${at}.${body}`).digest('hex');
				const headers = {
					'content-type': 'application/json',
					'x-hub-signature': `t=${at},v1=${signature}`,
				};
				return { body, headers };
			};
			expect(await trigger.inbox.receive(signed(30 * 86_400))).toMatchObject({ status: 401 });
			expect((await trigger.inbox.receive(signed(10))).items).toHaveLength(1);
		},
	);

	it.each([
		['"orderSent, cartReceived"', 0],
		['["orderSent"]', 0],
		['"Order Sent"', 1],
		['{}', 1],
	])('Trigger On %s lets the order through with %i warnings', async (value, count) => {
		const trigger = await running({ events: `={{ ${value} }}` });
		const call = await trigger.inbox.receive({ body: order() });
		expect(warningsOf(call.items?.[0].json)).toHaveLength(count);
	});

	it.each(['""', 'null', '" "'])('a Minimum Order Total of %s means no minimum', async (value) => {
		const trigger = await running({ options: { minimumOrderTotal: `={{ ${value} }}` } });
		const call = await trigger.inbox.receive({ body: order() });
		expect(call.items).toHaveLength(1);
		expect(warningsOf(call.items?.[0].json)).toEqual([]);
	});

	it('is not in the way of the other options when one expression fails', async () => {
		const options = { statusWords: '={{ $json.a.b }}', includeRaw: true, minimumOrderTotal: '={{ 1 }}' };
		const call = await (await running({ options })).inbox.receive({ body: order() });
		expect(call.items?.[0].json).toHaveProperty('raw');
	});
});

describe('n8n starts again', () => {
	it('and a registered trigger whose expression changed stays registered', async () => {
		const account = await simulator.createZApi();
		const webhookId = 'a1b2c3d4-0000-4000-8000-000000000001';
		const origin = 'https://restart.n8n.example';
		const input = { webhookId, origin, workflowId: 'restart-settings' };
		const trigger = await openZApiTrigger(account, input);
		await trigger.activate();
		const { staticData } = trigger;
		const parameters = { options: { ignoreGroups: '={{ "x" }}' } };
		const restarted = await openZApiTrigger(account, { ...input, parameters, staticData });
		await restarted.activate('init');
		expect(logLines.at(-1)).toContain('Ignore Groups: found "x"');
		await restarted.deactivate();
	});
});
