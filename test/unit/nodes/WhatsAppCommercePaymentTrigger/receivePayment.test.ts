/** One call of a payment provider, from n8n's request to n8n's answer; n8n itself has the engine tests. */
import type { IHookFunctions, IWebhookFunctions } from 'n8n-workflow';

import { PAYMENT_PROVIDERS } from '../../../../nodes/paymentProviders';
import type { PaymentStep } from '../../../../nodes/paymentProviders/api/paymentStep';
import { isReady, stop } from '../../../../nodes/WhatsAppCommercePaymentTrigger/lifecycle';
import { receivePayment } from '../../../../nodes/WhatsAppCommercePaymentTrigger/receivePayment';

const SECRET = 'the-word-that-the-shop-has-given';
const payment = { id: 'pay_1', value: 1.5, externalReference: '3001', description: `of ${SECRET}` };
const BODY = { event: 'PAYMENT_RECEIVED', payment };
let workflow = 0;

class Answer {
	statusCode = 200;

	sent: unknown;

	private atEnd: () => void = () => undefined;

	once(name: string, listener: () => void) {
		if (name === 'finish') this.atEnd = listener;
	}

	finish() {
		this.atEnd();
	}

	status(code: number) {
		this.statusCode = code;
		return this;
	}

	json(body: unknown) {
		this.sent = body;
	}
}

interface Given {
	id?: string;
	body?: unknown;
	headers?: object;
	parameters?: { [name: string]: unknown };
	credential?: object;
	mode?: string;
	static?: object;
}

function contextOf(given: Given = {}) {
	const response = new Answer();
	const parameters: { [name: string]: unknown } = {
		paymentProvider: 'asaas',
		events: ['paymentConfirmed'],
		options: {},
		...given.parameters,
	};
	const body = given.body ?? BODY;
	const mode = given.mode ?? 'webhook';
	const context = {
		getMode: () => mode,
		getActivationMode: () => mode,
		getNode: () => ({ id: 'node', name: 'Paid', webhookId: 'w' }),
		getWorkflow: () => ({ id: given.id ?? `receive ${workflow}` }),
		getWorkflowStaticData: () => given.static ?? {},
		getNodeParameter: (name: string, otherwise: unknown) => {
			const [top, member] = name.split('.');
			const value = parameters[top];
			return (member === undefined ? value : (value as typeof parameters)[member]) ?? otherwise;
		},
		getCredentials: async () =>
			await Promise.resolve({ paymentProvider: 'asaas', secret: SECRET, apiToken: '', ...given.credential }),
		getRequestObject: () => ({ method: 'POST', rawBody: Buffer.from(JSON.stringify(body)) }),
		getHeaderData: () => ({
			'content-type': 'application/json',
			'asaas-access-token': SECRET,
			...given.headers,
		}),
		getQueryData: () => ({ of: 'the address' }),
		getBodyData: () => body,
		getResponseObject: () => response,
		logger: { info: () => undefined },
	};
	return { context: context as unknown as IWebhookFunctions & IHookFunctions, response };
}

async function receive(given: Given = {}, providers = PAYMENT_PROVIDERS) {
	const { context, response } = contextOf(given);
	const { workflowData, webhookResponse, noWebhookResponse } = await receivePayment(context, providers);
	const items = workflowData?.[0].map(({ json }) => json);
	return { items, answer: items ? webhookResponse : response.sent, noWebhookResponse, response };
}

/** A payment provider that judges every call so. */
const thatSays = (step: PaymentStep) => [{ ...PAYMENT_PROVIDERS[0], receive: () => step }];
const nested = (levels: number): object => (levels === 0 ? {} : { a: nested(levels - 1) });

beforeEach(() => {
	workflow += 1;
});

it('a payment starts the workflow once, and static data is changed when n8n asks for the answer', async () => {
	const kept: { seen?: string } = {};
	const { context, response } = contextOf({ static: kept });
	const first = await receivePayment(context, PAYMENT_PROVIDERS);
	expect(kept.seen).toBeUndefined();
	expect(first.webhookResponse).toEqual({ status: 'accepted', accepted: 1 });
	expect(kept.seen).toBeDefined();
	const [{ json }] = first.workflowData![0];
	expect(json).toMatchObject({ event: 'paymentConfirmed', amountCents: 150, referenceId: '3001' });
	expect(Object.keys(json)).not.toContain('raw');
	expect(json.warnings).toMatchObject([{ rule: 'asaas.notLookedUp' }]);
	response.finish();
	expect(await receive()).toMatchObject({
		items: undefined,
		noWebhookResponse: true,
		response: { statusCode: 200 },
		answer: { status: 'duplicate', eventId: 'asaas:paymentConfirmed:pay_1' },
	});
});

it.each([
	[200, false],
	[399, false],
	[400, true],
	[500, true],
])('after an answer with %d the same call starts the workflow again: %j', async (status, isAgain) => {
	const { response } = await receive();
	response.statusCode = status;
	response.finish();
	expect((await receive()).items !== undefined).toBe(isAgain);
});

it.each<[string, Given, number, object]>([
	[
		'not believed',
		{ headers: { 'asaas-access-token': 'x' } },
		401,
		{ status: 'refused', reason: expect.stringContaining('asaas-access-token') },
	],
	[
		'of no payment',
		{ body: { event: 'PAYMENT_CREATED', payment } },
		200,
		{ status: 'ignored', reason: 'not an event of a payment that is reported' },
	],
	[
		'of another state',
		{ body: { ...BODY, event: 'PAYMENT_OVERDUE' } },
		200,
		{ status: 'ignored', reason: 'paymentExpired is not chosen under Trigger On' },
	],
	['of another content type', { headers: { 'content-type': 'text/html' } }, 415, { status: 'refused' }],
	['too large', { headers: { 'content-length': '1000001' } }, 413, { status: 'refused' }],
	[
		'too deep',
		{ body: { ...BODY, more: nested(101) } },
		400,
		{ status: 'refused', reason: expect.stringContaining('too deep') },
	],
	[
		'of too many parts',
		{ body: { ...BODY, more: Array.from({ length: 50_001 }, () => []) } },
		400,
		{ status: 'refused' },
	],
	[
		'of a shop without a secret',
		{ credential: { secret: '' } },
		500,
		{ status: 'refused', reason: 'the credential has no Webhook Secret' },
	],
])('a call that is %s is answered so', async (_name, given, statusCode, answer) => {
	expect(await receive(given)).toMatchObject({
		items: undefined,
		noWebhookResponse: true,
		response: { statusCode },
		answer,
	});
});

it('many payments of one call are an item each, a thousand at most, and only those that are new', async () => {
	const event = { event: 'paymentConfirmed', paymentProvider: 'asaas', referenceId: null } as const;
	const paid = (count: number): PaymentStep => ({
		kind: 'payments',
		payments: Array.from({ length: count }, (_, index) => ({
			event: { ...event, eventId: `e${index}`, amountCents: index, paidAt: null, method: 'pix' },
			body: index === 1 ? nested(101) : { index },
		})),
	});
	const parameters = { options: { includeRaw: true } };
	expect((await receive({ parameters }, thatSays(paid(2)))).items).toMatchObject([
		{ raw: { index: 0 } },
		{ amountCents: 1 },
	]);
	const more = await receive({ parameters }, thatSays(paid(3)));
	expect(more.items).toMatchObject([{ eventId: 'e2' }]);
	expect(more.answer).toMatchObject({ accepted: 1 });
	const tooDeep = await receive({ parameters, id: 'deep' }, thatSays(paid(2)));
	expect(tooDeep.items?.map(({ raw }) => raw)).toEqual([{ index: 0 }, undefined]);
	expect((await receive({ id: 'many' }, thatSays(paid(1_000)))).items).toHaveLength(1_000);
	const many = await receive({}, thatSays(paid(1_001)));
	expect(many).toMatchObject({ items: undefined, response: { statusCode: 413 } });
});

it('a payment provider gets the call, its address and the fields that are its own', async () => {
	const given: unknown[] = [];
	const spy = PAYMENT_PROVIDERS.map((one) => ({
		...one,
		receive: (...all: unknown[]) => {
			given.push(...all);
			return { kind: 'nothing', reason: '' } as const;
		},
	}));
	await receive(
		{
			parameters: {
				paymentProvider: 'other',
				amountUnit: 'cents',
				statusPath: 'type',
				options: { refundedStatuses: 'a' },
			},
			credential: { paymentProvider: 'other', headerName: 'X' },
		},
		spy,
	);
	await receive(
		{
			parameters: { paymentProvider: 'mercadoPago', options: { toleranceSeconds: 60, acceptUnsigned: true } },
			credential: { paymentProvider: 'mercadoPago', apiToken: 'a' },
		},
		spy,
	);
	expect(given).toMatchObject([
		{ body: BODY, query: { of: 'the address' }, headers: { 'content-type': 'application/json' } },
		{
			own: { headerName: 'X', amountUnit: 'cents', statusPath: 'type', refundedStatuses: ['a'] },
			secret: SECRET,
		},
		{ rawBody: Buffer.from(JSON.stringify(BODY)) },
		{ own: { apiToken: 'a', toleranceSeconds: 60, acceptUnsigned: true }, canAsk: true },
	]);
});

it('the raw body comes when it is wanted, without secrets', async () => {
	const { items } = await receive({ parameters: { options: { includeRaw: true } } });
	expect(items?.[0].raw).toMatchObject({ payment: { id: 'pay_1', description: 'of [hidden]' } });
});

it('repeated payments start the workflow while the editor listens, and when it is switched off', async () => {
	for (const given of [{ mode: 'manual' }, { parameters: { options: { deduplicateForHours: 0 } } }]) {
		for (let times = 0; times < 2; times += 1) expect((await receive(given)).items).toHaveLength(1);
	}
	// An hour is an hour.
	const parameters = { options: { deduplicateForHours: 1 } };
	jest.useFakeTimers({ now: 0, doNotFake: ['nextTick'] });
	const isStarted: boolean[] = [];
	for (const minute of [0, 59, 61]) {
		jest.setSystemTime(minute * 60_000);
		isStarted.push((await receive({ parameters })).items !== undefined);
	}
	jest.useRealTimers();
	expect(isStarted).toEqual([true, false, true]);
});

it('fields that cannot be read become a warning, and no payment is lost', async () => {
	const { items } = await receive({ parameters: { events: 7 } });
	expect(items?.[0].warnings).toMatchObject([
		{ rule: 'asaas.notLookedUp' },
		{ rule: 'settings.unreadable', message: expect.stringMatching(/Trigger On.*it counts as all of/) },
	]);
});

describe('when it is published', () => {
	const ready = async (given: Given) =>
		await isReady(contextOf({ mode: 'activate', ...given }).context, PAYMENT_PROVIDERS);

	it('is ready with what it needs, and after a restart whatever it has', async () => {
		expect(await ready({})).toBe(true);
		for (const mode of ['init', 'leadershipChange']) {
			expect(await ready({ mode, credential: { secret: '' } })).toBe(true);
		}
	});

	it('says all that is wrong', async () => {
		await expect(ready({ credential: { secret: '' } })).rejects.toMatchObject({
			message: 'The credential has no Webhook Secret. Correct the node or its credential.',
			description: 'Correct the node or its credential.',
		});
		await expect(ready({ parameters: { events: 7 }, credential: { secret: '' } })).rejects.toThrow(
			/Trigger On.*\. The credential has no Webhook Secret\. Correct/,
		);
	});

	it.each<[string, Given]>([
		['asaas-access-token is not the token', { headers: { 'asaas-access-token': 'x' } }],
		['a call without a payment: not an event', { body: { event: 'x' } }],
		['paymentExpired is not chosen', { body: { ...BODY, event: 'PAYMENT_OVERDUE' } }],
	])('tells a listening editor: %s', async (message, given) => {
		await receive({ mode: 'manual', ...given });
		await expect(ready({ mode: 'manual' })).rejects.toThrow(message);
		await receive({ mode: 'manual', ...given });
		await receive({ mode: 'manual' });
		expect(await ready({ mode: 'manual' })).toBe(true);
	});

	it('forgets what came when it is stopped; what is stored it knows', async () => {
		const kept = {};
		await receive({ static: kept });
		await receive({ id: 'other workflow' });
		expect(stop(contextOf().context)).toBe(true);
		expect((await receive({ id: 'other workflow' })).items).toBeUndefined();
		expect((await receive({ static: kept })).items).toBeUndefined();
		stop(contextOf().context);
		expect((await receive()).items).toHaveLength(1);
	});
});
