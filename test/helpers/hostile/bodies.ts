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
