import type { HubAccount, Json } from '../core/accounts.mts';
import { Refusal } from '../core/refusal.mts';

/** A message body after its schema has passed. */
export interface MessageBody {
	from: string;
	to: string;
	content: {
		text?: string;
		template?: { id: string; components?: unknown[] };
		paymentRequest?: PaymentRequest;
		orderStatus?: { referenceId: string; status: string; bodyText?: string; payment?: Json };
	} & Json;
}

interface PaymentRequest {
	paymentMethod: 'pix' | 'boleto' | 'payment_link';
	pix?: { key: string; keyType: string };
	boleto?: Json;
	paymentLink?: Json;
	totalAmountCents: number;
	items: Array<{ amountCents: number; quantity: number }>;
	tax?: { valueCents: number };
	subtotalCents?: number;
}

const METHOD_FIELD = { pix: 'pix', boleto: 'boleto', payment_link: 'paymentLink' } as const;

/** Formats of the table "Key types" (docs.chatt2.me, sending-messages/payment-order). */
const KEY_FORMATS: Record<string, RegExp> = {
	CPF: /^\d{11}$/,
	CNPJ: /^[0-9A-Z]{12}\d{2}$/,
	EMAIL: /^[^\s@]+@[^\s@]+$/,
	PHONE: /^\+[1-9]\d{7,14}$/,
	EVP: /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i,
};

/** Contents that stand alone, and the fields that may go with them. */
const COMPANIONS: Record<string, string[]> = {
	paymentRequest: [],
	orderStatus: ['template'],
	template: ['orderStatus'],
	text: [],
};

/** The kind of content: paymentRequest, orderStatus, template, text ... */
export function kindOf(content: Json): string | null {
	return Object.keys(COMPANIONS).find((key) => content[key] !== undefined) ?? null;
}

/** Refuses what a schema cannot see; throws Refusal 400, or 404 for ids that are not this application's. */
export function checkMessage(account: HubAccount, body: MessageBody): void {
	checkChannel(account, body.from);
	const kind = kindOf(body.content);
	if (!kind) throw new Refusal(400, 'content must hold one kind of message', 'invalid_content');
	const extra = Object.keys(body.content).find((key) => key !== kind && !COMPANIONS[kind].includes(key));
	if (extra)
		throw new Refusal(400, `content.${extra} cannot be combined with content.${kind}`, 'invalid_content');
	checkTemplate(account, body.content);
	if (body.content.paymentRequest) checkPaymentRequest(body.content.paymentRequest);
	if (body.content.orderStatus) checkOrderStatus(body.content);
}

/** `from` is a channel's UUID, or its number with or without a plus sign. */
function checkChannel(account: HubAccount, from: string): void {
	const number = from.replace(/^\+/, '');
	if (account.channels.some((channel) => channel.id === from || channel.phoneNumber === number)) return;
	if (KEY_FORMATS.EVP.test(from)) throw new Refusal(404, 'Channel not found', 'channel_not_found');
	throw new Refusal(400, 'from must be a channel of this application', 'invalid_from');
}

function checkTemplate(account: HubAccount, { template, orderStatus }: MessageBody['content']): void {
	if (!template) return;
	const known = account.templates.find(({ id }) => id === template.id);
	if (!known) throw new Refusal(404, 'Template not found', 'template_not_found');
	const isOrderStatus = known.type === 'ORDER_STATUS';
	if (isOrderStatus && template.components !== undefined) {
		throw new Refusal(400, 'components must not be sent with an ORDER_STATUS template', 'invalid_template');
	}
	if (orderStatus && !isOrderStatus) {
		throw new Refusal(400, 'template.id must be of type ORDER_STATUS', 'invalid_template');
	}
	if (!orderStatus && isOrderStatus) {
		throw new Refusal(400, 'an ORDER_STATUS template needs content.orderStatus', 'invalid_template');
	}
}

function checkPaymentRequest(request: PaymentRequest): void {
	const where = 'content.paymentRequest';
	const wanted = METHOD_FIELD[request.paymentMethod];
	for (const field of Object.values(METHOD_FIELD)) {
		if (field === wanted && !request[field]) throw new Refusal(400, `${where}.${field} is required`);
		if (field !== wanted && request[field]) {
			throw new Refusal(400, `${where}.${field} does not go with paymentMethod ${request.paymentMethod}`);
		}
	}
	const { pix } = request;
	if (pix && !KEY_FORMATS[pix.keyType].test(pix.key)) {
		throw new Refusal(400, `${where}.pix.key is not a ${pix.keyType} key`);
	}
	const subtotal = request.items.reduce((sum, { amountCents, quantity }) => sum + amountCents * quantity, 0);
	if (request.subtotalCents !== undefined && request.subtotalCents !== subtotal) {
		throw new Refusal(400, `${where}.subtotalCents is ${request.subtotalCents}, items add up to ${subtotal}`);
	}
	const total = subtotal + (request.tax?.valueCents ?? 0);
	if (request.totalAmountCents !== total) {
		throw new Refusal(
			400,
			`${where}.totalAmountCents is ${request.totalAmountCents}, items and tax add up to ${total}`,
		);
	}
}

function checkOrderStatus({ orderStatus, template }: MessageBody['content']): void {
	if (!orderStatus) return;
	const where = 'content.orderStatus';
	if (!template && orderStatus.bodyText === undefined)
		throw new Refusal(400, `${where}.bodyText is required`);
	if (orderStatus.status === 'completed' && !orderStatus.payment) {
		throw new Refusal(400, `${where}.payment is required when status is completed`);
	}
	if (orderStatus.status !== 'completed' && orderStatus.payment) {
		throw new Refusal(400, `${where}.payment goes with status completed only`);
	}
}
