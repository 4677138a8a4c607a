import type { INodeProperties, INodePropertyOptions } from 'n8n-workflow';

import type { Order, OrderStatus, PaymentStatus } from '../../../../commerce/domain/order/order';
import { parseOrderStatus, parsePaymentStatus } from '../../../../commerce/domain/order/orderLifecycle';

/** One of the two statuses of an order: how the editor offers it, and how it is read. */
export interface StatusField<Status> {
	/** What Z-API calls it. */
	member: string;
	/** The status as it is before an update. It starts empty: Z-API would show a wrong guess to the customer. */
	current: INodeProperties;
	/** Throws InvalidInputError under `field`. */
	parse(word: unknown, field: string): Status;
	/** The order's own; undefined when unknown. */
	of(order: Order): Status | undefined;
}

export const ORDER_STATUS_OPTIONS: INodePropertyOptions[] = [
	{ name: 'Canceled', value: 'canceled' },
	{ name: 'Completed', value: 'completed' },
	{ name: 'Pending', value: 'pending' },
	{ name: 'Processing', value: 'processing' },
	{ name: 'Shipped', value: 'shipped' },
];

export const PAYMENT_STATUS_OPTIONS: INodePropertyOptions[] = [
	{ name: 'Paid', value: 'paid' },
	{ name: 'Pending', value: 'pending' },
];

export const ORDER_STATUS: StatusField<OrderStatus> = {
	member: 'orderStatus',
	current: {
		displayName: 'Current Order Status',
		name: 'currentOrderStatus',
		type: 'options',
		options: ORDER_STATUS_OPTIONS,
		default: '',
		description: 'Order status as it is now; Z-API wants it back unchanged',
	},
	parse: parseOrderStatus,
	of: (order) => order.orderStatus,
};

export const PAYMENT_STATUS: StatusField<PaymentStatus> = {
	member: 'paymentStatus',
	current: {
		displayName: 'Current Payment Status',
		name: 'currentPaymentStatus',
		type: 'options',
		options: PAYMENT_STATUS_OPTIONS,
		default: '',
		description: 'Payment status as it is now; Z-API wants it back unchanged',
	},
	parse: parsePaymentStatus,
	of: (order) => order.paymentStatus,
};

/** The field of a current status, with a name for the choice of none. */
export function currentStatusField({ current }: StatusField<unknown>, nameOfNone: string): INodeProperties {
	const statuses = (current.options ?? []) as INodePropertyOptions[];
	return { ...current, options: [{ name: nameOfNone, value: '' }, ...statuses] };
}
