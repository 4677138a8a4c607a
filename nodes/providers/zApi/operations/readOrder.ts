import { jsonParse } from 'n8n-workflow';

import { InvalidInputError, InWords } from '../../../../commerce/domain/errors';
import { parseOrderStatus, parsePaymentStatus } from '../../../../commerce/domain/order/orderLifecycle';
import type { Order } from '../../../../commerce/domain/order/order';
import { computeTotals } from '../../../../commerce/domain/order/orderTotals';
import { cleanRecipient } from '../../../../commerce/domain/identity/phone';
import { readOrderEvent } from '../api/orderEvent';
import { readItems } from '../../fields/readItems';
import { requiredText, textOf, type ItemParameters } from '../../itemParameters';

/** An order that is to be told a new status, and to whom. */
export interface OrderToUpdate {
	recipient: string;
	order: Order;
	/** True when the current statuses come from the provider and not from the user. */
	fromEvent: boolean;
}

const ORDER_SOURCES = ['fromEvent', 'defineBelow'] as const;

/** The order of an update, from Order Event or from the fields. Throws InvalidInputError. */
export function readOrderToUpdate(params: ItemParameters): OrderToUpdate {
	const source = params.choice('orderData', 'Order Data', ORDER_SOURCES);
	return source === 'defineBelow' ? definedOrder(params) : eventOrder(params);
}

function eventOrder(params: ItemParameters): OrderToUpdate {
	const given = params.value('orderEvent');
	const event = typeof given === 'string' ? jsonParse<unknown>(given, { fallbackValue: given }) : given;
	const { order, phone } = readOrderEvent(event, 'Order Event');
	const { options } = params;
	const orderMessageId = textOf(options.orderMessageId, 'Order Message ID') ?? order.orderMessageId;
	if (orderMessageId === undefined) {
		throw new InvalidInputError(
			'Order Message ID',
			orderMessageId,
			'the ID of the message that carried the order: this update event does not know it, so use the Order Sent event or set Options > Order Message ID',
		);
	}
	const currentOrderStatus = textOf(options.currentOrderStatus, 'Current Order Status');
	const currentPaymentStatus = textOf(options.currentPaymentStatus, 'Current Payment Status');
	return {
		recipient: recipientOf(textOf(options.phone, 'Recipient Phone') ?? phone, 'Recipient Phone'),
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
	const recipient = recipientOf(params.value('phone'), 'Recipient Phone');
	const amounts = {
		discountCents: params.optionalCents(extra.discount, 'Discount'),
		taxCents: params.optionalCents(extra.tax, 'Tax'),
		shippingCents: params.optionalCents(extra.shipping, 'Shipping'),
	};
	const items = readItems(params);
	computeTotals({ items, ...amounts });
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
			currency: requiredText(extra.currency ?? 'BRL', 'Currency', 'a currency code such as BRL'),
			items,
			...amounts,
		},
		fromEvent: false,
	};
}

function recipientOf(value: unknown, field: string): string {
	return cleanRecipient(value, { field, allowLid: true });
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
