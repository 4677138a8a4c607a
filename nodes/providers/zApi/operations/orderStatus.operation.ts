import type { INodeProperties } from 'n8n-workflow';

import {
	checkOrderTransition,
	parseOrderStatus,
	parsePaymentStatus,
} from '../../../../commerce/domain/order/orderLifecycle';
import { orderStatusUpdateRequest } from '../api/requests';
import { textOf, type ItemParameters } from '../../itemParameters';
import type { PreparedSend, SendOperation } from '../../operation';
import {
	ORDER_STATUS_OPTIONS,
	PAYMENT_STATUS_OPTIONS,
	orderDataFields,
	updateAdditionalFields,
	updateOptions,
} from './orderUpdateFields';
import { readOrderToUpdate, toldByEvent, updatedOrder } from './readOrder';

const CURRENT_PAYMENT_STATUS: INodeProperties = {
	displayName: 'Current Payment Status',
	name: 'currentPaymentStatus',
	type: 'options',
	options: PAYMENT_STATUS_OPTIONS,
	default: '',
	description: 'Payment status as it is now; Z-API wants it back unchanged',
};

const fields: INodeProperties[] = [
	{
		displayName: 'New Order Status',
		name: 'newOrderStatus',
		type: 'options',
		options: ORDER_STATUS_OPTIONS,
		default: 'processing',
		description: 'Status to show the customer',
	},
	...orderDataFields(CURRENT_PAYMENT_STATUS),
	updateAdditionalFields,
];

/** POST order-status-update with the whole order; the payment status goes along as it is. */
export const orderStatus: SendOperation = {
	choice: {
		name: 'Order Status',
		action: 'Update order status',
		description: 'Tell the customer the new status of an order',
	},
	fields,
	options: updateOptions(CURRENT_PAYMENT_STATUS),
	hasReference: true,
	prepare(params: ItemParameters): PreparedSend {
		const orderStatus = parseOrderStatus(params.value('newOrderStatus'), 'New Order Status');
		const { recipient, order, fromEvent, warnings } = readOrderToUpdate(params);
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
			warnings,
			output: updatedOrder(order, { orderStatus, paymentStatus }),
		};
	},
};
