import { asObject, asText } from '../../../../commerce/domain/looseJson';
import type { PaymentEventName } from '../../../../commerce/domain/payment/paymentEvent';
import type { Problem } from '../../../../commerce/domain/problem';
import { isSameText } from '../../../../commerce/domain/secret';
import {
	notBelieved,
	nothing,
	onePayment,
	unreadable,
	type PaymentAccess,
	type PaymentCall,
	type PaymentStep,
} from '../../api/paymentStep';
import { single } from '../../api/proof';
import { centsOfCents, centsOfWrittenReais, toPaymentEvent } from '../../api/reading';

/**
 * Judges a call of a payment provider that has no reader of its own, e.g. Pagar.me (docs.pagar.me, "Exemplo de
 * webhook", /reference/exemplo-de-webhook-1): a header has the value that the shop set there, and the node's fields say
 * where in the body reference, amount and status are.
 */
export function receiveOther(
	{ headers, body }: PaymentCall,
	{ secret, own, nowMs }: PaymentAccess,
): PaymentStep {
	const header = String(own.headerName).toLowerCase();
	if (!isSameText(single(headers, header), secret)) {
		return notBelieved('the header is not that of the credential');
	}
	const found = valueAt(body, own.statusPath);
	// As in `"paid": true`.
	const status = typeof found === 'boolean' ? String(found) : asText(found);
	if (status === undefined) return nothing('nothing at Status At');
	const event = stateOf(status.toLowerCase(), own);
	if (event === undefined) return nothing('the status is in none of the lists of statuses');
	const referenceId = asText(valueAt(body, own.referencePath));
	const amount = valueAt(body, own.amountPath);
	const amountCents = own.amountUnit === 'cents' ? centsOfCents(amount) : centsOfWrittenReais(amount);
	if (referenceId === undefined) return unreadable('nothing at Reference ID At');
	if (amountCents === undefined) return unreadable('no amount at Amount At');
	return onePayment(
		toPaymentEvent({
			event,
			paymentProvider: 'other',
			identity: [referenceId, String(amountCents)],
			referenceId,
			amountCents,
			// None of the fields says where the time is, and it is told within a moment.
			paidAt: event === 'paymentConfirmed' ? new Date(nowMs).toISOString() : null,
			warnings: [NOT_SIGNED],
		}),
		body,
	);
}

const NOT_SIGNED: Problem = {
	rule: 'other.notSigned',
	message: 'Nothing signs this body: only the header says that it is from the payment provider.',
};

function stateOf(
	status: string,
	{ paidStatuses, refundedStatuses }: PaymentAccess['own'],
): PaymentEventName | undefined {
	const has = (words: unknown) => wordsOf(words).includes(status);
	if (has(paidStatuses)) return 'paymentConfirmed';
	return has(refundedStatuses) ? 'paymentRefunded' : undefined;
}

function wordsOf(words: unknown): string[] {
	const all = Array.isArray(words) ? words : String(words ?? '').split(',');
	return all.map((word) => String(word).trim().toLowerCase());
}

/** What a body has at a path such as `data.charges[0].amount`; undefined for nothing. */
function valueAt(body: unknown, path: unknown): unknown {
	const steps = String(path ?? '')
		.split(/[.[\]]/)
		.filter((step) => step !== '');
	if (steps.length === 0) return undefined;
	return steps.reduce<unknown>((part, step) => {
		if (Array.isArray(part)) return part[Number(step)] as unknown;
		const object = asObject(part);
		return object !== undefined && Object.prototype.hasOwnProperty.call(object, step)
			? object[step]
			: undefined;
	}, body);
}
