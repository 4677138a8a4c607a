import type { INodeProperties } from 'n8n-workflow';

import { parseOrderStatus } from '../../../../commerce/domain/order/orderLifecycle';
import { toUnixSeconds } from '../../../../commerce/domain/time/timestamp';
import { limitWarnings } from '../api/messageLimits';
import { orderStatusMessage } from '../api/requests';
import { when } from '../../fields/conditions';
import type { ItemParameters } from '../../itemParameters';
import type { PreparedSend, SendOperation } from '../../operation';
import { addressFields, capturedAtField, messageFields, readAddress, readMessage } from './sharedFields';

const fields: INodeProperties[] = [
	...addressFields,
	{
		displayName: 'New Order Status',
		name: 'newOrderStatus',
		type: 'options',
		options: [
			{ name: 'Canceled', value: 'canceled' },
			{
				name: 'Completed',
				value: 'completed',
				description: 'Tells of the payment too: see Payment Captured At',
			},
			{ name: 'Partially Shipped', value: 'partially_shipped' },
			{ name: 'Pending', value: 'pending' },
			{ name: 'Processing', value: 'processing' },
			{ name: 'Shipped', value: 'shipped' },
		],
		default: 'processing',
		description: 'Status to show the customer',
	},
	capturedAtField(when({ newOrderStatus: ['completed'] })),
	...messageFields,
];

/** `content.orderStatus`; a completed order always carries its captured payment (seed, order status fields). */
export const orderStatus: SendOperation = {
	choice: {
		name: 'Order Status',
		action: 'Update order status',
		description: 'Tell the customer the new status of an order',
	},
	fields,
	hasReference: true,
	prepare(params: ItemParameters): PreparedSend {
		const { warnings, ...address } = readAddress(params);
		const status = parseOrderStatus(params.value('newOrderStatus'), 'New Order Status');
		const capturedAt =
			status === 'completed' ? toUnixSeconds(params.value('capturedAt'), 'Payment Captured At') : undefined;
		const message = readMessage(params);
		return {
			request: orderStatusMessage({ ...address, status, ...message, capturedAt }),
			recipient: address.recipient,
			referenceId: address.referenceId,
			channelId: address.channelId,
			onceKey: `chatt2Me|orderStatus|${address.referenceId}|${status}`,
			warnings: [...warnings, ...limitWarnings({ ...address, ...message })],
			output: { channelId: address.channelId },
		};
	},
};
