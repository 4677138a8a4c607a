/**
 * Request bodies as Z-API documents them (message/send-message-order, send-order-status-update,
 * send-order-payment-update, send-button-pix, webhooks/*). Fields nobody documents are refused.
 */
const digits = '[1-9][0-9]{7,14}';
/** "Send only numbers, without formatting or masks"; @lid is taken by most endpoints (tips/lid). */
const contact = { type: 'string', pattern: `^(${digits}|[0-9]{5,20}@lid)$` };
/** send-button-pix also takes group ids, old and new; a channel is taken and fails later. */
const chat = {
	type: 'string',
	pattern: `^(${digits}|[0-9]{5,20}@lid|[0-9]{5,25}-group|${digits}-[0-9]{5,15}|[0-9]{5,25}@newsletter)$`,
};
const text = { type: 'string', minLength: 1 };
const amount = { type: 'number', minimum: 0, cents: true };
const currency = { type: 'string', pattern: '^[A-Z]{3}$' };
const quantity = { type: 'integer', minimum: 1 };
const ORDER_STATUSES = ['pending', 'processing', 'shipped', 'completed', 'canceled'];
const PAYMENT_STATUSES = ['pending', 'paid'];

function object(properties: Record<string, unknown>, required: string[]) {
	return { type: 'object', additionalProperties: false, properties, required };
}

function order(product: object) {
	return object(
		{
			currency,
			products: { type: 'array', minItems: 1, items: product },
			discount: amount,
			tax: amount,
			shipping: amount,
		},
		['currency', 'products'],
	);
}

export const sendOrder = object(
	{
		phone: contact,
		order: order(
			object({ name: text, value: amount, quantity, productId: text }, ['name', 'value', 'quantity']),
		),
		paymentSettings: object(
			{
				pix: object(
					{
						key: text,
						keyType: { enum: ['cpf', 'cnpj', 'phone', 'email', 'randomKey'] },
						name: text,
					},
					['key', 'keyType'],
				),
				card: object({ enabled: { type: 'boolean' } }, ['enabled']),
			},
			[],
		),
	},
	['phone', 'order'],
);

export const updateOrder = object(
	{
		phone: contact,
		messageId: text,
		referenceId: text,
		orderRequestId: text,
		orderStatus: { enum: ORDER_STATUSES },
		paymentStatus: { enum: PAYMENT_STATUSES },
		message: text,
		order: order(
			object({ productId: text, name: text, value: amount, quantity, isCustomItem: { type: 'boolean' } }, [
				'productId',
				'name',
				'value',
				'quantity',
				'isCustomItem',
			]),
		),
	},
	['phone', 'messageId', 'referenceId', 'orderRequestId', 'orderStatus', 'paymentStatus', 'order'],
);

export const sendButtonPix = object(
	{
		phone: chat,
		pixKey: text,
		type: { enum: ['CPF', 'CNPJ', 'PHONE', 'EMAIL', 'EVP'] },
		merchantName: text,
	},
	['phone', 'pixKey', 'type'],
);

export const callbackUrl = object({ value: { type: 'string' } }, ['value']);
export const notifySentByMe = object({ notifySentByMe: { type: 'boolean' } }, ['notifySentByMe']);
