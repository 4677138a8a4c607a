import type { INodeProperties } from 'n8n-workflow';

import {
	checkOrderTransition,
	parseOrderStatus,
	parsePaymentStatus,
} from '../../../../commerce/domain/order/orderLifecycle';
import { orderStatusUpdateRequest } from '../api/requests';
import { readZApiSendReply } from '../api/responses';
import { showFor } from '../../fields/show';
import { textOf, type ItemParameters } from '../../itemParameters';
import type { PreparedSend, SendOperation } from '../../operation';
import {
	ORDER_STATUS_OPTIONS,
	PAYMENT_STATUS_OPTIONS,
	orderDataFields,
	updateAdditionalFields,
	updateOptions,
} from './orderUpdateFields';
import { readOrderToUpdate, toldByEvent } from './readOrder';

const show = showFor('zApi', ['orderStatus']);

const CURRENT_PAYMENT_STATUS: INodeProperties = {
	displayName: 'Current Payment Status',
	name: 'currentPaymentStatus',
	type: 'options',
	options: PAYMENT_STATUS_OPTIONS,
	default: 'pending',
	description: 'Payment status as it is now; Z-API wants it back unchanged',
};

export const zApiOrderStatusFields: INodeProperties[] = [
	{
		displayName: 'New Order Status',
		name: 'newOrderStatus',
		type: 'options',
		options: ORDER_STATUS_OPTIONS,
		default: 'processing',
		displayOptions: show,
		description: 'Status to show the customer',
	},
	...orderDataFields('orderStatus', CURRENT_PAYMENT_STATUS),
	updateAdditionalFields('orderStatus'),
	updateOptions('orderStatus', CURRENT_PAYMENT_STATUS),
];

/** POST order-status-update with the whole order; the payment status goes along as it is. */
export const zApiOrderStatus: SendOperation = {
	credentialType: 'zApi',
	readReply: readZApiSendReply,
	prepare(params: ItemParameters): PreparedSend {
		const orderStatus = parseOrderStatus(params.value('newOrderStatus'), 'New Order Status');
		const { recipient, order, fromEvent } = readOrderToUpdate(params);
		const paymentStatus = fromEvent
			? toldByEvent(order.paymentStatus, 'Current Payment Status')
			: parsePaymentStatus(params.value('currentPaymentStatus'), 'Current Payment Status');
		if (
			fromEvent &&
			order.orderStatus !== undefined &&
			params.optionFlag('checkStatusChange', 'Check Status Change', true)
		) {
			checkOrderTransition(order.orderStatus, orderStatus, { paid: paymentStatus === 'paid' });
		}
		const message = textOf(params.collection('additionalFields').message, 'Message');
		return {
			request: orderStatusUpdateRequest({ recipient, order, orderStatus, paymentStatus, message }),
			recipient,
			referenceId: order.referenceId,
			onceKey: `zApi|orderStatus|${order.referenceId}|${orderStatus}`,
			warnings: [],
		};
	},
};
