import type { INodeProperties } from 'n8n-workflow';

import { parseOrderStatus } from '../../../../commerce/domain/order/orderLifecycle';
import { warningsBeforeStatus } from '../../../../commerce/domain/payment/paymentEventRules';
import type { GivenPayment } from '../../../../commerce/domain/payment/readPaymentEvent';
import { readAll } from '../../../../commerce/domain/readAll';
import { limitWarnings } from '../api/messageLimits';
import { orderStatusMessage } from '../api/requests';
import { when } from '../../fields/conditions';
import {
	capturedAtField,
	checkPayment,
	paymentDataOptions,
	readCapturedAt,
	readGivenPaymentInOptions,
} from '../../fields/paymentEvent';
import { previewOf } from '../../fields/preview';
import type { ItemParameters } from '../../itemParameters';
import type { PreparedSend, SendOperation } from '../../operation';
import { ORDER_STATUS_NAMES } from './fieldNames';
import { messageFields, readAddress, readMessage, updateAddressFields } from './sharedFields';

const fields: INodeProperties[] = [
	...updateAddressFields,
	{
		displayName: 'New Order Status',
		name: 'newOrderStatus',
		type: 'options',
		options: [
			{ name: 'Canceled', value: 'canceled' },
			{
				name: 'Completed',
				value: 'completed',
				description: 'Reports the payment too: see Payment Captured At',
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

/**
 * `content.orderStatus`; a completed order always carries its captured payment (Hub documentation, "Payment Request
 * & Order Status", /docs/1.0/sending-messages/payment-order).
 */
export const orderStatus: SendOperation = {
	fields,
	options: paymentDataOptions,
	hasReference: true,
	prepare(params: ItemParameters): PreparedSend {
		const payment = readGivenPaymentInOptions(params);
		const { to, change, message } = readAll({
			to: () => readAddress(params, payment),
			change: () => readChange(params, payment),
			message: () => readMessage(params),
		});
		const { warnings, ...address } = to;
		const { status } = change;
		return {
			recipient: address.recipient,
			requestTo: (recipient) => orderStatusMessage({ ...address, recipient, ...change, ...message }),
			referenceId: address.referenceId,
			channelId: address.channelId,
			onceKey: `chatt2Me|orderStatus|${address.referenceId}|${status}`,
			warnings: [
				...(payment ? warningsBeforeStatus(payment, status) : []),
				...warnings,
				...limitWarnings({ ...address, ...message }),
			],
			fieldNames: ORDER_STATUS_NAMES,
			preview: previewOf(`Order ${address.referenceId}`, status, message.bodyText),
			output: { channelId: address.channelId },
		};
	},
};

function readChange(params: ItemParameters, payment: GivenPayment | undefined) {
	const status = parseOrderStatus(params.value('newOrderStatus'), 'New Order Status');
	checkPayment(params, payment, { orderStatus: status });
	const capturedAt = status === 'completed' ? readCapturedAt(params, payment) : undefined;
	return { status, capturedAt };
}
