import type { MetaAccount } from './account.mts';
import { check } from './check.mts';
import { MetaRefusal } from './refusal.mts';
import * as schemas from './schemas.mts';

export interface OrderStatus {
	reference_id: string;
	order?: { status: string };
	payment?: { status: string };
}

/** Why a message that was taken with a 200 fails later. */
export interface LateFailure {
	code: number;
	details: string;
}

/** Refuses a status at once that says nothing; everything else is found out later. */
export function checkOrderStatus(given: unknown, where: string): OrderStatus {
	check(schemas.orderStatus, given, where);
	const status = given as OrderStatus;
	if (!status.order && !status.payment) {
		throw new MetaRefusal(131009, `${where} must have order, payment or both`);
	}
	return status;
}

export const orderKey = (phoneNumberId: string, reference: string) => `${phoneNumberId}/${reference}`;

/** Changes the order, or tells why it cannot be changed (payments-br/orders: 2046, 2047). */
export function applyOrderStatus(
	account: MetaAccount,
	phoneNumberId: string,
	status: OrderStatus,
): LateFailure | null {
	const known = account.orders.get(orderKey(phoneNumberId, status.reference_id));
	if (!known) return { code: 2046, details: `No order with reference_id ${status.reference_id}` };
	const to = status.order?.status ?? known.orderStatus;
	const paid = known.paymentStatus === 'captured' || status.payment?.status === 'captured';
	// "Successful or pending": pending counts once somebody has said so.
	const pending = (status.payment?.status ?? known.paymentStatus) === 'pending';
	if (to === 'canceled' && known.orderStatus !== 'canceled' && (paid || pending)) {
		return { code: 2047, details: 'The payment of this order is successful or pending' };
	}
	const from = known.orderStatus;
	const final = from === 'completed' || from === 'canceled';
	if (to !== from && (final || to === 'pending')) {
		return { code: 2046, details: `An order cannot change from ${from} to ${to}` };
	}
	const paymentTo = status.payment?.status;
	if (known.paymentStatus === 'captured' && paymentTo !== undefined && paymentTo !== 'captured') {
		return { code: 2046, details: `A payment cannot change from captured to ${paymentTo}` };
	}
	if (from === 'canceled' && paymentTo === 'captured') {
		return { code: 2046, details: 'A canceled order cannot be paid' };
	}
	known.orderStatus = to;
	known.paymentStatus = paymentTo ?? known.paymentStatus;
	return null;
}
