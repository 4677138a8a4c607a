import type { INodeProperties } from 'n8n-workflow';

import {
	checkPaymentTransition,
	parseOrderStatus,
	parsePaymentStatus,
} from '../../../../commerce/domain/order/orderLifecycle';
import { orderPaymentUpdateRequest } from '../api/requests';
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

const CURRENT_ORDER_STATUS: INodeProperties = {
	displayName: 'Current Order Status',
	name: 'currentOrderStatus',
	type: 'options',
	options: ORDER_STATUS_OPTIONS,
	default: '',
	description: 'Order status as it is now; Z-API wants it back unchanged',
};

const fields: INodeProperties[] = [
	{
		displayName: 'New Payment Status',
		name: 'newPaymentStatus',
		type: 'options',
		options: PAYMENT_STATUS_OPTIONS,
		default: 'paid',
		description:
			'Payment status to show the customer; your bank or payment provider knows it, WhatsApp does not',
	},
	...orderDataFields(CURRENT_ORDER_STATUS),
	updateAdditionalFields,
];

/** POST order-payment-update with the whole order; the order status goes along as it is. */
export const orderPaymentUpdate: SendOperation = {
	choice: {
		name: 'Order Payment Update',
		action: 'Update order payment',
		description: 'Tell the customer that an order was paid',
	},
	fields,
	options: updateOptions(CURRENT_ORDER_STATUS),
	hasReference: true,
	prepare(params: ItemParameters): PreparedSend {
		const paymentStatus = parsePaymentStatus(params.value('newPaymentStatus'), 'New Payment Status');
		const { recipient, order, fromEvent, warnings } = readOrderToUpdate(params);
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
			warnings,
			output: updatedOrder(order, { orderStatus, paymentStatus }),
		};
	},
};
