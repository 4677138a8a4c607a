import {
	bodyOf,
	cart,
	CUSTOMER,
	delivered,
	failed,
	PHONE_NUMBER_ID,
	profile,
	text,
} from '../unit/providers/metaCloud/bodies';
import type { Trigger } from '../helpers/engine/openTrigger';
import { metaCharge, META_USER_ID, throughMeta } from '../helpers/metaRuns';
import { simulator, type MetaAccount } from '../helpers/simulator';
import { itemsOf, openMetaTrigger, signed, type MetaTriggerInput } from '../helpers/metaTrigger';
import { openHubTrigger } from '../helpers/shopTrigger';

const ALL = [
	'cartReceived',
	'deliveryFailed',
	'messageReceived',
	'messageStatus',
	'paymentMethodChosen',
	'paymentReceived',
];

let account: MetaAccount;

beforeEach(async () => {
	account = await simulator.createMeta();
});

async function active({ parameters, ...input }: MetaTriggerInput = {}): Promise<Trigger> {
	const trigger = await openMetaTrigger(account, { ...input, parameters: { events: ALL, ...parameters } });
	await trigger.activate();
	return trigger;
}

const messages = bodyOf({ contacts: [profile], messages: [text] });

describe('who may call', () => {
	it('an event that WhatsApp signed starts the workflow', async () => {
		const trigger = await active();
		await simulator.emit(account.account, { kind: 'text' });
		expect(await itemsOf(trigger)).toMatchObject([
			{ event: 'messageReceived', provider: 'metaCloud', message: { text: 'Oi' } },
		]);
	});

	it.each(['forged', 'missing', 'malformed', 'bodyChanged'])(
		'a signature that is %s is refused',
		async (signature) => {
			const trigger = await active();
			expect(await simulator.emit(account.account, { signature })).toMatchObject({
				results: [{ status: 401 }],
			});
			expect(await itemsOf(trigger)).toEqual([]);
		},
	);

	it('the signature is over the bytes as they came', async () => {
		const trigger = await active();
		const spaced = JSON.stringify(messages, null, 2).replace('Oi', 'Oi \\u00e7 \\/');
		expect(await trigger.inbox.receive(signed(account, spaced))).toMatchObject({ status: 200 });
		expect(await itemsOf(trigger)).toMatchObject([{ message: { text: 'Oi ç /' } }]);
	});

	it.each(['automatic', 'manual'])(
		'without an App Secret, %s registration is not published',
		async (registration) => {
			const trigger = await openMetaTrigger(account, {
				parameters: { registration },
				credential: { appSecret: '' },
			});
			await expect(trigger.activate()).rejects.toThrow(
				/^The credential has no App Secret.*Accept Unsigned Events/,
			);
			expect(await simulator.webhooks(account.account)).toMatchObject({
				phones: { [account.phones[0].id]: null },
			});
		},
	);

	it('unsigned events are taken when that was chosen, with a warning', async () => {
		const trigger = await active({
			credential: { appSecret: '' },
			parameters: { options: { acceptUnsignedEvents: true } },
		});
		expect(await trigger.inbox.receive({ body: messages })).toMatchObject({ status: 200 });
		expect(await itemsOf(trigger)).toMatchObject([{ warnings: [{ rule: 'meta.unsigned' }] }]);
	});

	it('an App Secret in the credential is used all the same', async () => {
		const trigger = await active({ parameters: { options: { acceptUnsignedEvents: true } } });
		expect(await trigger.inbox.receive({ body: messages })).toMatchObject({ status: 401 });
	});
});

describe('the verification of the address', () => {
	const ask = (token: string, challenge = '1158201444') => ({
		method: 'GET',
		query: { 'hub.mode': 'subscribe', 'hub.verify_token': token, 'hub.challenge': challenge },
	});
	const manual = { registration: 'manual', verifyToken: 'my token' };

	it('gets the challenge as plain text and starts nothing', async () => {
		const trigger = await active({ parameters: manual });
		const call = await trigger.inbox.receive(ask('my token'));
		expect([call.status, call.text]).toEqual([200, '1158201444']);
		expect(call.headers['content-type']).toMatch(/^text\/plain/);
		expect(await itemsOf(trigger)).toEqual([]);
	});

	it.each([
		['another token', ask('other'), 403],
		['no token of ours', ask(''), 403],
		['markup', ask('my token', '<script>'), 400],
		['nothing', { method: 'GET' }, 400],
	])('with %s is refused', async (_name, call, status) => {
		const trigger = await active({ parameters: manual });
		expect(await trigger.inbox.receive(call)).toMatchObject({ status });
	});

	it('is refused while Verify Token is an expression that gives no text', async () => {
		const trigger = await active({ parameters: { registration: 'manual', verifyToken: '={{ ({}) }}' } });
		expect(await trigger.inbox.receive(ask('[object Object]'))).toMatchObject({ status: 403 });
	});

	it('is refused while Verify Token is empty', async () => {
		const trigger = await active({ parameters: { registration: 'manual' } });
		expect(await trigger.inbox.receive(ask(''))).toMatchObject({ status: 403 });
	});

	it('is no event for other providers', async () => {
		const trigger = await openHubTrigger(await simulator.createHub(), {
			parameters: { registration: 'manual' },
		});
		await trigger.activate();
		expect(await trigger.inbox.receive(ask('x'))).toMatchObject({ status: 405 });
	});
});

describe('what starts the workflow', () => {
	it('every message and status of every change of every entry, as one item each', async () => {
		const trigger = await active();
		const status = { ...failed, biz_opaque_callback_data: 'order-1042' };
		const [one, two] = [
			bodyOf({ contacts: [profile], messages: [text, cart] }),
			bodyOf({ statuses: [delivered, status] }),
		];
		const body = { ...one, entry: [...one.entry, ...two.entry] };
		expect(await trigger.inbox.receive(signed(account, body))).toMatchObject({ status: 200 });
		expect(await itemsOf(trigger)).toMatchObject([
			{ event: 'messageReceived', accountId: PHONE_NUMBER_ID, contact: { phone: CUSTOMER, name: 'Maria' } },
			{ event: 'cartReceived', order: { items: expect.any(Array) } },
			{ event: 'messageStatus', delivery: { status: 'delivered' } },
			{ event: 'deliveryFailed', delivery: { referenceId: 'order-1042', advice: expect.any(String) } },
		]);
		expect(trigger.inbox.executions).toHaveLength(1);
	});

	it('a cart with its quantities, and a customer who is known by a user ID alone', async () => {
		const trigger = await active();
		await simulator.emit(account.account, { kind: 'order', identity: 'userId' });
		expect(await itemsOf(trigger)).toMatchObject([
			{
				event: 'cartReceived',
				contact: { phone: null, userId: META_USER_ID, username: 'maria' },
				order: { totalCents: 6799, items: [{ retailerId: 'cake', quantity: 2 }, { retailerId: 'tea' }] },
			},
		]);
	});

	it('the card that a customer chose', async () => {
		const trigger = await active();
		await simulator.emit(account.account, { kind: 'paymentMethod' });
		expect(await itemsOf(trigger)).toMatchObject([
			{ event: 'paymentMethodChosen', payment: { referenceId: 'order-1042', credentialId: '1234567' } },
		]);
	});

	it('what WhatsApp took with a 200 and refused later, with reference and advice', async () => {
		const trigger = await active({ parameters: { events: ['deliveryFailed'] } });
		const { run } = await throughMeta(metaCharge(), { account });
		expect(run.items).toMatchObject([{ sendStatus: 'accepted' }]);
		await simulator.settle(account.account);
		expect(await itemsOf(trigger)).toMatchObject([
			{
				event: 'deliveryFailed',
				messageId: run.items[0].messageId,
				delivery: {
					referenceId: 'order-1042',
					errorCode: '131047',
					advice: expect.stringContaining('Set Send As to Template'),
				},
			},
		]);
	});

	it('the first delivery only: WhatsApp repeats for days what was not answered well', async () => {
		const trigger = await active();
		const call = signed(account, messages);
		trigger.inbox.databaseIsAway = true;
		expect(await trigger.inbox.receive(call)).toMatchObject({ status: 500 });
		trigger.inbox.databaseIsAway = false;
		expect(await trigger.inbox.receive(call)).toMatchObject({ body: { status: 'accepted' } });
		expect(await trigger.inbox.receive(call)).toMatchObject({ body: { status: 'duplicate' } });
		expect(await itemsOf(trigger)).toHaveLength(1);
	});

	it.each([
		[3_000_000, 200],
		[3_200_100, 413],
	])('a body of %d bytes is answered with %d', async (size, status) => {
		const trigger = await active();
		const filler = { ...text, text: { body: 'x'.repeat(size - JSON.stringify(messages).length + 2) } };
		const call = signed(account, bodyOf({ contacts: [profile], messages: [filler] }));
		expect(await trigger.inbox.receive(call)).toMatchObject({ status });
	});
});
