import type { INodeProperties } from 'n8n-workflow';

import {
	checkPaymentTransition,
	parseOrderStatus,
	parsePaymentStatus,
} from '../../../../commerce/domain/order/orderLifecycle';
import { orderPaymentUpdateRequest } from '../api/requests';
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

const show = showFor('zApi', ['orderPaymentUpdate']);

const CURRENT_ORDER_STATUS: INodeProperties = {
	displayName: 'Current Order Status',
	name: 'currentOrderStatus',
	type: 'options',
	options: ORDER_STATUS_OPTIONS,
	default: 'pending',
	description: 'Order status as it is now; Z-API wants it back unchanged',
};

export const zApiOrderPaymentUpdateFields: INodeProperties[] = [
	{
		displayName: 'New Payment Status',
		name: 'newPaymentStatus',
		type: 'options',
		options: PAYMENT_STATUS_OPTIONS,
		default: 'paid',
		displayOptions: show,
		description:
			'Payment status to show the customer; your bank or payment provider knows it, WhatsApp does not',
	},
	...orderDataFields('orderPaymentUpdate', CURRENT_ORDER_STATUS),
	updateAdditionalFields('orderPaymentUpdate'),
	updateOptions('orderPaymentUpdate', CURRENT_ORDER_STATUS),
];

/** POST order-payment-update with the whole order; the order status goes along as it is. */
export const zApiOrderPaymentUpdate: SendOperation = {
	credentialType: 'zApi',
	readReply: readZApiSendReply,
	prepare(params: ItemParameters): PreparedSend {
		const paymentStatus = parsePaymentStatus(params.value('newPaymentStatus'), 'New Payment Status');
		const { recipient, order, fromEvent } = readOrderToUpdate(params);
		const orderStatus = fromEvent
			? toldByEvent(order.orderStatus, 'Current Order Status')
			: parseOrderStatus(params.value('currentOrderStatus'), 'Current Order Status');
		if (fromEvent && params.optionFlag('checkStatusChange', 'Check Status Change', true)) {
			checkPaymentTransition(order.paymentStatus, paymentStatus, { orderStatus });
		}
		const message = textOf(params.collection('additionalFields').message, 'Message');
		return {
			request: orderPaymentUpdateRequest({ recipient, order, orderStatus, paymentStatus, message }),
			recipient,
			referenceId: order.referenceId,
			onceKey: `zApi|orderPaymentUpdate|${order.referenceId}|${paymentStatus}`,
			warnings: [],
		};
	},
};
