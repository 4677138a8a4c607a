import { randomBytes, randomUUID } from 'node:crypto';
import { crc16ccitt } from 'crc';
import {
	decimals,
	newCharge,
	reais,
	type ApiAnswer,
	type ApiRequest,
	type Charge,
	type Desk,
	type DeskProvider,
} from './desk.mts';

/*
 * How a shop makes a PIX charge at each payment provider, and gets the code to show: Asaas, /reference/criar-novo-cliente,
 * /reference/criar-nova-cobranca, /reference/obter-qr-code-para-pagamentos-via-pix; Mercado Pago,
 * /developers/en/docs/checkout-bricks/payment-brick/payment-submission/pix; Woovi,
 * /docs/charge/how-to-create-charge-using-api; AbacatePay, /pages/transparents/create; PagBank, /reference/criar-pedido;
 * InfinitePay, /checkout-documentacao; API Pix, openapi.yaml, and Efí, /docs/api-pix/cobrancas-imediatas.
 */

type Api = DeskProvider['api'];
type Json = Record<string, unknown>;

const field = (id: string, value: string) => `${id}${String(value.length).padStart(2, '0')}${value}`;

/** The dynamic code of a charge, with its amount. */
function codeOf({ txid, amountCents }: Charge): string {
	const account = field('00', 'br.gov.bcb.pix') + field('25', `pix.example/qr/v2/${txid}`);
	const open = [
		field('00', '01') + field('01', '12') + field('26', account) + field('52', '0000') + field('53', '986'),
		field('54', decimals(amountCents)) + field('58', 'BR') + field('59', 'Example Shop'),
		`${field('60', 'SAO PAULO')}${field('62', field('05', '***'))}6304`,
	].join('');
	return open + crc16ccitt(open).toString(16).toUpperCase().padStart(4, '0');
}

function make(desk: Desk, id: string, reference: unknown, amountCents: number): Charge {
	const charge = newCharge(id, { referenceId: String(reference), amountCents });
	desk.charges.set(id, charge);
	return charge;
}

const isCents = (value: unknown): value is number => Number.isSafeInteger(value) && Number(value) > 0;
const centsOf = (value: unknown): number => (typeof value === 'number' ? Math.round(value * 100) : NaN);

/** Answers 401 to anybody but the shop, and 400 to a body without what the documents require. */
function guarded(
	header: (desk: Desk) => [string, string],
	missing: (body: Json, headers: Json) => boolean,
	answer: (desk: Desk, request: ApiRequest) => ApiAnswer,
): Api[string] {
	return (desk, request) => {
		const [name, value] = header(desk);
		if (request.headers[name] !== value) return { status: 401, body: { error: 'not authorized' } };
		if (missing(request.body, request.headers)) return { status: 400, body: { error: 'a field is missing' } };
		return answer(desk, request);
	};
}

const asaasKey = ({ apiToken }: Desk): [string, string] => ['access_token', apiToken];
const bearer = ({ apiToken }: Desk): [string, string] => ['authorization', `Bearer ${apiToken}`];
const plain = ({ apiToken }: Desk): [string, string] => ['authorization', apiToken];

const asaas: Api = {
	'POST /v3/customers': guarded(
		asaasKey,
		({ name, cpfCnpj }) => !name || !cpfCnpj,
		(_desk, { body }) => ({ status: 200, body: { object: 'customer', id: 'cus_000006297000', ...body } }),
	),
	'POST /v3/payments': guarded(
		asaasKey,
		({ customer, billingType, value, dueDate }) =>
			!customer ||
			billingType !== 'PIX' ||
			!isCents(centsOf(value)) ||
			!/^\d{4}-\d\d-\d\d$/.test(String(dueDate)),
		(desk, { body }) => {
			const id = `pay_${randomBytes(8).toString('hex')}`;
			const charge = make(desk, id, body.externalReference, centsOf(body.value));
			return {
				status: 200,
				body: { object: 'payment', id, value: reais(charge.amountCents), status: 'PENDING' },
			};
		},
	),
	'GET /v3/payments/:id/pixQrCode': guarded(
		asaasKey,
		() => false,
		(desk, { id }) => {
			const charge = desk.charges.get(id);
			if (!charge) return { status: 404, body: {} };
			return { status: 200, body: { success: true, encodedImage: 'aW1hZ2U=', payload: codeOf(charge) } };
		},
	),
};

const mercadoPago: Api = {
	'POST /v1/payments': guarded(
		bearer,
		({ transaction_amount: amount, payment_method_id: method, payer }, headers) =>
			!isCents(centsOf(amount)) ||
			method !== 'pix' ||
			!(payer as Json)?.email ||
			!headers['x-idempotency-key'],
		(desk, { body }) => {
			const id = String(10_000_000_000 + Math.floor(Math.random() * 8e10));
			const charge = make(desk, id, body.external_reference, centsOf(body.transaction_amount));
			const transaction = { qr_code: codeOf(charge), qr_code_base64: 'aW1hZ2U=' };
			return {
				status: 201,
				body: { id: Number(id), status: 'pending', point_of_interaction: { transaction_data: transaction } },
			};
		},
	),
};

const woovi: Api = {
	'POST /api/v1/charge': guarded(
		plain,
		({ correlationID, value }) => !correlationID || !isCents(value),
		(desk, { body }) => {
			const id = randomBytes(16).toString('hex');
			const brCode = codeOf(make(desk, id, body.correlationID, Number(body.value)));
			const pixKey = '67856db0-a1b2-4c3d-8e4f-5a6b7c8d9e0f';
			const { correlationID, value } = body;
			return {
				status: 200,
				body: { charge: { correlationID, value, pixKey, brCode }, correlationID, brCode },
			};
		},
	),
};

const abacatePay: Api = {
	'POST /v2/transparents/create': guarded(
		bearer,
		({ method, data }) => method !== 'PIX' || !isCents((data as Json)?.amount),
		(desk, { body }) => {
			const { amount, externalId } = body.data as Json;
			const id = `pix_char_${randomBytes(8).toString('hex')}`;
			const brCode = codeOf(make(desk, id, externalId, Number(amount)));
			return {
				status: 200,
				body: { data: { id, amount, status: 'PENDING', brCode }, success: true, error: null },
			};
		},
	),
};

const pagBank: Api = {
	'POST /orders': guarded(
		({ secret }) => ['authorization', `Bearer ${secret}`],
		({ customer, items, qr_codes: codes, notification_urls: urls }) =>
			!(customer as Json)?.tax_id || !Array.isArray(items) || !Array.isArray(codes) || !Array.isArray(urls),
		(desk, { body }) => {
			const [{ amount }] = body.qr_codes as [{ amount: { value: number } }];
			const id = `ORDE_${randomUUID().toUpperCase()}`;
			const text = codeOf(make(desk, id, body.reference_id, amount.value));
			return { status: 201, body: { id, reference_id: body.reference_id, qr_codes: [{ amount, text }] } };
		},
	),
};

const infinitePay: Api = {
	'POST /links': (desk, { body: { handle, items, order_nsu: reference } }) => {
		const all = Array.isArray(items) ? (items as Array<{ quantity: number; price: number }>) : [];
		if (handle !== desk.more.handle || all.length === 0) return { status: 400, body: { success: false } };
		const cents = all.reduce((sum, { quantity, price }) => sum + quantity * price, 0);
		const { id } = make(desk, randomUUID(), reference, cents);
		return {
			status: 200,
			body: { checkout_url: `https://checkout.infinitepay.io/${String(handle)}/${id}` },
		};
	},
};

/** Its certificate ends before any simulator: what is left is client and token. */
const apiPix: Api = {
	'POST /oauth/token': guarded(
		({ apiToken }) => ['authorization', `Basic ${Buffer.from(`client:${apiToken}`).toString('base64')}`],
		({ grant_type: grant }) => grant !== 'client_credentials',
		({ apiToken }) => ({
			status: 200,
			body: { access_token: apiToken, token_type: 'Bearer', expires_in: 3600 },
		}),
	),
	'PUT /v2/cob/:id': (desk, request) => {
		const { calendario, valor, chave } = request.body as { [name: string]: Json };
		const amount = /^\d+\.\d\d$/.exec(String(valor?.original))?.[0];
		const isTxid = /^[a-zA-Z0-9]{26,35}$/.test(request.id);
		return guarded(
			bearer,
			() => !calendario?.expiracao || amount === undefined || !chave || !isTxid,
			(_desk, { id }) => {
				const charge = make(desk, id, id, Math.round(Number(amount) * 100));
				return { status: 201, body: { txid: id, status: 'ATIVA', pixCopiaECola: codeOf(charge) } };
			},
		)(desk, request);
	},
};

/** Routes that make charges, by payment provider. */
export const CHARGING: Record<string, Api | undefined> = {
	asaas,
	mercadoPago,
	woovi,
	abacatePay,
	pagBank,
	infinitePay,
	apiPix,
};
