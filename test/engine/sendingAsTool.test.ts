import type { INodeParameters } from 'n8n-workflow';
import { hubCredential, zApiCredential } from '../helpers/accounts';
import { runAsTool } from '../helpers/engine/runAsTool';
import { processedData } from '../helpers/engine/setup';
import { hubStatus, zApiCharge } from '../helpers/parameters';
import { simulator, type HubAccount, type ZApiAccount } from '../helpers/simulator';

/** The node as a tool of an agent: n8n gives each try and each call a run index of its own. */

const PHONE = '5511987650000';
const OTHER = '5511987650001';
const RETRIES = { retryOnFail: true, maxTries: 3 };

let account: ZApiAccount;
let hub: HubAccount;
beforeEach(async () => {
	processedData.clear();
	[account, hub] = await Promise.all([simulator.createZApi(), simulator.createHub()]);
});

const byAgent = "={{ $fromAI('phone', 'Who to charge', 'string') }}";
const charge = (changes: INodeParameters = {}) => zApiCharge({ phone: byAgent, ...changes });
const received = async () => await simulator.recipients(account.account);
const fault = async (wanted: object) =>
	await simulator.addFault(account.account, { kind: 'reset', ...wanted });
const zApi = () => ({ credentials: zApiCredential(account) });

it('sends one message for one call', async () => {
	const { answers, tries } = await runAsTool(charge(), [{ phone: PHONE }], zApi());
	expect(answers).toEqual([{ items: [expect.objectContaining({ sendStatus: 'queued', phone: PHONE })] }]);
	expect(tries).toBe(1);
});

describe('with Retry On Fail', () => {
	it('an agent whose charge ended unknown charges the customer once, not three times', async () => {
		await fault({ accepted: true, recipient: PHONE, times: 'always' });
		const { answers, tries } = await runAsTool(charge(), [{ phone: PHONE }], { ...zApi(), ...RETRIES });
		expect(tries).toBe(3);
		expect(await received()).toEqual({ [PHONE]: 1 });
		expect(await simulator.requests(account.account)).toHaveLength(1);
		expect(answers[0].error).toContain(
			`The message may or may not have been sent: the connection broke before the provider answered. Do not send it again before looking in the WhatsApp chat with ${PHONE} [item 0]`,
		);
	});

	it('not even when the text of the message has the time in it', async () => {
		const message = '={{ $now.toMillis() }} {{ $runIndex }}';
		const parameters = hubStatus({ channelId: hub.channels[0].id, bodyText: message });
		await simulator.addFault(hub.account, { kind: 'reset', accepted: true, times: 'always' });
		const { tries } = await runAsTool(parameters, [{}], { credentials: hubCredential(hub), ...RETRIES });
		expect(tries).toBe(3);
		expect(await simulator.requests(hub.account)).toHaveLength(1);
	});

	it('a Send Once message that ended unknown is reported as unknown, not as skipped', async () => {
		const options = { sendOncePer: 'customKey', sendOnceKey: 'order-1' };
		await fault({ accepted: true, recipient: PHONE });
		const { answers } = await runAsTool(charge({ options }), [{ phone: PHONE }], { ...zApi(), ...RETRIES });
		expect(answers[0].error).toContain('Do not send it again');
		expect(await received()).toEqual({ [PHONE]: 1 });
	});

	it('a refused message is tried again, and sent', async () => {
		await fault({ kind: 'status', status: 400, recipient: PHONE, times: 2 });
		const { answers, tries } = await runAsTool(charge(), [{ phone: PHONE }], { ...zApi(), ...RETRIES });
		expect(tries).toBe(3);
		expect(answers[0].items?.[0]).toMatchObject({ sendStatus: 'queued' });
		expect(await received()).toEqual({ [PHONE]: 1 });
	});
});

describe.each([
	[false, 'inTurn'],
	[true, 'inTurn'],
	[false, 'engineRequests'],
	[true, 'engineRequests'],
] as const)('an agent that calls again (Retry On Fail: %s, %s)', (retryOnFail, how) => {
	const engine = () => ({ ...zApi(), ...RETRIES, retryOnFail, how });

	it('hears again about an unknown message, which is not sent a second time', async () => {
		await fault({ accepted: true, recipient: PHONE });
		const { answers } = await runAsTool(charge(), [{ phone: PHONE }, { phone: PHONE }], engine());
		expect(answers).toHaveLength(2);
		for (const { error } of answers) expect(error).toContain('Do not send it again');
		expect(await received()).toEqual({ [PHONE]: 1 });
	});

	it('reads the sentence in the output too, when the node goes on after errors', async () => {
		await fault({ accepted: true, recipient: PHONE });
		const calls = [{ phone: PHONE }, { phone: PHONE }];
		const { answers } = await runAsTool(charge(), calls, { ...engine(), onError: 'continueRegularOutput' });
		expect(answers).toHaveLength(2);
		for (const { items, error } of answers)
			expect(error ?? items?.[0].error).toContain('Do not send it again');
		expect(await received()).toEqual({ [PHONE]: 1 });
	});

	it('sends to another customer, and the same accepted message once more', async () => {
		await fault({ accepted: true, recipient: PHONE });
		const calls = [{ phone: PHONE }, { phone: OTHER }, { phone: OTHER }];
		const { answers } = await runAsTool(charge(), calls, engine());
		expect(answers.map(({ items }) => items?.[0].sendStatus)).toEqual([undefined, 'queued', 'queued']);
		expect(await received()).toEqual({ [PHONE]: 1, [OTHER]: 2 });
	});

	it('sends another message to the customer whose last one is unknown', async () => {
		await fault({ accepted: true, recipient: PHONE });
		const price = "={{ $fromAI('price', 'Price in reais', 'string') }}";
		const items = { item: [{ name: 'Coffee', quantity: 1, unitPrice: price }] };
		const calls = [
			{ phone: PHONE, price: '10.00' },
			{ phone: PHONE, price: '20.00' },
		];
		const { answers } = await runAsTool(charge({ items }), calls, engine());
		expect(answers[0].error).toContain('Do not send it again');
		expect(answers[1].items?.[0]).toMatchObject({ sendStatus: 'queued' });
		expect(await received()).toEqual({ [PHONE]: 2 });
	});
});

it('calls at the same time are answered each with their own message', async () => {
	const phones = Array.from({ length: 5 }, (_, index) => String(5511987650000 + index));
	await fault({ accepted: true, recipient: phones[2], times: 'always' });
	const calls = phones.map((phone) => ({ phone }));
	const { answers } = await runAsTool(charge(), calls, { ...zApi(), ...RETRIES, how: 'atOnce' });
	answers.forEach(({ items, error }, index) => {
		if (index === 2) expect(error).toContain(phones[index]);
		else expect(items?.[0].phone).toBe(phones[index]);
	});
	expect(await received()).toEqual(Object.fromEntries(phones.map((phone) => [phone, 1])));
});

it.each(['inTurn', 'engineRequests'] as const)(
	'an agent reads in the message what was refused and what to do, and nothing twice (%s)',
	async (how) => {
		await fault({ kind: 'status', status: 400, error: 'phone must be digits', recipient: OTHER });
		const price = "={{ $fromAI('price', 'Price in reais', 'string') }}";
		const items = { item: [{ name: '', quantity: 1, unitPrice: price }] };
		const bad = await runAsTool(charge({ items }), [{ phone: '', price: 'x' }], { ...zApi(), how });
		expect(bad.answers[0].error).toMatch(
			/^Recipient Phone: found nothing, .* \(and 2 more problems\) \[item 0\]\. Nothing was sent for this item\. All its problems: \(1\) Recipient Phone: .*\(3\) Items 1, Unit Price: .* Correct the values, or the expressions that give them\.$/,
		);
		const refused = await runAsTool(charge(), [{ phone: OTHER }], { ...zApi(), how });
		expect(refused.answers[0].error).toBe(
			'Recipient Phone: Z-API refused the request (HTTP 400): "phone must be digits" [item 0]. Correct Recipient Phone, or the expression that gives it.',
		);
	},
);
