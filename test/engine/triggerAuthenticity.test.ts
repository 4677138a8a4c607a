import { createHmac } from 'crypto';
import type { CallInput } from '../helpers/engine/webhookInbox';
import type { Trigger } from '../helpers/engine/openTrigger';
import { openHubTrigger, openZApiTrigger, putOnline, startedWith } from '../helpers/shopTrigger';
import type { HubAccount, ZApiAccount } from '../helpers/simulator';
import { simulator } from '../helpers/simulator';
import reviewAndPay from '../fixtures/zapi-webhooks/received-reviewAndPay.json';

/** Every refusal has a reason and starts nothing. */
async function expectRefusal(
	trigger: Trigger,
	call: CallInput,
	status: number,
	reason: RegExp,
): Promise<void> {
	const answer = await trigger.inbox.receive(call);
	expect(answer.body).toEqual({ status: 'refused', reason: expect.stringMatching(reason) });
	expect(answer.status).toBe(status);
	expect(answer.items).toBeUndefined();
}

describe('Z-API', () => {
	let account: ZApiAccount;
	let trigger: Trigger;

	beforeAll(async () => {
		account = await simulator.createZApi();
		trigger = await openZApiTrigger(account, { parameters: { registration: 'manual' } });
		await trigger.activate();
	});

	const order = (messageId: string) => ({ ...reviewAndPay, instanceId: account.instanceId, messageId });

	test('takes its own instance, with the token it sends and without', async () => {
		const plain = await trigger.inbox.receive({ body: order('A1') });
		const headers = { 'z-api-token': account.token };
		const withToken = await trigger.inbox.receive({ body: order('A2'), headers });
		const zipped = await trigger.inbox.receive({ body: order('A3'), headers, gzip: true });
		for (const call of [plain, withToken, zipped]) {
			expect(call.status).toBe(200);
			expect(JSON.stringify(call.items)).not.toContain(account.token);
		}
	});

	test.each([['wrong'], [''], ['A'.repeat(100)]])('refuses the token %p', async (token) => {
		const call = { body: order('B'), headers: { 'z-api-token': token } };
		await expectRefusal(trigger, call, 401, /token/);
	});

	test('refuses the Client-Token in its place', async () => {
		const call = { body: order('B'), headers: { 'z-api-token': account.clientToken } };
		await expectRefusal(trigger, call, 401, /token/);
	});

	test.each([['other'], [''], [null], [undefined], [{}], [['x']]])(
		'refuses the instance %j',
		async (instanceId) => {
			await expectRefusal(trigger, { body: { ...order('C'), instanceId } }, 401, /instance ID/);
		},
	);

	test.each([[{}], [{ hello: 1 }], [{ type: 'text' }], [{ type: null }]])(
		'says that %j is not an event',
		async (body) => {
			await expectRefusal(trigger, { body }, 400, /type/);
		},
	);

	const json = { 'content-type': 'application/json' };
	test.each([
		['a list', { body: '[]', headers: json }],
		['text', { body: '"text"', headers: json }],
		['null', { body: 'null', headers: json }],
		['a number', { body: '1', headers: json }],
		['nothing', { body: '', headers: json }],
	])('refuses %s as a body', async (_name, call) => {
		await expectRefusal(trigger, call, 400, /JSON object/);
	});

	test.each([
		'text/plain',
		'application/x-www-form-urlencoded',
		'application/xml',
		'application/octet-stream',
		'multipart/mixed',
	])('refuses %s', async (type) => {
		const body = JSON.stringify(order('D'));
		await expectRefusal(trigger, { body, headers: { 'content-type': type } }, 415, /application\/json/);
	});

	test('takes JSON with a charset', async () => {
		const headers = { 'content-type': 'application/json; charset=utf-8' };
		expect((await trigger.inbox.receive({ body: JSON.stringify(order('E')), headers })).items).toHaveLength(
			1,
		);
	});

	describe.each([1, 1.1])('a node of version %p', (typeVersion) => {
		let versioned: Trigger;

		beforeAll(async () => {
			versioned = await openZApiTrigger(account, { parameters: { registration: 'manual' }, typeVersion });
			await versioned.activate();
		});

		test.each([
			'application/cloudevents+json',
			'application/vnd.z-api.v1+json; charset=utf-8',
			'APPLICATION/LD+JSON',
		])('takes %s', async (type) => {
			const body = JSON.stringify(order(`H ${type}`));
			const call = await versioned.inbox.receive({ body, headers: { 'content-type': type } });
			expect(call.items).toMatchObject([{ json: { event: 'orderSent', messageId: `H ${type}` } }]);
		});

		test.each([false, true])('takes JSON without a content type, gzip %p', async (gzip) => {
			const body = Buffer.from(JSON.stringify(order(`I${String(gzip)}`)));
			expect((await versioned.inbox.receive({ body, gzip })).items).toHaveLength(1);
		});

		test.each([
			['nothing', ''],
			['text', 'hello'],
			['broken JSON', '{"type":'],
			['a list', '[]'],
		])('refuses %s without a content type', async (_name, text) => {
			await expectRefusal(versioned, { body: Buffer.from(text) }, 415, /application\/json/);
		});

		test('refuses broken JSON and broken compression of another JSON type', async () => {
			const headers = { 'content-type': 'application/cloudevents+json' };
			await expectRefusal(versioned, { body: '{"type":', headers }, 400, /JSON object/);
			if (typeVersion === 1) return;
			const zipped = { ...headers, 'content-encoding': 'gzip' };
			await expectRefusal(versioned, { body: 'not gzip', headers: zipped }, 400, /could not be read/);
		});

		test('refuses more than 1 MB of another JSON type', async () => {
			const body = JSON.stringify({ ...order('J'), padding: 'x'.repeat(1_000_000) });
			const headers = { 'content-type': 'application/cloudevents+json' };
			await expectRefusal(versioned, { body, headers, gzip: true }, 413, /1 MB/);
		});

		test('refuses a body of very many lists', async () => {
			const body = { ...order('L'), lists: Array.from({ length: 60_000 }, () => []) };
			await expectRefusal(versioned, { body }, 400, /more than 50,000 lists and objects/);
			const fewer = { ...order(`M${typeVersion}`), lists: Array.from({ length: 40_000 }, () => []) };
			expect((await versioned.inbox.receive({ body: fewer })).items).toHaveLength(1);
		});

		test.each([200, 5_000, 100_000])('refuses a body nested %i levels deep', async (levels) => {
			const nested = `${'{"a":'.repeat(levels)}1${'}'.repeat(levels)}`;
			const text = JSON.stringify({ ...order('K'), nested: 0 }).replace('"nested":0', `"nested":${nested}`);
			const headers = { 'content-type': 'application/json' };
			await expectRefusal(versioned, { body: text, headers }, 400, /nested more than 100 levels/);
		});
	});

	test.each([false, true])('refuses more than 1 MB, gzip %p', async (gzip) => {
		const body = { ...order('F'), padding: 'x'.repeat(1_000_000) };
		await expectRefusal(trigger, { body, gzip }, 413, /1 MB/);
		const just = { ...order(`G${String(gzip)}`), padding: 'x'.repeat(990_000) };
		expect((await trigger.inbox.receive({ body: just, gzip })).items).toHaveLength(1);
	});

	test('is only reached by POST at its own address', async () => {
		expect((await trigger.inbox.receive({ method: 'GET' })).status).toBe(405);
	});
});

describe('the Hub', () => {
	const HEADER = 'X-Whatsapp-Commerce-Secret';

	async function online(settings: object = {}, input: object = {}) {
		const hub = await simulator.createHub({ ...settings });
		const trigger = await openHubTrigger(hub, input);
		await putOnline(trigger);
		await trigger.activate();
		return { hub, trigger };
	}

	async function emit(hub: HubAccount, emission: object) {
		const { results } = await simulator.emit(hub.account, { kind: 'message', ...emission });
		return (results as Array<{ status: number; responseBody: string }>)[0];
	}

	test('verifies the address while the webhook is being made', async () => {
		const { hub, trigger } = await online();
		const { webhooks } = await simulator.webhooks(hub.account);
		expect(webhooks).toMatchObject([
			{ isVerified: true, endpoint: trigger.webhookUrl(), eventType: 'Message' },
		]);
	});

	describe('with signature and secret header', () => {
		let hub: HubAccount;
		let trigger: Trigger;

		beforeAll(async () => {
			({ hub, trigger } = await online());
		});

		test('takes an honest event, gzip too, and no warning with it', async () => {
			expect(await emit(hub, { fields: { messageId: 'm1' } })).toMatchObject({ status: 200 });
			expect(await emit(hub, { fields: { messageId: 'm2' }, gzip: true })).toMatchObject({ status: 200 });
			expect(await emit(hub, { fields: { messageId: 'm3' }, ageSeconds: 290 })).toMatchObject({
				status: 200,
			});
			const items = await startedWith(trigger);
			expect(items.map(({ messageId }) => messageId)).toEqual(['m1', 'm2', 'm3']);
			expect(items.every((item) => !('warnings' in item))).toBe(true);
		});

		test.each([
			['forged', { signature: 'forged' }, 'the signature does not match the body'],
			['missing', { signature: 'missing' }, 'the signature header is missing'],
			['malformed', { signature: 'malformed' }, 'the signature header is malformed'],
			['body changed after signing', { signature: 'bodyChanged' }, 'the signature does not match the body'],
			['stale', { ageSeconds: 301 }, 'the signature is outside the time tolerance'],
			['from the future', { ageSeconds: -310 }, 'the signature is outside the time tolerance'],
			['wrong secret header', { customHeaders: 'wrong' }, 'the secret header is missing or wrong'],
			['no secret header', { customHeaders: 'missing' }, 'the secret header is missing or wrong'],
		])('refuses: %s', async (name, emission, reason) => {
			const before = (await startedWith(trigger)).length;
			const answer = await emit(hub, { fields: { messageId: name }, ...emission });
			expect(answer.status).toBe(401);
			expect(JSON.parse(answer.responseBody)).toEqual({ status: 'refused', reason });
			expect(await startedWith(trigger)).toHaveLength(before);
		});

		test('refuses oversize, other content types and what is not an object', async () => {
			expect(await emit(hub, { padToBytes: 1_000_001 })).toMatchObject({ status: 413 });
			expect(await emit(hub, { contentType: 'text/plain' })).toMatchObject({ status: 415 });
			expect(await emit(hub, { rawBody: '[]' })).toMatchObject({ status: 400 });
			expect(await emit(hub, { rawBody: '{}' })).toMatchObject({ status: 400 });
			expect(await emit(hub, { gzip: 'corrupt' })).not.toMatchObject({ status: 200 });
		});

		test('a replay within the tolerance is a duplicate', async () => {
			await emit(hub, { fields: { messageId: 'replayed' } });
			const before = (await startedWith(trigger)).length;
			const { results } = await simulator.replay(hub.account, { times: 3 });
			for (const { responseBody } of results as Array<{ responseBody: string }>) {
				expect(JSON.parse(responseBody)).toMatchObject({ status: 'duplicate' });
			}
			expect(await startedWith(trigger)).toHaveLength(before);
		});

		test('answers a new verification', async () => {
			const answer = await trigger.inbox.receive({ body: {}, headers: { 'X-Validation-Token': 'tök-1' } });
			expect(answer).toMatchObject({ status: 200, text: '"tök-1"', items: undefined });
			expect(answer.headers['content-type']).toMatch(/^application\/json/);
			const empty = await trigger.inbox.receive({ body: {}, headers: { 'X-Validation-Token': '' } });
			expect(empty.status).toBe(400);
		});
	});

	test.each(['secret', 'signatureSecret', 'webhook_secret', 'signingKey'])(
		'finds the signing secret under the name %s',
		async (signingSecretField) => {
			const { hub } = await online({ signingSecretField });
			expect((await emit(hub, { signature: 'missing' })).status).toBe(401);
			expect((await emit(hub, {})).status).toBe(200);
		},
	);

	test('without a signing secret, only the secret header protects it and events say so', async () => {
		const { hub, trigger } = await online({ signingSecretField: null });
		expect((await emit(hub, { customHeaders: 'missing' })).status).toBe(401);
		expect((await emit(hub, { signature: 'missing' })).status).toBe(200);
		expect(await startedWith(trigger)).toMatchObject([{ warnings: [{ rule: 'hub.unsigned' }] }]);
	});

	test('the tolerance can be changed', async () => {
		const parameters = { options: { signatureTolerance: 10 } };
		const { hub } = await online({}, { parameters });
		expect((await emit(hub, { ageSeconds: 12 })).status).toBe(401);
		expect((await emit(hub, { ageSeconds: 5 })).status).toBe(200);
	});

	test('each webhook has its own signing secret', async () => {
		const parameters = { events: ['messageReceived', 'messageStatus'] };
		const { hub, trigger } = await online({}, { parameters });
		expect((await emit(hub, {})).status).toBe(200);
		expect((await emit(hub, { kind: 'messageStatus' })).status).toBe(200);
		const { webhooks } = (await simulator.webhooks(hub.account)) as {
			webhooks: Array<{ eventType: string; secret: string; headers: Array<{ value: string }> }>;
		};
		const [message, status] = ['Message', 'MessageStatus'].map((type) =>
			webhooks.find(({ eventType }) => eventType === type),
		);
		const body = JSON.stringify({ eventType: 'Message', messageId: 'crossed' });
		const seconds = Math.floor(Date.now() / 1000);
		const signed = (secret = '') => {
			const mac = createHmac('sha256', secret).update(`${seconds}.${body}`).digest('hex');
			return {
				'content-type': 'application/json',
				'X-hub-Signature': `t=${seconds},v1=${mac}`,
				[HEADER]: message?.headers[0].value ?? '',
			};
		};
		const crossed = { body, headers: signed(status?.secret) };
		await expectRefusal(trigger, crossed, 401, /does not match/);
		expect((await trigger.inbox.receive({ body, headers: signed(message?.secret) })).items).toHaveLength(1);
	});

	test('a webhook whose registration is not known refuses everything but the handshake', async () => {
		const { hub, trigger } = await online();
		const stranger = await openHubTrigger(hub);
		const other = await openHubTrigger(hub, { parameters: { registration: 'automatic' } });
		expect(stranger.webhookUrl()).not.toBe(trigger.webhookUrl());
		other.inbox.register('production', other.webhooks(other.workflow()));
		await expectRefusal(other, { body: { eventType: 'Message' } }, 401, /not registered/);
		const shake = await other.inbox.receive({ body: {}, headers: { 'X-Validation-Token': 'abc' } });
		expect(shake.text).toBe('"abc"');
	});

	describe('a webhook made by hand, with its signing secret in the credential', () => {
		const secret = 'made-by-hand-signing-secret';
		const body = JSON.stringify({
			eventType: 'Message',
			messageId: 'by-hand',
			channelId: 'c',
			from: '5511988887777',
		});

		const headersFor = (key: string, seconds = Math.floor(Date.now() / 1000)) => ({
			'content-type': 'application/json',
			'X-hub-Signature': `t=${seconds},v1=${createHmac('sha256', key).update(`${seconds}.${body}`).digest('hex')}`,
		});

		async function byHand(credential: { webhookSecret: string }) {
			const hub = await simulator.createHub();
			const trigger = await openHubTrigger(hub, { parameters: { registration: 'manual' }, credential });
			await trigger.activate();
			return trigger;
		}

		test('refuses what is unsigned, signed with another secret or stale, and takes the rest without a warning', async () => {
			const trigger = await byHand({ webhookSecret: ` ${secret} ` });
			const plain = { 'content-type': 'application/json' };
			await expectRefusal(trigger, { body, headers: plain }, 401, /missing/);
			await expectRefusal(trigger, { body, headers: headersFor('other') }, 401, /does not match/);
			const old = Math.floor(Date.now() / 1000) - 600;
			await expectRefusal(trigger, { body, headers: headersFor(secret, old) }, 401, /tolerance/);
			const taken = await trigger.inbox.receive({ body, headers: headersFor(secret) });
			expect(taken.status).toBe(200);
			expect(taken.items?.[0].json.warnings).toBeUndefined();
		});

		test('without the secret everything passes, with a warning', async () => {
			const trigger = await byHand({ webhookSecret: '' });
			const taken = await trigger.inbox.receive({ body, headers: { 'content-type': 'application/json' } });
			expect(taken.items?.[0].json.warnings).toMatchObject([{ rule: 'hub.unsigned' }]);
		});
	});
});
