import type { OperationChoice } from './operation';

/** A choice of the Resource field with those of Operation below it, each in the order of the list. */
export interface Resource {
	/** Workflows are saved with it, so it never changes. */
	readonly value: string;
	readonly name: string;
	/** By the value of Operation, which never changes either; no two resources have the same. */
	readonly operations: Readonly<Record<string, OperationChoice>>;
}

const order = {
	value: 'order',
	name: 'Order',
	operations: {
		paymentRequest: {
			name: 'Payment Request',
			action: 'Send a payment request',
			description: 'Send an order that the customer can pay',
		},
		orderStatus: {
			name: 'Order Status',
			action: 'Update an order status',
			description: 'Tell the customer the new status of an order',
		},
		orderPaymentUpdate: {
			name: 'Order Payment Update',
			action: 'Update an order payment',
			description: 'Tell the customer that an order was paid',
		},
	},
} as const satisfies Resource;

const pix = {
	value: 'pix',
	name: 'PIX',
	operations: {
		pixKey: {
			name: 'Send PIX Key',
			action: 'Send a PIX key',
			description: 'Send a button that copies your PIX key',
		},
	},
} as const satisfies Resource;

/** What is sent through a provider. The same operation has the same name and words with each of them. */
export const SENDING_RESOURCES: readonly Resource[] = [order, pix];

/** The operations of these resources. */
export type SendOperationName = keyof typeof order.operations | keyof typeof pix.operations;
