import type { IDataObject } from 'n8n-workflow';
import { hubCredential, zApiCredential } from '../helpers/accounts';
import { chargeAll, chargeAllThroughHub, customers } from '../helpers/customers';
import type { ActionRun } from '../helpers/engine/runAction';
import { simulator, type HubAccount, type ZApiAccount } from '../helpers/simulator';

/** Accepted, refused or unknown: what the user reads, for both providers. */

let zApi: ZApiAccount;
let hub: HubAccount;
beforeEach(async () => {
	[zApi, hub] = await Promise.all([simulator.createZApi(), simulator.createHub()]);
});

const items = customers(3);
const [{ phone, reference }] = items;

type Provider = 'zApi' | 'hub';
const accountOf = (provider: Provider) => (provider === 'zApi' ? zApi.account : hub.account);

/** The first item's message meets the fault, the others pass; the failed item in the regular output. */
async function withFault(
	provider: Provider,
	fault: object,
): Promise<{ run: ActionRun; failed: IDataObject }> {
	await simulator.addFault(accountOf(provider), { recipient: phone, ...fault });
	const engine = { onError: 'continueRegularOutput' as const, retryOnFail: true, maxTries: 3 };
	const options = { timeout: '={{ $itemIndex === 0 ? 700 : 30000 }}' };
	const run =
		provider === 'zApi'
			? await chargeAll(zApi, items, options, engine)
			: await chargeAllThroughHub(hub, items, options, engine);
	return { run, failed: run.items[0] };
}

const both: Provider[] = ['zApi', 'hub'];
const UNKNOWN = 'The message may or may not have been sent: ';

const unknownFaults: Array<[string, object, string]> = [
	['a timeout', { kind: 'timeout', ms: 2000, accepted: true }, 'the provider did not answer within 700 ms'],
	['a reset', { kind: 'reset', accepted: true }, 'the connection broke before the provider answered'],
	['500', { kind: 'status', status: 500 }, 'failed while handling the request (HTTP 500)'],
	['HTML', { kind: 'html200', accepted: true }, 'answered 200 with a response that is not readable JSON'],
	['truncated JSON', { kind: 'truncated' }, 'answered 200 with a response that is not readable JSON'],
];

describe.each(both)('unknown, %s:', (provider) => {
	it.each(unknownFaults)(
		'%s is reported, with where to look, and never sent again',
		async (_name, fault, what) => {
			const { run, failed } = await withFault(provider, fault);
			expect(failed.error).toContain(UNKNOWN);
			expect(failed.error).toContain(what);
			expect(failed.error).toContain('[item 0]');
			expect(failed.details).toMatchObject({ sendStatus: 'unknown', phone });
			const { description } = failed.details as { description: string };
			expect(description).toContain('this node does not send it again');
			expect(failed.error).toContain(
				`Do not send it again before looking in the WhatsApp chat with ${phone}`,
			);
			if (provider === 'hub') expect(description).toContain(`reference ID ${reference}`);
			expect(run.items.slice(1).every(({ error }) => error === undefined)).toBe(true);
			expect((await simulator.requests(accountOf(provider))).map((one) => one.recipient).sort()).toEqual(
				items.map((one) => one.phone),
			);
			expect(await simulator.recipients(accountOf(provider))).toEqual(
				Object.fromEntries(items.map((one) => [one.phone, 1])),
			);
		},
	);
});

describe('a 2xx that is not a success', () => {
	const words = 'Did not have permission to send this message.';

	it('Z-API: an error member refuses, in its words and ours', async () => {
		const { failed } = await withFault('zApi', { kind: 'error200', error: words, times: 'always' });
		expect(failed.details).toMatchObject({ sendStatus: 'refused', providerMessage: words, statusCode: 200 });
		expect(failed.error).toContain(`"${words}"`);
	});

	it('Z-API: the 404 that comes as 200', async () => {
		const { failed } = await withFault('zApi', { kind: 'notFound200', times: 'always' });
		expect(failed.error).toMatch(/^Z-API does not know this address: "NOT_FOUND: .*" \[item 0\]$/);
		expect(failed.details).toMatchObject({ sendStatus: 'refused' });
	});

	it('Z-API: a reply without IDs is not taken for accepted', async () => {
		const { failed } = await withFault('zApi', { kind: 'status', status: 200, body: { value: true } });
		expect(failed.error).toContain(UNKNOWN);
	});

	it('Hub: status error with a null message ID, with the code', async () => {
		const fault = { kind: 'error200', error: 'Message undeliverable', errorCode: '131026', times: 'always' };
		const { failed } = await withFault('hub', fault);
		expect(failed.details).toMatchObject({
			sendStatus: 'refused',
			providerMessage: 'Message undeliverable',
			providerCode: '131026',
		});
	});

	it('Hub: a null message ID alone is not taken for accepted', async () => {
		const body = { messageId: null, status: 'enqueued' };
		const { failed } = await withFault('hub', { kind: 'status', status: 200, body });
		expect(failed.error).toContain(UNKNOWN);
	});

	it('Hub: a closed window says what to do about it', async () => {
		await simulator.configure(hub.account, { closedWindows: [phone] });
		const run = await chargeAllThroughHub(hub, items, {}, { onError: 'continueErrorOutput' });
		expect(run.items).toHaveLength(2);
		expect(run.errorItems[0]).toMatchObject({
			phone,
			details: { sendStatus: 'refused', providerCode: '131047' },
		});
	});
});

describe('failure causes, as n8n reads them', () => {
	it.each([
		['zApi', { status: 429, retryAfter: 60 }, { cause: 'rate-limited', retryAfterMs: 60_000 }],
		['hub', { status: 429, retryAfter: 60 }, { cause: 'rate-limited', retryAfterMs: 60_000 }],
		['zApi', { status: 401 }, { cause: 'credential-invalid' }],
		['hub', { status: 403 }, { cause: 'credential-invalid' }],
		['hub', { status: 404 }, { cause: 'configuration-invalid' }],
		['zApi', { status: 500 }, { cause: 'temporarily-unavailable' }],
		['hub', { status: 502 }, { cause: 'temporarily-unavailable' }],
	] as const)('%s %j', async (provider, answer, failure) => {
		await simulator.addFault(accountOf(provider), { kind: 'status', times: 'always', ...answer });
		const run = provider === 'zApi' ? await chargeAll(zApi, items) : await chargeAllThroughHub(hub, items);
		expect(run.error).toMatchObject({
			name: 'NodeApiError',
			httpCode: String(answer.status),
			itemIndex: 0,
			failure,
		});
	});

	it('both report a wrong credential as such', async () => {
		const wrongToken = { zApi: { ...zApiCredential(zApi).zApi, clientToken: 'F-not-the-token-S' } };
		const atZApi = await chargeAll(zApi, items, {}, { credentials: wrongToken });
		const wrongKey = { chatt2MeApi: { ...hubCredential(hub).chatt2MeApi, apiKey: 'hub_not_the_key' } };
		const atHub = await chargeAllThroughHub(hub, items, {}, { credentials: wrongKey });
		for (const { error } of [atZApi, atHub]) {
			expect(error).toMatchObject({ failure: { cause: 'credential-invalid' }, itemIndex: 0 });
		}
		expect(JSON.stringify(atZApi.error)).not.toContain('F-not-the-token-S');
		expect(JSON.stringify(atHub.error)).not.toContain('hub_not_the_key');
	});
});

describe('the item of an error', () => {
	it.each([0, 1, 2])('is %i in every setting', async (index) => {
		const recipient = items[index].phone;
		const fault = {
			kind: 'status',
			status: 422,
			error: 'name must not be empty',
			recipient,
			times: 'always',
		};
		await simulator.addFault(zApi.account, fault);
		const stopped = await chargeAll(zApi, items);
		expect(stopped.error).toMatchObject({ itemIndex: index, httpCode: '422' });
		expect(stopped.error?.message).toContain(`[item ${index}]`);
		expect(stopped.error?.message).toContain('name must not be empty');
		const regular = await chargeAll(zApi, items, {}, { onError: 'continueRegularOutput' });
		expect(regular.branches[0][index]).toMatchObject({ pairedItem: { item: index } });
		expect(regular.branches[0][index].json.error).toContain(`[item ${index}]`);
		const apart = await chargeAll(zApi, items, {}, { onError: 'continueErrorOutput' });
		expect(apart.branches[1]).toHaveLength(1);
		expect(apart.branches[1][0]).toMatchObject({ pairedItem: { item: index }, json: { phone: recipient } });
		expect(apart.branches[0].map(({ pairedItem }) => pairedItem)).toEqual(
			[0, 1, 2].filter((other) => other !== index).map((item) => ({ item })),
		);
	});
});

describe('several unknown messages of a run that stops', () => {
	it('are all named', async () => {
		for (const recipient of [items[0].phone, items[2].phone]) {
			await simulator.addFault(hub.account, { kind: 'reset', accepted: true, recipient });
		}
		const run = await chargeAllThroughHub(hub, items);
		expect(run.error?.itemIndex).toBe(0);
		expect(run.error?.description).toContain('Of 3 items: 1 sent, 2 failed, 0 not tried.');
		expect(run.error?.description).toContain(
			`These may also have been sent; check them too: item 2, ${items[2].phone}, reference ID order-2.`,
		);
	});
});
