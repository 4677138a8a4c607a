import fc from 'fast-check';

import { anyJson, objectOf } from './values';

const amount = fc.oneof(
	anyJson,
	fc.double({ noNaN: true, noDefaultInfinity: true }),
	fc.nat(),
	fc.constantFrom('2000', 2000, 605.3000000000001, '1.499', -1, 1e300, 2 ** 53 + 2, '00', '1e3'),
);
const PRODUCT = [
	'name',
	'quantity',
	'value',
	'price',
	'productId',
	'retailerId',
	'isCustomItem',
	'currencyCode',
];
const ORDER = [
	'referenceId',
	'orderRequestId',
	'orderStatus',
	'paymentStatus',
	'currency',
	'orderId',
	'message',
];
const AMOUNTS = ['subTotal', 'discount', 'tax', 'shipping', 'total'];

const product = fc.oneof(
	anyJson,
	fc.tuple(objectOf(PRODUCT), fc.record({ quantity: fc.nat(9), value: amount, price: amount })).map(merged),
);
const order = fc.oneof(
	anyJson,
	fc
		.tuple(
			objectOf(ORDER),
			objectOf(AMOUNTS, amount),
			fc.record({ products: fc.array(product, { maxLength: 3 }) }),
		)
		.map(merged),
);
const payment = fc.oneof(
	anyJson,
	fc
		.tuple(
			objectOf(['status', 'transactionStatus', 'currencyCode', 'receiverPhone', 'key', 'expiration']),
			fc.record({ value: amount, paymentInfo: fc.oneof(anyJson, fc.record({ value: amount })) }),
		)
		.map(merged),
);

function merged<T extends object>(parts: T[]): object {
	return Object.assign({}, ...parts) as object;
}

/** Z-API's webhook bodies by their members' names, with anything in the members. */
export const zApiBody = fc
	.tuple(
		objectOf([
			'chatLid',
			'error',
			'errorCode',
			'fromMe',
			'id',
			'ids',
			'instanceId',
			'isGroup',
			'messageId',
			'momment',
			'notificationParameters',
			'participantPhone',
			'phone',
			'senderName',
			'status',
			'waitingMessage',
			'zaapId',
		]),
		fc.record({
			type: fc.constantFrom(
				'ReceivedCallback',
				'DeliveryCallback',
				'MessageStatusCallback',
				'x',
				'constructor',
			),
		}),
		fc.record(
			{
				order,
				reviewAndPay: order,
				reviewOrder: order,
				pixKeyMessage: payment,
				requestPayment: payment,
				sendPayment: payment,
				invoiceOrder: order,
				notification: fc.constantFrom('PAYMENT_ACTION_REQUEST_DECLINED', 'PAYMENT_X', 'toString'),
			},
			{ requiredKeys: [] },
		),
	)
	.map(merged);

const facts = objectOf([
	'messageId',
	'id',
	'status',
	'from',
	'to',
	'name',
	'timestamp',
	'content',
	'errors',
	'error',
]);
const layer = fc.oneof(
	facts,
	fc.tuple(facts, fc.record({ statuses: fc.array(facts), messages: fc.array(facts) })).map(merged),
);
/** The Hub's webhook bodies, flat and wrapped, with anything in the members. */
export const hubBody = fc
	.tuple(
		facts,
		fc.record({
			eventType: fc.constantFrom('Message', 'MessageStatus', 'message_echoes', 'Order', '__proto__'),
			status: fc.oneof(anyJson, fc.constantFrom('constructor', '__proto__', 'toString', 'SENT')),
			payload: fc.oneof(
				anyJson,
				layer,
				fc.record({ entry: fc.array(fc.record({ changes: fc.array(fc.record({ value: layer })) })) }),
				fc.record({ entry: fc.array(fc.record({ messaging: fc.array(layer) })) }),
			),
		}),
	)
	.map(merged);

const metaFacts = objectOf([
	'from',
	'from_user_id',
	'id',
	'timestamp',
	'type',
	'recipient_id',
	'context',
	'errors',
]);
const amountOfMeta = fc.oneof(
	anyJson,
	fc.record({ value: amount, offset: fc.oneof(anyJson, fc.constant(100)) }),
);
const chosenItem = fc.tuple(
	objectOf(['product_retailer_id', 'quantity', 'currency']),
	fc.record({ item_price: amount }),
);
const metaMessage = fc
	.tuple(
		metaFacts,
		fc.record({ type: fc.constantFrom('text', 'order', 'interactive', 'button', 'system', 'constructor') }),
		fc.record(
			{
				order: fc.oneof(
					anyJson,
					fc.record({ product_items: fc.array(chosenItem.map(merged), { maxLength: 3 }) }),
				),
				interactive: fc.oneof(anyJson, objectOf(['type', 'button_reply', 'payment_method', 'nfm_reply'])),
				text: anyJson,
			},
			{ requiredKeys: [] },
		),
	)
	.map(merged);
const metaStatus = fc
	.tuple(
		metaFacts,
		fc.record({ status: fc.constantFrom('sent', 'failed', 'captured', 'pending', 'x', 'toString') }),
		fc.record(
			{
				type: fc.constantFrom('payment', 'message'),
				payment: fc.oneof(
					anyJson,
					fc.record({ reference_id: anyJson, amount: amountOfMeta, transaction: anyJson }),
				),
				errors: fc.array(objectOf(['code', 'title', 'message', 'error_data'])),
			},
			{ requiredKeys: [] },
		),
	)
	.map(merged);
const metaValue = fc
	.tuple(
		objectOf(['messaging_product', 'metadata', 'contacts', 'errors', 'updated_timestamp']),
		fc.record(
			{
				messages: fc.array(metaMessage, { maxLength: 3 }),
				statuses: fc.array(metaStatus, { maxLength: 3 }),
				message_echoes: fc.array(metaMessage, { maxLength: 2 }),
			},
			{ requiredKeys: [] },
		),
	)
	.map(merged);
/** Meta's webhook bodies, with anything in the members. */
export const metaBody = fc.record({
	object: fc.constant('whatsapp_business_account'),
	entry: fc.array(
		fc.record({
			id: anyJson,
			time: anyJson,
			changes: fc.array(
				fc.record({
					field: fc.constantFrom('messages', 'message_echoes', 'smb_message_echoes', 'payment_x', 'toString'),
					value: fc.oneof({ weight: 4, arbitrary: metaValue }, anyJson),
				}),
				{ maxLength: 2 },
			),
		}),
		{ maxLength: 2 },
	),
});
