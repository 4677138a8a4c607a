import { ORDER_STATUSES, type OrderStatus } from '../../../commerce/domain/order';
import {
	checkOrderTransition,
	checkPaymentTransition,
	parseOrderStatus,
	parsePaymentStatus,
} from '../../../commerce/domain/orderLifecycle';

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
	] as const)('tells the rule: %s to %s', (from, to, paid, rule) => {
		expect(() => checkOrderTransition(from, to, { paid })).toThrow(
			expect.objectContaining({
				field: 'Order Status',
				found: `"${from} → ${to}"`,
				expected: expect.stringContaining(rule),
			}),
		);
	});
});

describe('checkPaymentTransition', () => {
	it('allows pending to paid and the same status again', () => {
		expect(() => checkPaymentTransition('pending', 'paid')).not.toThrow();
		expect(() => checkPaymentTransition('paid', 'paid')).not.toThrow();
		expect(() => checkPaymentTransition('pending', 'pending')).not.toThrow();
	});

	it('refuses to take a payment back', () => {
		expect(() => checkPaymentTransition('paid', 'pending')).toThrow(
			expect.objectContaining({
				field: 'Payment Status',
				expected: expect.stringContaining('cannot go back'),
			}),
		);
	});
});
