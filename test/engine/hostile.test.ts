/** What nobody means to send, through n8n itself: expressions that give anything, and bodies from anybody. */
import fc from 'fast-check';
import type { IDataObject, INodeParameters } from 'n8n-workflow';
import { createHubWithChannel, hubCredential, zApiCredential } from '../helpers/accounts';
import type { CredentialInput } from '../helpers/engine/credentials';
import type { Trigger } from '../helpers/engine/openTrigger';
import { runAction } from '../helpers/engine/runAction';
import { hubBody, zApiBody } from '../helpers/hostile/bodies';
import { FILLED_IN, META_NUMBER, placesIn, withValue } from '../helpers/hostile/filledIn';
import type { Fields } from '../helpers/hostile/filledIn';
import { longText, nested, RAW_ERROR, SLOW_PIECES, STRANGE_VALUES } from '../helpers/hostile/values';
import { metaCredential } from '../helpers/metaRuns';
import { ALL_Z_API_EVENTS, openHubTrigger, openZApiTrigger } from '../helpers/shopTrigger';
import { simulator } from '../helpers/simulator';

/** Those that JSON carries: an item has no others. */
const VALUES = STRANGE_VALUES.filter(
	(value) => value === null || ['string', 'number', 'boolean'].includes(typeof value) || Array.isArray(value),
).filter((value) => !Array.isArray(value) || value.length < 2);
const OBJECTS = [{}, { toString: 1, valueOf: 1 }, { item: 1 }, { name: null }, nested(50)];

const SENDING = { dryRun: true, maxConcurrentRequests: 5, retryWhenBusy: true, timeout: 1000 };

const NOT_HERE = [
	'resource',
	'operation',
	'provider',
	'orderData',
	'paymentMethod',
	'pixCodeSource',
	'orderEvent',
	'itemsJson',
];

const CHOSEN = [
	'Z-API charge',
	'Z-API status from an event',
	'Z-API PIX key',
	'Hub charge by PIX',
	'Hub charge by boleto',
	'Hub status',
	'Meta charge of a total by template',
	'Meta status',
	'building a code',
];

describe.each(FILLED_IN.filter(([name]) => CHOSEN.includes(name)))('%s', (_name, filledIn) => {
	let credentials: CredentialInput;

	beforeAll(async () => {
		const zApi = zApiCredential(await simulator.createZApi());
		const meta = metaCredential(await simulator.createMeta({ phones: [{ id: META_NUMBER }] }));
		credentials = { ...zApi, ...hubCredential(await createHubWithChannel()), ...meta };
	});

	const sends = filledIn.resource !== 'paymentCode';
	const fields: Fields = sends
		? { ...filledIn, options: { ...(filledIn.options as object), ...SENDING } }
		: filledIn;
	// Resource, operation, provider and what decides about other fields are never expressions here: n8n would ask for more.
	const places = placesIn(fields).filter(
		([top, ...below]) =>
			!NOT_HERE.includes(top) &&
			// A collection itself is never an expression.
			(below.length > 0 || !['items', 'options', 'additionalFields', 'bodyVariables'].includes(top)) &&
			!/^(?:item|variable)(?:\.\d)?$/.test(below.join('.')),
	);

	it.each(places.map((path) => [path.join('.'), path] as const))(
		'refuses in words what is not a value for %s',
		async (_path, path) => {
			const items = [...VALUES, ...OBJECTS].map((value) => ({ value }));
			const parameters = withValue(fields, path, '={{ $json.value }}') as INodeParameters;
			const run = await runAction(parameters, items as IDataObject[], {
				credentials,
				onError: 'continueRegularOutput',
			});
			expect(run.error?.message).toBeUndefined();
			expect(run.items).toHaveLength(items.length);
			for (const [index, item] of run.items.entries()) {
				const { error } = item as { error?: string };
				const words = (error ?? '').replace(/found .*, expected/s, '');
				expect([items[index], words]).toEqual([items[index], expect.not.stringMatching(RAW_ERROR)]);
			}
		},
	);
});

describe('a webhook body', () => {
	let zApi: Trigger;
	let hub: Trigger;
	let instanceId: string;

	beforeAll(async () => {
		const account = await simulator.createZApi();
		({ instanceId } = account);
		const options = { includeRaw: true, includeUnknown: true, ignoreOwnMessages: false, ignoreGroups: false };
		const manual = { registration: 'manual', options };
		zApi = await openZApiTrigger(account, {
			parameters: { ...manual, events: ALL_Z_API_EVENTS },
			typeVersion: 1.1,
		});
		hub = await openHubTrigger(await simulator.createHub(), {
			parameters: { ...manual, events: ['messageReceived', 'messageStatus'] },
			typeVersion: 1.1,
		});
		await zApi.activate();
		await hub.activate();
	});

	const headers = { 'content-type': 'application/json' };

	async function expectAnswered(trigger: Trigger, body: string): Promise<void> {
		const call = await trigger.inbox.receive({ body, headers });
		expect([body.slice(0, 300), call.error?.message]).toEqual([body.slice(0, 300), undefined]);
		expect([200, 400, 401, 413]).toContain(call.status);
		expect(call.text).not.toMatch(RAW_ERROR);
	}

	it('of any content is answered', async () => {
		const options = { numRuns: 60, seed: 20261120 };
		for (const body of fc.sample(zApiBody, options)) {
			await expectAnswered(zApi, JSON.stringify({ ...body, instanceId }));
		}
		for (const body of fc.sample(hubBody, options)) await expectAnswered(hub, JSON.stringify(body));
	});

	it.each([101, 3_000, 150_000])('of %i levels is answered', async (levels) => {
		for (const [open, close] of [
			['[', ']'],
			['{"a":', '}'],
		]) {
			const deep = `${open.repeat(levels)}1${close.repeat(levels)}`;
			for (const [trigger, type] of [
				[zApi, '"type":"ReceivedCallback"'],
				[hub, '"eventType":"Message"'],
			] as const) {
				const body = `{${type},"instanceId":"${instanceId}","order":${deep}}`;
				await expectAnswered(trigger, body);
				await expectAnswered(trigger, deep);
			}
		}
	});

	it('of nearly 1 MB is answered', async () => {
		for (const piece of SLOW_PIECES) {
			const text = longText(piece, 300_000, ['', 'x']);
			const members = { instanceId, error: text, status: text, messageId: 'm', type: 'DeliveryCallback' };
			await expectAnswered(zApi, JSON.stringify(members));
			await expectAnswered(hub, JSON.stringify({ eventType: 'MessageStatus', error: text, status: text }));
		}
	});
});
