import type { IDataObject, INodeProperties } from 'n8n-workflow';

import type { Order, OrderStatus, PaymentStatus } from '../../../../commerce/domain/order/order';
import {
	checkOrderTransition,
	checkPaymentTransition,
} from '../../../../commerce/domain/order/orderLifecycle';
import { toOrderSnapshot } from '../../../../commerce/domain/order/orderSnapshot';
import { computeTotals } from '../../../../commerce/domain/order/orderTotals';
import { readAll } from '../../../../commerce/domain/readAll';
import { textOf } from '../../../shared/readValue';
import type { OrderUpdateInput, ProviderRequest } from '../../api/exchange';
import { CHECK_STATUS_CHANGE_OPTION } from '../../fields/options';
import {
	checkPayment,
	paymentAmountOptions,
	paymentDataFields,
	paymentDataOptions,
	readGivenPayment,
	readGivenPaymentInOptions,
	requireReference,
	type ToldStatus,
} from '../../fields/paymentEvent';
import { previewOf } from '../../fields/preview';
import type { ItemParameters } from '../../itemParameters';
import type { SendOperation } from '../../operation';
import { orderPaymentUpdateRequest, orderStatusUpdateRequest } from '../api/requests';
import { updateNames } from './fieldNames';
import { orderDataFields, updateAdditionalFields, updateOptions } from './orderUpdateFields';
import { readOrderToUpdate } from './readOrder';
import {
	ORDER_STATUS,
	ORDER_STATUS_OPTIONS,
	PAYMENT_STATUS,
	PAYMENT_STATUS_OPTIONS,
	type StatusField,
} from './statusFields';

interface Statuses {
	orderStatus: OrderStatus;
	paymentStatus: PaymentStatus;
}

/** One of Z-API's two updates: it changes one status of an order, and the other goes along as it is. */
interface OrderUpdate<Changed, Kept> {
	/** Value of the Operation field. */
	id: string;
	changed: StatusField<Changed>;
	kept: StatusField<Kept>;
	newStatus: INodeProperties;
	/** Where a payment event is chosen: in fields of its own, or in Options where it is rare. */
	paymentFields: INodeProperties[];
	paymentOptions: INodeProperties[];
	readPayment: typeof readGivenPayment;
	/** What the customer is told, for the rules of payment events. */
	told(changed: Changed): ToldStatus;
	statuses(changed: Changed, kept: Kept): Statuses;
	/** Throws ChangeNotAllowedError; `from` is undefined when the event does not say it. */
	checkChange(from: Changed | undefined, to: Statuses): void;
	buildRequest(input: OrderUpdateInput): ProviderRequest;
}

/** POST order-status-update with the whole order. */
export const orderStatus = orderUpdate({
	id: 'orderStatus',
	changed: ORDER_STATUS,
	kept: PAYMENT_STATUS,
	newStatus: {
		displayName: 'New Order Status',
		name: 'newOrderStatus',
		type: 'options',
		options: ORDER_STATUS_OPTIONS,
		default: 'processing',
		description: 'Status to show the customer',
	},
	paymentFields: [],
	paymentOptions: paymentDataOptions,
	readPayment: readGivenPaymentInOptions,
	told: (newStatus) => ({ orderStatus: newStatus }),
	statuses: (newStatus, paymentStatus) => ({ orderStatus: newStatus, paymentStatus }),
	checkChange: (from, to) => {
		if (from !== undefined) {
			checkOrderTransition(from, to.orderStatus, { paid: to.paymentStatus === 'paid' });
		}
	},
	buildRequest: orderStatusUpdateRequest,
});

/** POST order-payment-update with the whole order. */
export const orderPaymentUpdate = orderUpdate({
	id: 'orderPaymentUpdate',
	changed: PAYMENT_STATUS,
	kept: ORDER_STATUS,
	newStatus: {
		displayName: 'New Payment Status',
		name: 'newPaymentStatus',
		type: 'options',
		options: PAYMENT_STATUS_OPTIONS,
		default: 'paid',
		description:
			'Payment status to show the customer; your bank or payment provider knows it, WhatsApp does not',
	},
	paymentFields: paymentDataFields,
	paymentOptions: paymentAmountOptions,
	readPayment: readGivenPayment,
	told: (newStatus) => ({ paymentStatus: newStatus }),
	statuses: (newStatus, currentStatus) => ({ orderStatus: currentStatus, paymentStatus: newStatus }),
	checkChange: (from, to) => checkPaymentTransition(from, to.paymentStatus, to),
	buildRequest: orderPaymentUpdateRequest,
});

function orderUpdate<Changed extends string, Kept extends string>(
	update: OrderUpdate<Changed, Kept>,
): SendOperation {
	const { id, changed, kept, newStatus } = update;
	return {
		fields: [newStatus, ...update.paymentFields, ...orderDataFields(kept), updateAdditionalFields],
		options: [...update.paymentOptions, ...updateOptions(kept)],
		hasReference: true,
		prepare(params: ItemParameters) {
			const payment = update.readPayment(params);
			const { changedTo, target, message } = readAll({
				changedTo: () => changed.parse(params.value(newStatus.name), newStatus.displayName),
				target: () => readOrderToUpdate(params, kept),
				message: () => textOf(params.collection('additionalFields').message, 'Message'),
			});
			const { recipient, warnings, order, current, fromEvent } = target;
			if (payment !== undefined) requireReference(payment);
			checkPayment(params, payment, update.told(changedTo), totalOf(order));
			const statuses = update.statuses(changedTo, current);
			if (fromEvent && params.optionFlag(CHECK_STATUS_CHANGE_OPTION)) {
				update.checkChange(changed.of(order), statuses);
			}
			return {
				recipient,
				requestTo: (to) => update.buildRequest({ recipient: to, order, ...statuses, message }),
				referenceId: order.referenceId,
				onceKey: `zApi|${id}|${order.referenceId}|${changedTo}`,
				warnings: [...(payment?.warnings ?? []), ...warnings],
				fieldNames: updateNames(fromEvent, {
					[changed.member]: newStatus.displayName,
					[kept.member]: kept.current.displayName,
				}),
				preview: previewOf(`Order ${order.referenceId}`, changedTo, message),
				output: updatedOrder(order, statuses),
			};
		},
	};
}

/** What a payment of the order is compared with. Integer cents. */
function totalOf(order: Order): number {
	return order.totalCents ?? computeTotals(order).totalCents;
}

/**
 * What the output says of an updated order: both statuses as they are now, and the order with them as the
 * trigger gives it, so that the next update can take this output as its Order Event.
 */
function updatedOrder(order: Order, statuses: Statuses): IDataObject {
	const snapshot = toOrderSnapshot({ ...order, ...statuses });
	return { ...statuses, order: snapshot as unknown as IDataObject };
}
