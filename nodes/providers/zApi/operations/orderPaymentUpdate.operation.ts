import type { INodeProperties } from 'n8n-workflow';

import {
	checkPaymentTransition,
	parseOrderStatus,
	parsePaymentStatus,
} from '../../../../commerce/domain/order/orderLifecycle';
import { readAll } from '../../../../commerce/domain/readAll';
import { orderPaymentUpdateRequest } from '../api/requests';
import { textOf, type ItemParameters } from '../../itemParameters';
import type { PreparedSend, SendOperation } from '../../operation';
import { updateNames } from './fieldNames';
import {
	ORDER_STATUS_OPTIONS,
	PAYMENT_STATUS_OPTIONS,
	orderDataFields,
	updateAdditionalFields,
	updateOptions,
} from './orderUpdateFields';
import { isTypedIn, readOrderToUpdate, toldByEvent, updatedOrder } from './readOrder';

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
		const { paymentStatus, update, typedStatus, message } = readAll({
			paymentStatus: () => parsePaymentStatus(params.value('newPaymentStatus'), 'New Payment Status'),
			update: () => readOrderToUpdate(params),
			typedStatus: () =>
				isTypedIn(params)
					? parseOrderStatus(params.value('currentOrderStatus'), 'Current Order Status')
					: undefined,
			message: () => textOf(params.collection('additionalFields').message, 'Message'),
		});
		const { recipient, order, fromEvent, warnings } = update;
		const orderStatus = typedStatus ?? toldByEvent(order.orderStatus, 'Current Order Status');
		if (fromEvent && params.optionFlag('checkStatusChange', 'Check Status Change', true)) {
			checkPaymentTransition(order.paymentStatus, paymentStatus, { orderStatus });
		}
		return {
			request: orderPaymentUpdateRequest({ recipient, order, orderStatus, paymentStatus, message }),
			recipient,
			referenceId: order.referenceId,
			onceKey: `zApi|orderPaymentUpdate|${order.referenceId}|${paymentStatus}`,
			warnings,
			fieldNames: updateNames(fromEvent, {
				orderStatus: 'Current Order Status',
				paymentStatus: 'New Payment Status',
			}),
			output: updatedOrder(order, { orderStatus, paymentStatus }),
		};
	},
};
