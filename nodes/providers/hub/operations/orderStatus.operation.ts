import type { INodeProperties } from 'n8n-workflow';

import { parseOrderStatus } from '../../../../commerce/domain/order/orderLifecycle';
import { toUnixSeconds } from '../../../../commerce/domain/time/timestamp';
import { orderStatusMessage } from '../api/requests';
import { readChatt2MeSendReply } from '../api/responses';
import { optionsField } from '../../fields/options';
import { showFor } from '../../fields/show';
import type { ItemParameters } from '../../itemParameters';
import type { PreparedSend, SendOperation } from '../../operation';
import { addressFields, capturedAtField, messageFields, readAddress, readMessage } from './sharedFields';

const show = showFor('chatt2Me', ['orderStatus']);

export const chatt2MeOrderStatusFields: INodeProperties[] = [
	...addressFields('orderStatus'),
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
		displayOptions: show,
		description: 'Status to show the customer',
	},
	capturedAtField(showFor('chatt2Me', ['orderStatus'], { newOrderStatus: ['completed'] })),
	...messageFields('orderStatus'),
	optionsField(show, [], 'withReference'),
];

/** `content.orderStatus`; a completed order always carries its captured payment (seed, order status fields). */
export const chatt2MeOrderStatus: SendOperation = {
	credentialType: 'chatt2MeApi',
	readReply: readChatt2MeSendReply,
	prepare(params: ItemParameters): PreparedSend {
		const address = readAddress(params);
		const status = parseOrderStatus(params.value('newOrderStatus'), 'New Order Status');
		const capturedAt =
			status === 'completed' ? toUnixSeconds(params.value('capturedAt'), 'Payment Captured At') : undefined;
		return {
			request: orderStatusMessage({ ...address, status, ...readMessage(params), capturedAt }),
			recipient: address.recipient,
			referenceId: address.referenceId,
			onceKey: `chatt2Me|orderStatus|${address.referenceId}|${status}`,
			warnings: [],
		};
	},
};
