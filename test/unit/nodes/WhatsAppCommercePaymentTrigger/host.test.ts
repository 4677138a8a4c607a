/** What of the Payment Trigger needs no n8n: which credential will do, questions, and what a listening editor tells. */
import type { ICredentialTestFunctions, IDataObject, IHookFunctions, IWebhookFunctions } from 'n8n-workflow';

import type { PaymentStep } from '../../../../nodes/paymentProviders/api/paymentStep';
import { PAYMENT_PROVIDERS } from '../../../../nodes/paymentProviders';
import { findPaymentProvider } from '../../../../nodes/paymentProviders/paymentProvider';
import { accessOf } from '../../../../nodes/WhatsAppCommercePaymentTrigger/access';
import { testPaymentCredential } from '../../../../nodes/WhatsAppCommercePaymentTrigger/credentialTest';
import {
	forgetMissed,
	noteMissed,
	tellWhatCame,
} from '../../../../nodes/WhatsAppCommercePaymentTrigger/listening';
import { lookUp } from '../../../../nodes/WhatsAppCommercePaymentTrigger/lookUp';

const SECRET = 'the-word-that-the-shop-has-given';
const ASAAS = { paymentProvider: 'asaas', secret: SECRET, apiToken: 'token-of-the-shop', baseUrl: '' };

interface Given {
	id?: string;
	mode?: string;
	request?: (options: { url: string }) => unknown;
}

function contextOf({ id = 'workflow', mode = 'manual', request }: Given = {}) {
	return {
		getMode: () => mode,
		getActivationMode: () => mode,
		getNode: () => ({ id: 'node', name: 'Paid', webhookId: 'w' }),
		getWorkflow: () => ({ id }),
		getCredentials: async () => await Promise.resolve(ASAAS),
		logger: { info: () => undefined },
		helpers: {
			httpRequestWithAuthentication: async (_type: string, options: { url: string }) =>
				await Promise.resolve(request?.(options)),
		},
	} as unknown as IWebhookFunctions & IHookFunctions;
}

describe('a credential', () => {
	it.each<[string, IDataObject, object | string]>([
		['asaas', {}, { secret: SECRET, canAsk: true, baseUrl: '', own: {} }],
		[
			'asaas',
			{ apiToken: ' ', secret: ` ${SECRET} `, baseUrl: ' https://a ' },
			{ secret: SECRET, canAsk: false, baseUrl: 'https://a' },
		],
		['asaas', { secret: { a: 1 } }, 'the credential has no Webhook Secret'],
		['asaas', { secret: ' ' }, 'the credential has no Webhook Secret'],
		['asaas', { paymentProvider: 'woovi' }, 'the credential is for another payment provider than Asaas'],
		['mercadoPago', { apiToken: '' }, 'the credential has no API Token'],
		['infinitePay', { secret: '', handle: '$shop' }, { secret: '', own: { handle: '$shop' } }],
		['infinitePay', { handle: ' ' }, 'the credential has no InfiniteTag'],
		['other', { headerName: 'X-Token' }, { own: { headerName: 'X-Token' } }],
	])('of %s with %j is %j', (id, more, expected) => {
		const provider = findPaymentProvider(PAYMENT_PROVIDERS, id, contextOf().getNode());
		const access = accessOf({ ...ASAAS, paymentProvider: id, ...more } as never, provider);
		if (typeof expected === 'string') expect(access).toBe(expected);
		else expect(access).toMatchObject(expected);
	});

	it.each<[string, IDataObject, number, string, string]>([
		['right', {}, 200, 'OK', 'Connection successful!'],
		['refused', {}, 401, 'Error', 'Asaas did not accept API Token'],
		['led elsewhere', {}, 302, 'Error', 'Asaas answered 302'],
		['for PagBank without keys', { paymentProvider: 'pagBank' }, 404, 'OK', 'Connection successful!'],
		['without a question', { apiToken: '' }, 0, 'OK', 'Asaas has nothing to ask'],
		[
			'for a provider without questions',
			{ paymentProvider: 'abacatePay' },
			0,
			'OK',
			'AbacatePay has nothing to ask',
		],
		['with a short secret', { secret: 'short' }, 0, 'Error', '32 to 255 characters'],
		['without a secret', { secret: '' }, 0, 'Error', 'The credential has no Webhook Secret'],
		['for nobody', { paymentProvider: 'nobody' }, 0, 'Error', 'Choose Payment Provider'],
		['for somebody who is away', {}, -1, 'Error', 'Asaas could not be reached'],
	])('%s is tested', async (_name, more, statusCode, status, message) => {
		const asked: IDataObject[] = [];
		const request = async (options: IDataObject) => {
			asked.push(options);
			if (statusCode < 0) throw new Error(`connect ${SECRET}`);
			return await Promise.resolve({ statusCode });
		};
		const context = { helpers: { request } } as unknown as ICredentialTestFunctions;
		const data = { ...ASAAS, ...more };
		const answer = await testPaymentCredential(context, data as never, PAYMENT_PROVIDERS);
		expect(answer).toEqual({ status, message: expect.stringContaining(message) as string });
		expect(answer.message).not.toContain(SECRET);
		expect(asked).toHaveLength(statusCode === 0 ? 0 : 1);
		for (const one of asked) {
			// A status is an answer, and a silent address must not hold the editor.
			expect(one).toMatchObject({ method: 'GET', simple: false, resolveWithFullResponse: true });
			expect(one.timeout).toBeLessThanOrEqual(10_000);
			expect(one.uri).toMatch(/^https:\/\//);
			expect(JSON.stringify(one.headers)).toContain(
				data.paymentProvider === 'pagBank' ? SECRET : ASAAS.apiToken,
			);
		}
	});
});

describe('a question', () => {
	const answer = { statusCode: 200, headers: {}, body: '{"n":1}' };
	const ask = (left: number, seen: unknown[] = []): PaymentStep => ({
		kind: 'ask',
		request: { method: 'GET', path: '/p' },
		then: ({ body }) => {
			seen.push(body);
			return left > 1 ? ask(left - 1, seen) : { kind: 'nothing', reason: 'read' };
		},
	});

	it.each([
		[1, { kind: 'nothing', reason: 'read' }],
		[3, { kind: 'nothing', reason: 'read' }],
		[4, { kind: 'refused', status: 502, reason: 'the payment could not be looked up' }],
	])('that leads to %d is asked three times at most', async (times, expected) => {
		const urls: string[] = [];
		const request = ({ url }: { url: string }) => {
			urls.push(url);
			return answer;
		};
		const seen: unknown[] = [];
		expect(await lookUp(contextOf({ request }), ask(times, seen))).toEqual(expected);
		expect(urls).toEqual(Array.from({ length: Math.min(times, 3) }, () => '/p'));
		expect(seen).toEqual(urls.map(() => answer.body));
	});

	it('that nobody answers is a 503 without a secret', async () => {
		const request = () => {
			throw Object.assign(new Error(`no ${ASAAS.apiToken}`), { code: 'ECONNREFUSED' });
		};
		const step = await lookUp(contextOf({ request }), ask(1));
		expect(step).toMatchObject({ kind: 'refused', status: 503 });
		expect(JSON.stringify(step)).toContain('could not be looked up: ');
		expect(JSON.stringify(step)).not.toContain(ASAAS.apiToken);
	});

	it('is not asked for what needs none', async () => {
		const step: PaymentStep = { kind: 'nothing', reason: 'as it was' };
		expect(await lookUp(contextOf(), step)).toBe(step);
	});

	it.each([
		['workflow', 'POST', '/p', { slug: 'a' }, 2],
		['another', 'POST', '/p', { slug: 'a' }, 3],
		['workflow', 'GET', '/p', { slug: 'a' }, 3],
		['workflow', 'POST', '/q', { slug: 'a' }, 3],
		['workflow', 'POST', '/p', { slug: 'b' }, 3],
	] as const)('of %s: %s %s with %j beside two of the same', async (id, method, path, body, expected) => {
		let asked = 0;
		const request = () => {
			asked += 1;
			return answer;
		};
		const one = async (given: string, what: object) => {
			const step = { kind: 'ask', request: what, then: () => ({ kind: 'nothing', reason: '' }) };
			return await lookUp(contextOf({ id: given, request }), step as PaymentStep);
		};
		const same = { method: 'POST', path: '/p', body: { slug: 'a' } };
		await Promise.all([one('workflow', same), one('workflow', same), one(id, { method, path, body })]);
		expect(asked).toBe(expected);
	});
});

describe('a listening editor', () => {
	const told = (given: Given): string => {
		try {
			tellWhatCame(contextOf(given));
			return '';
		} catch (error) {
			return (error as Error).message;
		}
	};
	const note = (reason: string, given: Given = {}) => noteMissed(contextOf(given), reason);

	afterEach(() => jest.useRealTimers());

	it('is told once what came, each reason once, the last ten', () => {
		for (let index = 0; index < 12; index += 1) note(`reason ${index}.`);
		note('reason 5.');
		const message = told({});
		expect(message).toContain('reason 2.; reason 3.');
		expect(message).toContain('reason 11.. Click again');
		expect(message).not.toContain('reason 1.;');
		expect(message.match(/reason 5\./g)).toHaveLength(1);
		expect(told({})).toBe('');
	});

	it('alone is told, and nothing of what a running workflow got', () => {
		note('while it runs', { mode: 'webhook' });
		expect(told({})).toBe('');
		note('in vain');
		expect(told({ mode: 'activate' })).toBe('');
		expect(told({ id: 'another' })).toBe('');
		expect(told({})).toContain('in vain');
	});

	it('is not told what came before the call it wanted, nor a quarter of an hour later', () => {
		note('in vain');
		forgetMissed(contextOf());
		expect(told({})).toBe('');
		jest.useFakeTimers({ now: 0 });
		for (const [minutes, expected] of [
			[15, /in vain/],
			[16, /^$/],
		] as const) {
			note('in vain');
			jest.advanceTimersByTime(minutes * 60_000);
			expect(told({})).toMatch(expected);
		}
	});

	it('is remembered for the last hundred nodes', () => {
		for (let index = 0; index <= 100; index += 1) note('in vain', { id: `w${index}` });
		expect(['w0', 'w1', 'w100'].map((id) => told({ id }) !== '')).toEqual([false, true, true]);
	});
});
