/** Who is believed: each proof right, missing, of another shop, of another body, and repeated with something changed. */
import { createHmac, createSign, generateKeyPairSync } from 'crypto';

import type { PaymentAccess } from '../../../nodes/paymentProviders/api/paymentStep';
import { single } from '../../../nodes/paymentProviders/api/proof';
import { PAYMENT_PROVIDERS } from '../../../nodes/paymentProviders';
import { answered, NOW, PROOFS, receive, WORD, type Call } from './proofs';

const OTHER = { own: { headerName: 'X-Token', statusPath: 'type' } };
const BODIES: { [id: string]: unknown } = {
	asaas: { event: 'PAYMENT_RECEIVED', payment: { id: 'pay_1', value: 1 } },
	abacatePay: { event: 'checkout.completed', data: { checkout: { id: 'bill_1', amount: 1 } } },
	mercadoPago: { type: 'payment' },
	pagBank: { id: 'ORDE_1', charges: [{ id: 'CHAR_1', status: 'PAID', amount: { value: 1 } }] },
	apiPix: { pix: [{ endToEndId: 'E1', valor: '1.00' }] },
	other: { type: 'order.paid' },
};
const KINDS = Object.keys(BODIES);

/** With each value of headers and query changed in turn. */
function spoilt(call: Call, change: (value: string) => unknown): Call[] {
	return (['headers', 'query'] as const).flatMap((part) =>
		Object.entries(call[part] ?? {}).map(([name, value]) => ({
			...call,
			[part]: { ...call[part], [name]: change(String(value)) },
		})),
	);
}

describe.each(KINDS)('%s', (id) => {
	const body = BODIES[id];
	const proof = PROOFS[id](body);
	const given = (call: Call, access: Partial<PaymentAccess> = {}) =>
		receive(id, body, call, { ...OTHER, ...access });

	it('is believed with its proof', () => expect(given(proof).kind).not.toBe('refused'));

	it.each<[string, (value: string) => unknown]>([
		['another', (value) => `${value.slice(0, -1)}${value.endsWith('0') ? '1' : '0'}`],
		['a longer', (value) => `${value}0`],
		['an empty', () => ''],
		['a doubled', (value) => [value, value]],
		['no text for a', () => ({ length: 3 })],
	])('is not believed with %s value', (_name, change) => {
		// Without any digest PagBank is asked; a query without an id names no payment.
		const steps = spoilt(proof, change).map((call) => given(call));
		expect(steps.length).toBeGreaterThan(0);
		for (const step of steps) {
			if (id === 'pagBank' && step.kind === 'ask') continue;
			expect(step).toMatchObject({ kind: 'refused', status: 401 });
		}
	});

	it('is not believed by a shop with another secret, or with none', () => {
		for (const secret of [`${WORD}x`, '']) {
			expect(given(proof, { secret })).toMatchObject({ kind: 'refused', status: 401 });
		}
	});
});

it('an empty text is the same as none', () => {
	expect(single({ given: '' }, 'given')).toBeUndefined();
});

it.each(['abacatePay', 'pagBank'])('%s: a byte more is another body', (id) => {
	const body = BODIES[id];
	const raw = `${JSON.stringify(body)} `;
	expect(receive(id, body, { ...PROOFS[id](body), raw })).toMatchObject({ kind: 'refused', status: 401 });
});

describe('Mercado Pago', () => {
	const hash = (text: string) => createHmac('sha256', WORD).update(text).digest('hex');
	const headed = (signature: string): Call => ({
		query: { 'data.id': '1' },
		headers: { 'x-signature': signature },
	});
	const signed = (text: string, ts: number | string, id = '1'): Call => ({
		...headed(`ts=${ts}, v1=${hash(text)}`),
		query: { 'data.id': id },
	});
	const seconds = NOW / 1000;
	const aged = (age: number): Call => signed(`id:1;ts:${seconds - age};`, seconds - age);
	const within = { toleranceSeconds: 300 };
	const [malformed, unmatched, late] = [
		'the header x-signature is missing or malformed',
		'the signature does not match',
		'the signature is outside the time tolerance',
	];

	it.each<[string, Call, object, string]>([
		['seconds', aged(0), within, 'ask'],
		['milliseconds', signed(`id:1;ts:${NOW};`, NOW), within, 'ask'],
		['a time just within the tolerance', aged(300), within, 'ask'],
		['a time just outside', aged(301), within, late],
		['an hour ahead', aged(-3600), within, late],
		['any time without a tolerance', signed('id:1;ts:1;', 1), {}, 'ask'],
		['spaces', headed(` ts = 1 , v1 = ${hash('id:1;ts:1;')} `), {}, 'ask'],
		['an id in upper case', signed('id:ORD1;ts:1;', 1, 'ORD1'), {}, 'ask'],
		['an id that it lowered', signed('id:ord1;ts:1;', 1, 'ORD1'), {}, 'ask'],
		['another id', signed('id:2;ts:1;', 1), {}, unmatched],
		['no hash', headed('ts=1,v1'), {}, malformed],
		['no time', headed(`v1=${hash('id:1;ts:undefined;')}`), {}, malformed],
		['two times', headed(`ts=1,ts=2,v1=${hash('id:1;ts:1;')}`), {}, malformed],
		['more after a time', signed('id:1;ts:1x;', '1x'), {}, malformed],
		['more before a time', signed('id:1;ts:x1;', 'x1'), {}, malformed],
		['more after a hash', headed(`ts=1,v1=${hash('id:1;ts:1;')}=x`), {}, malformed],
		['no id, which names nothing', { ...signed('ts:1;', 1), query: {} }, {}, 'the query has no data.id'],
		['an id that leads elsewhere', signed('id:../x;ts:1;', 1, '../x'), {}, 'the query has no data.id'],
	])('a signature with %s', (_name, call, own, expected) => {
		const step = receive('mercadoPago', { type: 'payment' }, call, { own: own as never });
		expect(step.kind === 'refused' ? step.reason : step.kind).toBe(expected);
	});

	it('looks up what the query names when there is no body', () => {
		const { headers, query } = PROOFS.mercadoPago(null);
		const step = receive('mercadoPago', null, { headers, query: { ...query, type: 'payment' } });
		expect(answered(step, {}, 404)).toMatchObject({ kind: 'refused', status: 502 });
	});

	it('looks up what a QR code notification names, where that is allowed', () => {
		const body = { type: 'payment', data: { id: '77' } };
		const unsigned = (own: object) => receive('mercadoPago', body, {}, { own: own as never });
		expect(unsigned({})).toMatchObject({ kind: 'refused', status: 401 });
		expect(unsigned({ acceptUnsigned: true })).toMatchObject({ request: { path: '/v1/payments/77' } });
		for (const strange of [
			{ type: 'payment', data: { id: '77/../x' } },
			{ type: 'payment', data: 77 },
		]) {
			const read = receive('mercadoPago', strange, {}, { own: { acceptUnsigned: true } });
			expect(read).toMatchObject({ kind: 'refused', status: 400 });
		}
		const query = { type: 'payment' };
		const bare = receive('mercadoPago', null, { query }, { own: { acceptUnsigned: true } });
		expect(bare).toMatchObject({ kind: 'refused', status: 400 });
		const forged = { query: { 'data.id': '77' }, headers: { 'x-signature': 'ts=1,v1=00' } };
		expect(receive('mercadoPago', body, forged, { own: { acceptUnsigned: true } }).kind).toBe('refused');
	});
});

it('AbacatePay needs the shop’s secret: its signature alone can be made by anybody', () => {
	const body = BODIES.abacatePay;
	const { headers } = PROOFS.abacatePay(body);
	expect(receive('abacatePay', body, { headers })).toMatchObject({ kind: 'refused', status: 401 });
	const inHeader = { headers: { ...headers, 'x-webhook-secret': WORD } };
	expect(receive('abacatePay', body, inHeader).kind).toBe('payments');
	const contradicting = { ...inHeader, query: { webhookSecret: 'another' } };
	expect(receive('abacatePay', body, contradicting).kind).toBe('refused');
});

describe('Woovi', () => {
	const keys = () => {
		const { publicKey, privateKey } = generateKeyPairSync('rsa', { modulusLength: 1024 });
		const sign = (body: unknown) =>
			createSign('sha256').update(JSON.stringify(body)).sign(privateKey, 'base64');
		return { pem: publicKey.export({ type: 'spki', format: 'pem' }), sign };
	};
	const [own, strange] = [keys(), keys()];
	const published = { public_keys: [null, { key: 'no key' }, { key: own.pem, is_current: false }] };
	const body = { event: 'OPENPIX:CHARGE_COMPLETED', charge: {}, pix: { value: 1, endToEndId: 'E1' } };
	const call = (authorization: unknown, signature = own.sign(body)): Call => ({
		headers: { authorization, 'x-webhook-signature': signature },
	});
	let baseUrl = 0;
	const at = (given: Call, nowMs = NOW, host = String(baseUrl)) =>
		receive('woovi', body, given, { baseUrl: host, nowMs });

	beforeEach(() => {
		baseUrl += 1;
	});

	it('asks for the published keys once, and believes old ones too', () => {
		const first = at(call(WORD));
		expect(first).toMatchObject({ request: { path: '/api/v1/webhook/public-keys' } });
		expect(answered(first, published).kind).toBe('payments');
		expect(at(call(WORD)).kind).toBe('payments');
		// Another environment has keys of its own.
		expect(at(call(WORD), NOW, 'elsewhere').kind).toBe('ask');
	});

	it('asks again a minute later, when a call is signed with a key that it does not know', () => {
		answered(at(call(WORD)), published);
		const rotated = call(WORD, strange.sign(body));
		expect(at(rotated)).toMatchObject({ kind: 'refused', status: 401 });
		const later = at(rotated, NOW + 60_000);
		expect(answered(later, { public_keys: [{ key: strange.pem }] }).kind).toBe('payments');
		expect(at(call(WORD), NOW + 60_000).kind).toBe('payments');
	});

	it.each<[string, Call]>([
		['another Authorization', call('another')],
		['none', { headers: { 'x-webhook-signature': own.sign(body) } }],
		['no signature', { headers: { authorization: WORD } }],
	])('does not believe, and asks nobody, with %s', (_name, given) =>
		expect(at(given)).toMatchObject({ kind: 'refused', status: 401 }),
	);

	it('takes the Authorization from its other header as well', () =>
		expect(
			at({ headers: { 'x-openpix-authorization': WORD, 'x-webhook-signature': own.sign(body) } }),
		).toMatchObject({ kind: 'ask', request: { method: 'GET' } }));

	it('keeps the keys of a hundred addresses', () => {
		for (let host = 0; host <= 100; host++) answered(at(call(WORD), NOW, `host ${host}`), published);
		expect(['host 0', 'host 1', 'host 100'].map((host) => at(call(WORD), NOW, host).kind)).toEqual([
			'ask',
			'payments',
			'payments',
		]);
	});

	it('takes the deprecated HMAC for the Authorization, and never for the signature', () => {
		const hmac = createHmac('sha1', WORD).update(JSON.stringify(body)).digest('base64');
		const both = { headers: { 'x-openpix-signature': hmac, 'x-webhook-signature': own.sign(body) } };
		expect(answered(at(both), published).kind).toBe('payments');
		expect(at({ headers: { 'x-openpix-signature': hmac } }).kind).toBe('refused');
	});

	it.each([
		[500, published],
		[200, {}],
		[200, []],
	])('a list of keys that is answered %d is a failed look-up', (status, answer) => {
		expect(answered(at(call(WORD)), answer, status)).toMatchObject({ kind: 'refused', status: 502 });
		// So the next call asks again.
		expect(at(call(WORD)).kind).toBe('ask');
	});

	it('a signature of another body is none', () =>
		expect(answered(at(call(WORD, own.sign({ ...body, more: 1 }))), published).kind).toBe('refused'));

	it('a test call starts nothing without any proof, and what only looks like one is judged', () => {
		const test = { data_criacao: '2026-11-20T20:32:14.429Z', event: 'OPENPIX:CHARGE_COMPLETED' };
		expect(receive('woovi', test).kind).toBe('nothing');
		for (const real of [{ ...test, pix: body.pix }, { event: test.event }]) {
			expect(receive('woovi', real)).toMatchObject({ kind: 'refused', status: 401 });
		}
	});
});

it('PagBank: without a digest the order is asked for, and only its own', () => {
	const order = BODIES.pagBank as { id: string };
	const step = receive('pagBank', { ...order, charges: [] });
	expect(step).toMatchObject({ request: { method: 'GET', path: '/orders/ORDE_1' } });
	expect(answered(step, order).kind).toBe('payments');
	expect(answered(step, { ...order, id: 'ORDE_2' })).toMatchObject({ status: 502 });
	expect(answered(step, order, 500)).toMatchObject({ status: 502 });
	expect(answered(step, 'no JSON object')).toMatchObject({ status: 502 });
	expect(answered(step, {}, 404)).toMatchObject({ status: 401 });
	for (const id of ['XXXX_1', 'ORDE_/../1', 'ORDE/../orders', 'ORDE', 7, null]) {
		expect(receive('pagBank', { ...order, id })).toMatchObject({ kind: 'refused', status: 401 });
	}
	expect(receive('pagBank', null)).toMatchObject({ kind: 'refused', status: 401 });
});

it('API Pix: the secret may have the /pix that a bank adds', () => {
	const read = (hmac: unknown) => receive('apiPix', BODIES.apiPix, { query: { hmac } }).kind;
	expect(
		[WORD, `${WORD}/pix`, `${WORD.slice(0, 5)}/pix${WORD.slice(5)}`, `${WORD}/x`, undefined].map(read),
	).toEqual(['payments', 'payments', 'refused', 'refused', 'refused']);
	// Efí registers no address that refuses its test.
	expect(receive('apiPix', { evento: 'teste_webhook' }).kind).toBe('nothing');
});

it.each(PAYMENT_PROVIDERS.map(({ id }) => id))('%s answers any JSON, and never with 410', (id) => {
	const proof = (body: unknown) => PROOFS[id]?.(body) ?? {};
	for (const body of [
		null,
		1,
		'a',
		[],
		[[]],
		{},
		{ event: {} },
		{ pix: 1 },
		{ charges: [null] },
		{ data: [] },
	]) {
		const step = receive(id, body, proof(body), { ...OTHER, canAsk: true });
		if (step.kind !== 'refused') continue;
		expect([400, 401]).toContain(step.status);
	}
});
