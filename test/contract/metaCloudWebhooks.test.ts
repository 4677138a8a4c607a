import { createHmac } from 'crypto';

import { readMetaEvents } from '../../nodes/providers/metaCloud/api/events';
import { judgeHandshake, verifyMetaSignature } from '../../nodes/providers/metaCloud/api/signature';
import { callGraph, simulator, type MetaAccount, type Receiver } from '../helpers/simulator';
import { orderDetails, orderDetailsTemplate, orderStatus, TO } from './metaCloudPayloads';
import { without, withMember } from './mutations';

type Json = Record<string, unknown>;

let account: MetaAccount;
let receiver: Receiver;

const phoneId = () => account.phones[0].id;
const send = async (body: unknown) => await callGraph(account, 'POST', `/${phoneId()}/messages`, body);
const configure = async (configuration: Json) =>
	await callGraph(account, 'POST', `/${phoneId()}`, { webhook_configuration: configuration });
const override = async ({ publicUrl, verifyToken }: Receiver) =>
	await configure({ override_callback_uri: publicUrl, verify_token: verifyToken });
const addresses = async () =>
	(await callGraph(account, 'GET', `/${phoneId()}?fields=webhook_configuration`)).data.webhook_configuration;

beforeEach(async () => {
	account = await simulator.createMeta({ windows: 'open', retryDelayMs: 1 });
	receiver = await simulator.createReceiver();
});

/** Events that came to a receiver. */
const calls = async (of = receiver) =>
	(await simulator.receivedRequests(of)).filter(({ method }) => method === 'POST');

/** Bodies that the receiver got, once nothing is on its way. */
async function received(of = receiver): Promise<Json[]> {
	await simulator.settle(account.account);
	return (await calls(of)).map(({ body }) => JSON.parse(body) as Json);
}

/** Statuses in their order: "sent", "failed 2046" … */
async function statuses(): Promise<string[]> {
	const bodies = (await received()) as Array<{
		entry: Array<{ changes: Array<{ value: { statuses?: Json[] } }> }>;
	}>;
	return bodies
		.flatMap(({ entry }) => entry[0].changes[0].value.statuses ?? [])
		.map(({ status, errors }) => {
			const [error] = (errors ?? []) as Array<{ code: number }>;
			return error ? `${String(status)} ${error.code}` : String(status);
		});
}

describe('the address of a number', () => {
	test('is set after its verification, read, and taken away', async () => {
		expect(await addresses()).toEqual({});
		expect((await override(receiver)).data).toEqual({ success: true });
		expect(await addresses()).toEqual({ phone_number: receiver.publicUrl });
		expect((await configure({ override_callback_uri: '' })).data).toEqual({ success: true });
		expect(await addresses()).toEqual({});
	});

	test('is verified by a GET with mode, token and challenge that judgeHandshake understands', async () => {
		await override(receiver);
		const [call] = await simulator.deliveries(account.account);
		const query = Object.fromEntries(new URL(String(call.url)).searchParams);
		expect(call).toMatchObject({ label: 'verification', status: 200 });
		expect(judgeHandshake(query, receiver.verifyToken)).toEqual({
			status: 200,
			challenge: call.responseBody,
		});
	});

	test.each(['wrong', 'refuse'])(
		'that answers its verification with "%s" is not set',
		async (verification) => {
			const other = await simulator.createReceiver({ verification });
			await override(receiver);
			expect((await override(other)).data.error.code).toBe(2200);
			expect(await addresses()).toEqual({ phone_number: receiver.publicUrl });
		},
	);

	test('of somebody else cannot be put back without the token that it expects', async () => {
		const { data } = await configure({ override_callback_uri: receiver.publicUrl, verify_token: 'guessed' });
		expect(data.error.code).toBe(2200);
	});

	test.each<[string, Json, number]>([
		[
			'201 characters',
			{ override_callback_uri: `https://a.example/${'x'.repeat(183)}`, verify_token: 't' },
			131009,
		],
		['no token', { override_callback_uri: 'https://a.example/' }, 131008],
		['no encryption', { override_callback_uri: 'http://a.example/', verify_token: 't' }, 100],
		['no address', { verify_token: 't' }, 131008],
		['an unknown member', { override_callback_uri: '', fields: 'messages' }, 131009],
	])('with %s is refused', async (_name, configuration, code) => {
		expect((await configure(configuration)).data.error.code).toBe(code);
	});

	test('comes before that of the account, which comes before that of the app', async () => {
		const [ofAccount, ofApp] = [await simulator.createReceiver(), await simulator.createReceiver()];
		await simulator.setWebhooks(account.account, { appAddress: { url: ofApp.publicUrl, verifyToken: 'x' } });
		await simulator.emit(account.account, {});
		const path = `/${account.account}/subscribed_apps`;
		const body = { override_callback_uri: ofAccount.publicUrl, verify_token: ofAccount.verifyToken };
		expect((await callGraph(account, 'POST', path, body)).data).toEqual({ success: true });
		await simulator.emit(account.account, {});
		await override(receiver);
		await simulator.emit(account.account, {});
		expect(
			[await received(ofApp), await received(ofAccount), await received()].map(({ length }) => length),
		).toEqual([1, 1, 1]);
		// Subscribing without an address takes the account's away, and leaves the number's.
		await callGraph(account, 'POST', path);
		expect(await addresses()).toEqual({ phone_number: receiver.publicUrl, application: ofApp.publicUrl });
	});

	test('gets nothing while no app is subscribed', async () => {
		await override(receiver);
		await simulator.configure(account.account, { subscribed: false });
		await expect(simulator.emit(account.account, {})).rejects.toThrow(/no address/);
		await send(orderDetails);
		expect(await received()).toEqual([]);
		expect((await callGraph(account, 'GET', `/${account.account}/subscribed_apps`)).data).toEqual({
			data: [],
		});
	});
});

describe('statuses', () => {
	beforeEach(async () => {
		await override(receiver);
	});

	test('sent and delivered, signed, with the data that the message was sent with', async () => {
		const { data } = await send(orderDetails);
		expect(await statuses()).toEqual(['sent', 'delivered']);
		for (const { headers, body } of await calls()) {
			const hex = createHmac('sha256', account.appSecret).update(body).digest('hex');
			const header = headers['x-hub-signature-256'];
			expect(header).toBe(`sha256=${hex}`);
			const input = { header, rawBody: Buffer.from(body), appSecret: account.appSecret };
			expect(verifyMetaSignature(input)).toEqual({ valid: true });
			expect(JSON.parse(body)).toMatchObject({
				entry: [
					{
						id: account.account,
						changes: [
							{
								field: 'messages',
								value: {
									metadata: { phone_number_id: phoneId() },
									statuses: [
										{
											id: data.messages[0].id,
											recipient_id: TO,
											timestamp: expect.stringMatching(/^\d{10}$/),
											biz_opaque_callback_data: 'order-1042',
										},
									],
								},
							},
						],
					},
				],
			});
		}
	});

	test('come in one call when the account is set so', async () => {
		await simulator.configure(account.account, { batchStatuses: true });
		await send(orderDetails);
		expect([await statuses(), (await received()).length]).toEqual([['sent', 'delivered'], 1]);
	});

	test('are sent again, byte for byte, until they are answered with 200', async () => {
		const slow = await simulator.createReceiver({ statuses: [500, 204] });
		await override(slow);
		await simulator.configure(account.account, { batchStatuses: true });
		await send(orderDetails);
		const [first, ...again] = (await received(slow)).map((body) => JSON.stringify(body));
		expect(again).toEqual([first, first]);
	});

	test('to a user ID name the user ID', async () => {
		await send({ ...without(orderDetails, 'to'), recipient: 'BR.1502576394655843' });
		expect(JSON.stringify(await received())).toContain('"recipient_user_id":"BR.1502576394655843"');
		expect(await statuses()).toEqual(['sent', 'delivered']);
	});

	test('of a user ID in "to" never come', async () => {
		await send({ ...orderDetails, to: 'BR.1502576394655843' });
		expect(await statuses()).toEqual([]);
	});
});

describe('what fails although it was answered with 200', () => {
	beforeEach(async () => {
		await override(receiver);
	});

	const update = (members: Json) =>
		withMember(orderStatus, 'interactive.action.parameters', { reference_id: 'order-1042', ...members });
	const order = (status: string) => update({ order: { status } });
	const paid = update({ payment: { status: 'captured' } });
	const taken = ['sent', 'delivered'];

	test.each<[string, unknown[], string]>([
		['an order that nobody sent', [order('shipped')], 'failed 2046'],
		[
			'a completed order that is shipped',
			[orderDetails, order('completed'), order('shipped')],
			'failed 2046',
		],
		[
			'a shipped order that is pending again',
			[orderDetails, order('shipped'), order('pending')],
			'failed 2046',
		],
		['a canceled order that is paid', [orderDetails, order('canceled'), paid], 'failed 2046'],
		['a paid order that is canceled', [orderDetails, paid, order('canceled')], 'failed 2047'],
		['a number of another country', [{ ...orderDetails, to: '15551234567' }], 'failed 2040'],
	])('%s', async (_name, bodies, last) => {
		for (const body of bodies) {
			expect((await send(body)).status).toBe(200);
			await simulator.settle(account.account);
		}
		const seen = await statuses();
		expect(seen).toEqual([...bodies.slice(1).flatMap(() => taken), last]);
	});

	test('a shop that does all in order meets no failure', async () => {
		for (const body of [orderDetails, order('processing'), paid, order('shipped'), order('completed')])
			await send(body);
		expect((await statuses()).filter((status) => status.startsWith('failed'))).toEqual([]);
		expect(await simulator.orders(account.account)).toMatchObject([
			{ orderStatus: 'completed', paymentStatus: 'captured' },
		]);
	});

	test('outside 24 hours a message fails, later or at once, and a template passes', async () => {
		await simulator.configure(account.account, { windows: 'tracked' });
		expect((await send(orderDetails)).status).toBe(200);
		expect(await statuses()).toEqual(['failed 131047']);
		await simulator.configure(account.account, { closedWindow: 'sync' });
		expect((await send(orderDetails)).data.error.code).toBe(131047);
		expect((await send(orderDetailsTemplate)).status).toBe(200);
		await simulator.emit(account.account, { customer: { phone: TO } });
		const next = withMember(orderDetails, 'interactive.action.parameters.reference_id', 'order-2');
		expect((await send(next)).status).toBe(200);
	});
});

describe('what customers send', () => {
	beforeEach(async () => {
		await override(receiver);
	});

	const KINDS: Array<[string, string]> = [
		['text', 'messageReceived'],
		['image', 'messageReceived'],
		['order', 'cartReceived'],
		['buttonReply', 'messageReceived'],
		['listReply', 'messageReceived'],
		['flowReply', 'messageReceived'],
		['templateButton', 'messageReceived'],
		['contacts', 'messageReceived'],
		['paymentMethod', 'paymentMethodChosen'],
		['paymentNotification', 'paymentReceived'],
		['unsupported', 'messageReceived'],
	];
	const phone = '5544999999999';
	const userId = 'BR.1502576394655843';

	test.each(KINDS)('%s is read as %s, however the customer is named', async (kind, event) => {
		const identities = {
			phone: { phone },
			both: { phone, userId },
			userId: { phone: null, userId },
			userIdInFrom: { phone: null, userId },
		};
		for (const identity of Object.keys(identities)) await simulator.emit(account.account, { kind, identity });
		const readings = (await received()).map(readMetaEvents);
		expect(readings).toMatchObject(
			Object.values(identities).map((contact) => ({
				kind: 'events',
				events: [{ event: { event, contact } }],
			})),
		);
	});

	test('in one change are one event each', async () => {
		await simulator.emit(account.account, { kinds: KINDS.map(([kind]) => kind) });
		const [reading] = (await received()).map(readMetaEvents);
		expect(reading.kind === 'events' ? reading.events.map(({ event }) => event.event) : reading).toEqual(
			KINDS.map(([, event]) => event),
		);
	});

	test.each(['forged', 'missing', 'bodyChanged'])(
		'with a signature that is %s does not pass',
		async (signature) => {
			await simulator.emit(account.account, { signature });
			const [{ headers, body }] = await calls();
			const input = {
				header: headers['x-hub-signature-256'],
				rawBody: Buffer.from(body),
				appSecret: account.appSecret,
			};
			expect(verifyMetaSignature(input)).toMatchObject({ valid: false });
		},
	);
});

describe('lists', () => {
	test('of numbers and templates, page by page', async () => {
		const numbers = await callGraph(account, 'GET', `/${account.account}/phone_numbers`);
		expect(numbers.data).toMatchObject({
			data: [{ id: phoneId(), verified_name: 'Example Shop' }],
			paging: { cursors: {} },
		});
		const path = `/${account.account}/message_templates?limit=4`;
		const { data: first } = await callGraph(account, 'GET', path);
		const { data: second } = await callGraph(account, 'GET', `${path}&after=${first.paging.cursors.after}`);
		expect([first.data.length, second.data.length, 'next' in first.paging, 'next' in second.paging]).toEqual([
			4,
			2,
			true,
			false,
		]);
	});

	test('and fields of nothing that exists are refused', async () => {
		const of = async (path: string) => (await callGraph(account, 'GET', path)).data.error?.code as number;
		expect(await of(`/${account.account}?fields=id,name`)).toBeUndefined();
		expect(await of(`/${account.account}?fields=password`)).toBe(100);
		expect(await of(`/${account.account}/payments`)).toBe(100);
		expect(await of(`/${phoneId()}/phone_numbers`)).toBe(100);
		expect(await of('/123')).toBe(100);
	});
});
