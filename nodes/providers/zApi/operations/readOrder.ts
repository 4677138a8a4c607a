import type { IDataObject } from 'n8n-workflow';

import { readCurrency } from '../../../../commerce/domain/money/currency';
import { InvalidInputError, InWords, type CommerceWarning } from '../../../../commerce/domain/errors';
import { parseOrderStatus, parsePaymentStatus } from '../../../../commerce/domain/order/orderLifecycle';
import type { Order, OrderStatus, PaymentStatus } from '../../../../commerce/domain/order/order';
import { computeTotals } from '../../../../commerce/domain/order/orderTotals';
import { toOrderSnapshot } from '../../../../commerce/domain/order/orderSnapshot';
import { readOrderEvent } from '../api/orderEvent';
import { readItems } from '../../fields/readItems';
import { readEventRecipient, readRecipient, type Reachable } from '../../fields/recipient';
import { textOf, type ItemParameters } from '../../itemParameters';

/** An order that is to be told a new status, and to whom. */
export interface OrderToUpdate {
	recipient: string;
	/** About how the recipient and the items were read. */
	warnings: CommerceWarning[];
	order: Order;
	/** True when the current statuses come from the provider and not from the user. */
	fromEvent: boolean;
}

const ORDER_DATA = ['fromEvent', 'defineBelow'] as const;

/** The order of an update, from Order Event or from the fields. Throws InvalidInputError. */
export function readOrderToUpdate(params: ItemParameters): OrderToUpdate {
	const source = params.choice('orderData', 'Order Data', ORDER_DATA);
	return source === 'defineBelow' ? definedOrder(params) : eventOrder(params);
}

function eventOrder(params: ItemParameters): OrderToUpdate {
	const { order, phone } = readOrderEvent(params.value('orderEvent'), 'Order Event');
	const { options } = params;
	const orderMessageId = textOf(options.orderMessageId, 'Order Message ID') ?? order.orderMessageId;
	if (orderMessageId === undefined) {
		throw new InvalidInputError(
			'Order Message ID',
			orderMessageId,
			'the ID of the message that carried the order: this update event does not know it, so use the Order Sent event or set Options > Order Message ID',
		);
	}
	const givenPhone = textOf(options.phone, 'Recipient Phone');
	const currentOrderStatus = textOf(options.currentOrderStatus, 'Current Order Status');
	const currentPaymentStatus = textOf(options.currentPaymentStatus, 'Current Payment Status');
	return {
		...(givenPhone === undefined
			? readEventRecipient(params, phone, REACHABLE)
			: readRecipient(params, givenPhone, REACHABLE)),
		order: {
			...order,
			orderMessageId,
			...(currentOrderStatus === undefined
				? {}
				: { orderStatus: parseOrderStatus(currentOrderStatus, 'Current Order Status') }),
			...(currentPaymentStatus === undefined
				? {}
				: { paymentStatus: parsePaymentStatus(currentPaymentStatus, 'Current Payment Status') }),
		},
		fromEvent: true,
	};
}

function definedOrder(params: ItemParameters): OrderToUpdate {
	const extra = params.collection('additionalFields');
	const { recipient, warnings } = readRecipient(params, params.value('phone'), REACHABLE);
	const amounts = {
		discountCents: params.optionalCents(extra.discount, 'Discount'),
		taxCents: params.optionalCents(extra.tax, 'Tax'),
		shippingCents: params.optionalCents(extra.shipping, 'Shipping'),
	};
	const { items, warnings: itemWarnings } = readItems(params);
	const totals = computeTotals({ items, ...amounts });
	return {
		recipient,
		order: {
			orderMessageId: params.text(
				'orderMessageId',
				'Order Message ID',
				'the ID of the message that carried the order',
			),
			referenceId: params.text('referenceId', 'Reference ID', 'the reference ID of the order event'),
			orderRequestId: params.text(
				'orderRequestId',
				'Order Request ID',
				'the order request ID of the order event',
			),
			currency: readCurrency(extra.currency, 'Currency') ?? 'BRL',
			items,
			...amounts,
			...totals,
		},
		fromEvent: false,
		warnings: [...warnings, ...itemWarnings],
	};
}

const REACHABLE: Reachable = { allowLid: true };

/**
 * What the output says of an updated order: both statuses as they are now, and the order with them as the
 * trigger gives it, so that the next update can take this output as its Order Event.
 */
export function updatedOrder(
	order: Order,
	statuses: { orderStatus: OrderStatus; paymentStatus: PaymentStatus },
): IDataObject {
	const snapshot = toOrderSnapshot({ ...order, ...statuses });
	return { ...statuses, order: snapshot as unknown as IDataObject };
}

/**
 * The status that Z-API wants back unchanged. An event that does not tell one we know is refused: to guess it
 * would tell the customer something else. Throws InvalidInputError under the name of the option that helps.
 */
export function toldByEvent<Status extends string>(status: Status | undefined, option: string): Status {
	if (status !== undefined) return status;
	throw new InvalidInputError(
		option,
		new InWords('no known status in Order Event'),
		`it to be set in Options > ${option}`,
	);
}
