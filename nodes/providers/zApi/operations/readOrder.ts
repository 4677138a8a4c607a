import { readCurrency } from '../../../../commerce/domain/money/currency';
import { InvalidInputError, InWords } from '../../../../commerce/domain/errors';
import type { Problem } from '../../../../commerce/domain/problem';
import type { Order } from '../../../../commerce/domain/order/order';
import { computeTotals } from '../../../../commerce/domain/order/orderTotals';
import { readGivenOrder } from '../api/givenOrder';
import type { StatusField } from './statusFields';
import { readItems } from '../../fields/readItems';
import { readEventRecipient, readRecipient, type Reachable } from '../../fields/recipient';
import { textOf } from '../../../shared/readValue';
import type { ItemParameters } from '../../itemParameters';

/** An order that is to be told a new status, and to whom. */
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
	const { order, phone } = readGivenOrder(params.value('orderEvent'), 'Order Event');
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
	const { name, displayName: label } = kept.current;
	const given = textOf(options[name], label);
	return {
		...(givenPhone === undefined
			? readEventRecipient(params, phone, REACHABLE)
			: readRecipient(params, givenPhone, REACHABLE)),
		order: { ...order, orderMessageId },
		current: given === undefined ? requireStatusFromEvent(kept.of(order), label) : kept.parse(given, label),
		fromEvent: true,
	};
}

function definedOrder<Kept>(params: ItemParameters, kept: StatusField<Kept>): OrderToUpdate<Kept> {
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
		current: kept.parse(params.value(kept.current.name), kept.current.displayName),
		fromEvent: false,
		warnings: [...warnings, ...itemWarnings],
	};
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
