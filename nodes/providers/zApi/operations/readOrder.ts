import type { IDataObject } from 'n8n-workflow';

import { readCurrency } from '../../../../commerce/domain/money/currency';
import { InvalidInputError, InWords, type CommerceWarning } from '../../../../commerce/domain/errors';
import { parseOrderStatus, parsePaymentStatus } from '../../../../commerce/domain/order/orderLifecycle';
import type { Order, OrderStatus, PaymentStatus } from '../../../../commerce/domain/order/order';
import { compact } from '../../../../commerce/domain/looseJson';
import { computeTotals } from '../../../../commerce/domain/order/orderTotals';
import { toOrderSnapshot } from '../../../../commerce/domain/order/orderSnapshot';
import { readAll } from '../../../../commerce/domain/readAll';
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

/** Whether every fact of the order is typed in, the current status too. */
export function isTypedIn(params: ItemParameters): boolean {
	return params.value('orderData') === 'defineBelow';
}

function eventOrder(params: ItemParameters): OrderToUpdate {
	const { options } = params;
	const { event, givenId, givenPhone, ...statuses } = readAll({
		event: () => readOrderEvent(params.value('orderEvent'), 'Order Event'),
		givenId: () => textOf(options.orderMessageId, 'Order Message ID'),
		givenPhone: () => textOf(options.phone, 'Recipient Phone'),
		orderStatus: () => given(options.currentOrderStatus, 'Current Order Status', parseOrderStatus),
		paymentStatus: () => given(options.currentPaymentStatus, 'Current Payment Status', parsePaymentStatus),
	});
	params.known.referenceId = event.order.referenceId;
	const { to, orderMessageId } = readAll({
		to: () =>
			givenPhone === undefined
				? readEventRecipient(params, event.phone, REACHABLE)
				: readRecipient(params, givenPhone, REACHABLE),
		orderMessageId: () => requiredMessageId(givenId ?? event.order.orderMessageId),
	});
	return { ...to, order: { ...event.order, orderMessageId, ...compact(statuses) }, fromEvent: true };
}

/** A status set in Options; undefined when it is left as the event tells it. */
function given<Status>(
	value: unknown,
	label: string,
	parse: (word: unknown, label: string) => Status,
): Status | undefined {
	const word = textOf(value, label);
	return word === undefined ? undefined : parse(word, label);
}

function requiredMessageId(id: string | undefined): string {
	if (id !== undefined) return id;
	throw new InvalidInputError(
		'Order Message ID',
		id,
		'the ID of the message that carried the order: this update event does not know it, so use the Order Sent event or set Options > Order Message ID',
	);
}

function definedOrder(params: ItemParameters): OrderToUpdate {
	const extra = params.collection('additionalFields');
	const text = (name: string, label: string, expected: string) => () => params.text(name, label, expected);
	const cents = (value: unknown, label: string) => () => params.optionalCents(value, label);
	const { to, list, amounts, ids, currency } = readAll({
		to: () => readRecipient(params, params.value('phone'), REACHABLE),
		ids: () =>
			readAll({
				orderMessageId: text('orderMessageId', 'Order Message ID', 'the ID of the message with the order'),
				referenceId: () => readReferenceId(params),
				orderRequestId: text('orderRequestId', 'Order Request ID', 'the order request ID of the order event'),
			}),
		list: () => readItems(params),
		amounts: () =>
			readAll({
				discountCents: cents(extra.discount, 'Discount'),
				taxCents: cents(extra.tax, 'Tax'),
				shippingCents: cents(extra.shipping, 'Shipping'),
			}),
		currency: () => readCurrency(extra.currency, 'Currency') ?? 'BRL',
	});
	const { items } = list;
	const totals = computeTotals({ items, ...amounts });
	return {
		recipient: to.recipient,
		order: { ...ids, currency, items, ...amounts, ...totals },
		fromEvent: false,
		warnings: [...to.warnings, ...list.warnings],
	};
}

function readReferenceId(params: ItemParameters): string {
	const referenceId = params.text('referenceId', 'Reference ID', 'the reference ID of the order event');
	params.known.referenceId = referenceId;
	return referenceId;
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
