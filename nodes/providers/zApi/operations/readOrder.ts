import { readCurrency } from '../../../../commerce/domain/money/currency';
import { InvalidInputError, InWords } from '../../../../commerce/domain/errors';
import type { Problem } from '../../../../commerce/domain/problem';
import type { Order } from '../../../../commerce/domain/order/order';
import { computeTotals } from '../../../../commerce/domain/order/orderTotals';
import { readAll } from '../../../../commerce/domain/readAll';
import { readGivenOrder } from '../api/givenOrder';
import type { StatusField } from './statusFields';
import { readItems } from '../../fields/readItems';
import {
	readEventRecipient,
	readRecipient,
	readStoredRecipient,
	type Reachable,
} from '../../fields/recipient';
import { textOf } from '../../../shared/readValue';
import type { ItemParameters } from '../../itemParameters';

/** An order whose status changes, and who gets to know it. */
export interface OrderToUpdate<Kept> {
	recipient: string;
	/** About how the recipient and the items were read. */
	warnings: Problem[];
	order: Order;
	/** The status that the update does not change. */
	current: Kept;
	/** True when the current statuses come from the provider and not from the user. */
	fromEvent: boolean;
}

const ORDER_DATA = ['fromEvent', 'defineBelow'] as const;

/** The order of an update, from Order Event or from the fields, with the status it keeps. Throws InvalidInputError. */
export function readOrderToUpdate<Kept>(
	params: ItemParameters,
	kept: StatusField<Kept>,
): OrderToUpdate<Kept> {
	const source = params.choice('orderData', 'Order Data', ORDER_DATA);
	return source === 'defineBelow' ? definedOrder(params, kept) : eventOrder(params, kept);
}

function eventOrder<Kept>(params: ItemParameters, kept: StatusField<Kept>): OrderToUpdate<Kept> {
	const { options } = params;
	const { name, displayName: label } = kept.current;
	const { event, givenId, givenPhone, givenStatus } = readAll({
		event: () => readGivenOrder(params.value('orderEvent'), 'Order Event'),
		givenId: () => textOf(options.orderMessageId, 'Order Message ID'),
		givenPhone: () => textOf(options.phone, 'Recipient Phone'),
		givenStatus: () => {
			const word = textOf(options[name], label);
			return word === undefined ? undefined : kept.parse(word, label);
		},
	});
	const { order, phone, mayLackCountryCode } = event;
	params.known.referenceId = order.referenceId;
	const readOwn = mayLackCountryCode ? readStoredRecipient : readEventRecipient;
	const { customer, orderMessageId, current } = readAll({
		customer: () =>
			givenPhone === undefined
				? readOwn(params, phone, REACHABLE)
				: readRecipient(params, givenPhone, REACHABLE),
		orderMessageId: () => requireMessageId(givenId ?? order.orderMessageId),
		current: () => givenStatus ?? requireStatusFromEvent(kept.of(order), label),
	});
	return { ...customer, order: { ...order, orderMessageId }, current, fromEvent: true };
}

function requireMessageId(id: string | undefined): string {
	if (id !== undefined) return id;
	throw new InvalidInputError(
		'Order Message ID',
		id,
		'the ID of the message that carried the order: this update event does not know it, so use the Order Sent event or set Options > Order Message ID',
	);
}

function definedOrder<Kept>(params: ItemParameters, kept: StatusField<Kept>): OrderToUpdate<Kept> {
	const extra = params.collection('additionalFields');
	const text = (name: string, label: string, expected: string) => () => params.text(name, label, expected);
	const cents = (value: unknown, label: string) => () => params.optionalCents(value, label);
	const { customer, ids, current, list, amounts, currency } = readAll({
		customer: () => readRecipient(params, params.value('phone'), REACHABLE),
		ids: () =>
			readAll({
				orderMessageId: text('orderMessageId', 'Order Message ID', 'the ID of the message with the order'),
				referenceId: () => readReferenceId(params),
				orderRequestId: text('orderRequestId', 'Order Request ID', 'the order request ID of the order event'),
			}),
		current: () => kept.parse(params.value(kept.current.name), kept.current.displayName),
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
	return {
		recipient: customer.recipient,
		order: { ...ids, currency, items, ...amounts, ...computeTotals({ items, ...amounts }) },
		current,
		fromEvent: false,
		warnings: [...customer.warnings, ...list.warnings],
	};
}

function readReferenceId(params: ItemParameters): string {
	const referenceId = params.text('referenceId', 'Reference ID', 'the reference ID of the order event');
	params.known.referenceId = referenceId;
	return referenceId;
}

const REACHABLE: Reachable = { allowLid: true };

/**
 * The status that Z-API wants back unchanged. An event without one we know is refused: a guess
 * would show the customer something else. Throws InvalidInputError under the name of the option that helps.
 */
function requireStatusFromEvent<Status>(status: Status | undefined, option: string): Status {
	if (status !== undefined) return status;
	throw new InvalidInputError(
		option,
		new InWords('no known status in Order Event'),
		`it to be set in Options > ${option}`,
	);
}
