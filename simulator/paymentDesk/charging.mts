import { createHash, randomUUID } from 'node:crypto';
import { brCodeOf, makeCharge } from './create.mts';
import { type ApiAnswer, type ApiRequest, type Charge, type Desk, type DeskProvider } from './desk.mts';

/*
 * What the payment providers' own files leave out of how a shop makes a PIX charge and gets the code to show: Asaas,
 * /reference/criar-novo-cliente; PagBank, /reference/criar-pedido; InfinitePay, /checkout-documentacao; API Pix,
 * openapi.yaml, and Efí, /docs/api-pix/cobrancas-imediatas.
 */

type Api = DeskProvider['api'];
type Json = Record<string, unknown>;

function make(desk: Desk, id: string, reference: unknown, amountCents: number): Charge {
	return makeCharge(desk, id, { referenceId: String(reference), amountCents });
}

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
/** What a client gets for its secret, for an hour: not the secret itself. */
const accessTokenOf = ({ apiToken }: Desk) => createHash('sha256').update(apiToken).digest('hex');
const bearer = (desk: Desk): [string, string] => ['authorization', `Bearer ${accessTokenOf(desk)}`];

const asaas: Api = {
	'POST /v3/customers': guarded(
		asaasKey,
		({ name, cpfCnpj }) => !name || !cpfCnpj,
		(_desk, { body }) => ({ status: 200, body: { object: 'customer', id: 'cus_000006297000', ...body } }),
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
			const text = brCodeOf(make(desk, id, body.reference_id, amount.value));
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
		(desk) => ({
			status: 200,
			body: { access_token: accessTokenOf(desk), token_type: 'Bearer', expires_in: 3600 },
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
				return { status: 201, body: { txid: id, status: 'ATIVA', pixCopiaECola: brCodeOf(charge) } };
			},
		)(desk, request);
	},
};

/** Routes that make charges, by payment provider. */
export const CHARGING: Record<string, Api | undefined> = {
	asaas,
	pagBank,
	infinitePay,
	apiPix,
};
