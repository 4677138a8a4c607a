import { ORDER_STATUSES, type OrderStatus } from '../../../commerce/domain/order/order';
import {
	checkOrderTransition,
	checkPaymentTransition,
	parseOrderStatus,
	parsePaymentStatus,
} from '../../../commerce/domain/order/orderLifecycle';

function allowed(from: OrderStatus, to: OrderStatus, paid: boolean): boolean {
	try {
		checkOrderTransition(from, to, { paid });
		return true;
	} catch {
		return false;
	}
}

describe('parseOrderStatus', () => {
	it.each<[string, string]>([
		...ORDER_STATUSES.map((status): [string, string] => [status, status]),
		['partially-shipped', 'partially_shipped'],
		['Partially Shipped', 'partially_shipped'],
		['PARTIALLY_SHIPPED', 'partially_shipped'],
		['cancelled', 'canceled'],
		['Partially - Shipped', 'partially_shipped'],
		['CANCELED', 'canceled'],
		[' Shipped ', 'shipped'],
	])('understands %j as %s', (word, status) => {
		expect(parseOrderStatus(word, 'Order Status')).toBe(status);
	});

	it.each([
		'',
		'delivered',
		'paid',
		'constructor',
		'toString',
		'__proto__',
		'partiallyshipped',
		null,
		undefined,
		3,
		{},
	])('refuses %j and lists the words', (word) => {
		expect(() => parseOrderStatus(word, 'Order Status')).toThrow(
			'expected one of pending, processing, partially_shipped, shipped, completed, canceled',
		);
	});
});

it('an order of which no status is known may become pending', () => {
	expect(() => checkOrderTransition(undefined, 'pending', { paid: true })).not.toThrow();
});

describe('parsePaymentStatus', () => {
	it.each([
		['pending', 'pending'],
		['paid', 'paid'],
		['PAID', 'paid'],
		['captured', 'paid'],
		['Captured', 'paid'],
	])('understands %j as %s', (word, status) => {
		expect(parsePaymentStatus(word, 'Payment Status')).toBe(status);
	});

	it.each(['', 'failed', 'canceled', 'valueOf', null, 1])('refuses %j', (word) => {
		expect(() => parsePaymentStatus(word, 'Payment Status')).toThrow('expected one of pending, paid');
	});
});

describe('checkOrderTransition', () => {
	// Rows: from; columns in the order of ORDER_STATUSES. y allowed, n refused, u allowed unless paid.
	const TABLE: Record<OrderStatus, string> = {
		pending: 'yyyyyu',
		processing: 'nyyyyu',
		partially_shipped: 'nyyyyu',
		shipped: 'nyyyyu',
		completed: 'nnnnyn',
		canceled: 'nnnnny',
	};

	it.each(ORDER_STATUSES.flatMap((from) => ORDER_STATUSES.map((to) => [from, to] as const)))(
		'%s to %s follows the table',
		(from, to) => {
			const cell = TABLE[from][ORDER_STATUSES.indexOf(to)];
			expect(allowed(from, to, false)).toBe(cell !== 'n');
			expect(allowed(from, to, true)).toBe(cell === 'y');
		},
	);

	it.each([
		['completed', 'shipped', false, 'a completed order is final'],
		['canceled', 'pending', false, 'send a new payment request'],
		['shipped', 'pending', false, 'never returns to pending'],
		['processing', 'canceled', true, 'a paid order cannot be canceled'],
	] as const)('names the rule: %s to %s', (from, to, paid, rule) => {
		expect(() => checkOrderTransition(from, to, { paid })).toThrow(
			expect.objectContaining({
				name: 'ChangeNotAllowedError',
				field: 'New Order Status',
				change: `from ${from} to ${to}`,
				why: expect.stringContaining(rule),
				message: expect.stringMatching(
					new RegExp(`^New Order Status: the change from ${from} to ${to} is not allowed, because .*${rule}`),
				),
			}),
		);
	});
});

describe('checkPaymentTransition', () => {
	const open = { orderStatus: 'processing' } as const;

	it('allows pending to paid and the same status again', () => {
		expect(() => checkPaymentTransition('pending', 'paid', open)).not.toThrow();
		expect(() => checkPaymentTransition('paid', 'paid', open)).not.toThrow();
		expect(() => checkPaymentTransition('pending', 'pending', open)).not.toThrow();
		expect(() => checkPaymentTransition(undefined, 'pending', { orderStatus: 'canceled' })).not.toThrow();
	});

	it('refuses to take a payment back', () => {
		expect(() => checkPaymentTransition('paid', 'pending', open)).toThrow(
			'New Payment Status: the change from paid to pending is not allowed, because a payment that was confirmed cannot go back to pending',
		);
	});

	it.each([
		['pending', 'from pending to paid'],
		[undefined, 'to paid'],
	] as const)('refuses to pay a canceled order that was %s', (from, change) => {
		expect(() => checkPaymentTransition(from, 'paid', { orderStatus: 'canceled' })).toThrow(
			`New Payment Status: the change ${change} is not allowed, because a canceled order is final; send a new payment request with a new reference ID instead`,
		);
	});
});
