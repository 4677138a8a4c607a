/**
 * Bodies as Meta's pages print them: messages (payments-br/orders, orderdetailstemplate, payment-request-cta,
 * payments-in/orderstatustemplate) and webhooks/override. Rules that look at two members are in the *Rules files.
 */
const text = { type: 'string', minLength: 1 };
const upTo = (maxLength: number) => ({ type: 'string', minLength: 1, maxLength });
const url = { type: 'string', format: 'uri', pattern: '^https?://' };

export function object(properties: Record<string, unknown>, required: string[]) {
	return { type: 'object', additionalProperties: false, properties, required };
}

/** Integer and offset 100, the only one for BRL. */
const amountMembers = { value: { type: 'integer', minimum: 0 }, offset: { const: 100 } };
const amount = object(amountMembers, ['value', 'offset']);
const described = object({ ...amountMembers, description: upTo(60) }, ['value', 'offset']);

const reference = { type: 'string', pattern: '^[A-Za-z0-9_.-]{1,60}$' };

const pixFull = object(
	{
		code: text,
		merchant_name: text,
		key: text,
		key_type: { enum: ['CPF', 'CNPJ', 'EMAIL', 'PHONE', 'EVP'] },
	},
	['code', 'merchant_name', 'key', 'key_type'],
);
const boleto = object({ digitable_line: { type: 'string', pattern: '^([0-9]{47}|[0-9]{48})$' } }, [
	'digitable_line',
]);
const link = object({ uri: url }, ['uri']);

function paymentSetting(pix: object) {
	return object(
		{
			type: { enum: ['pix_dynamic_code', 'boleto', 'payment_link'] },
			pix_dynamic_code: pix,
			boleto,
			payment_link: link,
		},
		['type'],
	);
}

/** In order details a PIX setting has all four members, in a payment request button the code alone. */
export const orderPaymentSetting = paymentSetting(pixFull);
export const buttonPaymentSetting = paymentSetting(object({ code: text }, ['code']));

const item = object(
	{
		retailer_id: text,
		name: upTo(60),
		amount,
		quantity: { type: 'integer', minimum: 1 },
		sale_amount: amount,
	},
	['retailer_id', 'name', 'amount', 'quantity'],
);

const order = object(
	{
		status: { const: 'pending' },
		items: { type: 'array', minItems: 1, items: item },
		subtotal: amount,
		tax: described,
		shipping: described,
		discount: object({ ...amountMembers, description: upTo(60), discount_program_name: upTo(60) }, [
			'value',
			'offset',
		]),
		catalog_id: text,
		expiration: object({ timestamp: { type: 'string', pattern: '^[0-9]{10}$' }, description: upTo(120) }, [
			'timestamp',
			'description',
		]),
	},
	['status', 'items', 'subtotal', 'tax'],
);

export const orderDetails = object(
	{
		reference_id: reference,
		type: { enum: ['digital-goods', 'physical-goods'] },
		payment_type: { const: 'br' },
		payment_settings: { type: 'array', minItems: 1, items: orderPaymentSetting },
		currency: { const: 'BRL' },
		total_amount: object({ ...amountMembers, value: { type: 'integer', minimum: 1 } }, ['value', 'offset']),
		order,
	},
	['reference_id', 'type', 'payment_type', 'payment_settings', 'currency', 'total_amount'],
);

export const orderStatus = object(
	{
		reference_id: reference,
		order: object(
			{
				status: {
					enum: ['pending', 'processing', 'partially_shipped', 'shipped', 'completed', 'canceled'],
				},
				description: upTo(120),
			},
			['status'],
		),
		payment: object(
			{
				status: { enum: ['pending', 'captured', 'failed'] },
				// Seconds: in milliseconds it would lie beyond the year 5000.
				timestamp: { type: 'integer', minimum: 1_000_000_000, maximum: 99_999_999_999 },
			},
			['status'],
		),
	},
	['reference_id'],
);

const header = object({ type: { const: 'image' }, image: object({ link: url }, ['link']) }, [
	'type',
	'image',
]);
const body = object({ text: upTo(1024) }, ['text']);
const footer = object({ text: upTo(60) }, ['text']);
const action = (name: string) =>
	object({ name: { const: name }, parameters: { type: 'object' } }, ['name', 'parameters']);

/** `parameters` are checked on their own, so that an error names the member. */
export const interactive: Record<string, object> = {
	order_details: object(
		{ type: { const: 'order_details' }, header, body, footer, action: action('review_and_pay') },
		['type', 'body', 'action'],
	),
	order_status: object({ type: { const: 'order_status' }, body, footer, action: action('review_order') }, [
		'type',
		'body',
		'action',
	]),
};

export const message = object(
	{
		messaging_product: { const: 'whatsapp' },
		recipient_type: { const: 'individual' },
		to: text,
		recipient: { type: 'string', pattern: '^[A-Z]{2}\\.(ENT\\.)?[A-Za-z0-9]{1,128}$' },
		type: { enum: ['interactive', 'template'] },
		interactive: { type: 'object' },
		template: { type: 'object' },
		biz_opaque_callback_data: text,
	},
	['messaging_product', 'type'],
);

const media = (more: Record<string, unknown> = {}) => object({ link: url, ...more }, ['link']);

/** Components by type; buttons by sub-type below. */
export const components: Record<string, object> = {
	header: object(
		{
			type: { const: 'header' },
			parameters: {
				type: 'array',
				minItems: 1,
				maxItems: 1,
				items: object(
					{
						type: { enum: ['text', 'image', 'document'] },
						text,
						image: media(),
						document: media({ filename: text }),
					},
					['type'],
				),
			},
		},
		['type', 'parameters'],
	),
	body: object(
		{
			type: { const: 'body' },
			parameters: {
				type: 'array',
				minItems: 1,
				items: object({ type: { const: 'text' }, text }, ['type', 'text']),
			},
		},
		['type', 'parameters'],
	),
	order_status: object(
		{
			type: { const: 'order_status' },
			parameters: {
				type: 'array',
				minItems: 1,
				maxItems: 1,
				items: object({ type: { const: 'order_status' }, order_status: { type: 'object' } }, [
					'type',
					'order_status',
				]),
			},
		},
		['type', 'parameters'],
	),
};

/** A page and public senders differ in whether the index is a number or a text: both are taken. */
const index = {
	anyOf: [
		{ type: 'integer', minimum: 0, maximum: 9 },
		{ type: 'string', pattern: '^[0-9]$' },
	],
};

function buttonComponent(subType: string, action: object) {
	const parameter = object({ type: { const: 'action' }, action }, ['type', 'action']);
	return object(
		{
			type: { const: 'button' },
			sub_type: { const: subType },
			index,
			parameters: { type: 'array', minItems: 1, maxItems: 1, items: parameter },
		},
		['type', 'sub_type', 'index', 'parameters'],
	);
}

export const buttons: Record<string, object> = {
	order_details: buttonComponent(
		'order_details',
		object({ order_details: { type: 'object' } }, ['order_details']),
	),
	payment_request: buttonComponent(
		'payment_request',
		object({ payment_request: object({ payment_setting: buttonPaymentSetting }, ['payment_setting']) }, [
			'payment_request',
		]),
	),
};

export const template = object(
	{
		name: text,
		language: object({ policy: { const: 'deterministic' }, code: text }, ['code']),
		components: { type: 'array', items: { type: 'object' } },
	},
	['name', 'language'],
);

const callback = { type: 'string', maxLength: 200 };

/** An empty address takes the override away. */
export const phoneSettings = object(
	{
		webhook_configuration: object({ override_callback_uri: callback, verify_token: { type: 'string' } }, [
			'override_callback_uri',
		]),
	},
	['webhook_configuration'],
);

export const accountOverride = object({ override_callback_uri: callback, verify_token: text }, [
	'override_callback_uri',
	'verify_token',
]);
