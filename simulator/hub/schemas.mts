/**
 * Request bodies as Hub Chatt2.me documents them (sending-messages/*, webhooks/create-webhook). Rules that
 * look at two fields at once are in rules.mts.
 */
const text = { type: 'string', minLength: 1 };
const cents = { type: 'integer', minimum: 0 };
const offset = { enum: [100, 1] };

function object(properties: Record<string, unknown>, required: string[]) {
	return { type: 'object', additionalProperties: false, properties, required };
}

const paymentRequest = object(
	{
		bodyText: text,
		referenceId: text,
		paymentMethod: { enum: ['pix', 'boleto', 'payment_link'] },
		pix: object(
			{
				code: text,
				merchantName: text,
				key: text,
				keyType: { enum: ['CPF', 'CNPJ', 'EMAIL', 'PHONE', 'EVP'] },
			},
			['code', 'merchantName', 'key', 'keyType'],
		),
		boleto: object({ digitableLine: { type: 'string', pattern: '^([0-9]{47}|[0-9]{48})$' } }, [
			'digitableLine',
		]),
		paymentLink: object({ url: { type: 'string', format: 'uri', pattern: '^https?://' } }, ['url']),
		totalAmountCents: { type: 'integer', minimum: 1 },
		offset,
		items: {
			type: 'array',
			minItems: 1,
			items: object(
				{ retailerId: text, name: text, amountCents: cents, quantity: { type: 'integer', minimum: 1 } },
				['retailerId', 'name', 'amountCents', 'quantity'],
			),
		},
		currency: { type: 'string', pattern: '^[A-Z]{3}$' },
		tax: object({ valueCents: cents, offset, description: text }, ['valueCents', 'offset']),
		subtotalCents: cents,
	},
	['bodyText', 'referenceId', 'paymentMethod', 'totalAmountCents', 'offset', 'items'],
);

const orderStatus = object(
	{
		referenceId: text,
		status: { enum: ['pending', 'processing', 'partially_shipped', 'shipped', 'completed', 'canceled'] },
		bodyText: text,
		payment: object(
			{
				status: { enum: ['captured'] },
				// Seconds: a value in milliseconds would lie beyond the year 5000.
				timestamp: { type: 'integer', minimum: 1_000_000_000, maximum: 99_999_999_999 },
			},
			['status', 'timestamp'],
		),
	},
	['referenceId', 'status'],
);

const template = object(
	{
		id: { type: 'string', format: 'uuid' },
		components: { type: 'array', items: { type: 'object' } },
	},
	['id'],
);

const url = { type: 'string', format: 'uri' };

export const message = object(
	{
		from: text,
		to: { type: 'string', pattern: '^[1-9][0-9]{7,14}$' },
		content: {
			...object({ text, template, paymentRequest, orderStatus }, []),
			minProperties: 1,
		},
	},
	['from', 'to', 'content'],
);

const webhookFields = {
	endpoint: url,
	eventType: { enum: ['Message', 'MessageStatus'] },
	authenticationProtocol: {
		enum: ['NoAuthentication', 'Oauth20', 'PasswordAuthentication', 'AWSSignatureV4', 'JWT', 'JWTExchange'],
	},
	headers: { type: 'array', items: object({ key: text, value: { type: 'string' } }, ['key', 'value']) },
	requiresSignature: { type: 'boolean' },
	scope: { type: ['string', 'null'] },
};

export const createWebhook = object({ label: text, ...webhookFields }, [
	'label',
	'endpoint',
	'eventType',
	'authenticationProtocol',
]);

export const updateWebhook = { ...object(webhookFields, []), minProperties: 1 };
