import type { INodeProperties } from 'n8n-workflow';

import { parseOrderStatus } from '../../../../commerce/domain/order/orderLifecycle';
import { toUnixSeconds } from '../../../../commerce/domain/time/timestamp';
import { limitWarnings } from '../api/messageLimits';
import { orderStatusMessage } from '../api/requests';
import { when } from '../../fields/conditions';
import { previewOf } from '../../fields/preview';
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
	fields,
	hasReference: true,
	prepare(params: ItemParameters): PreparedSend {
		const { warnings, ...address } = readAddress(params);
		const status = parseOrderStatus(params.value('newOrderStatus'), 'New Order Status');
		const capturedAt =
			status === 'completed' ? toUnixSeconds(params.value('capturedAt'), 'Payment Captured At') : undefined;
		const message = readMessage(params);
		return {
			recipient: address.recipient,
			requestTo: (recipient) => orderStatusMessage({ ...address, recipient, status, ...message, capturedAt }),
			referenceId: address.referenceId,
			channelId: address.channelId,
			onceKey: `chatt2Me|orderStatus|${address.referenceId}|${status}`,
			warnings: [...warnings, ...limitWarnings({ ...address, ...message })],
			preview: previewOf(`Order ${address.referenceId}`, status, message.bodyText),
			output: { channelId: address.channelId },
		};
	},
};
