import type { IDataObject } from 'n8n-workflow';

import type { CommerceEvent, EventDelivery, EventPayment } from '../../commerce/domain/event';
import { compact, withFirst } from '../../commerce/domain/looseJson';
import { centsToReais } from '../../commerce/domain/money/money';
import { toOrderSnapshot } from '../../commerce/domain/order/orderSnapshot';
import { withoutSecrets } from '../providers/api/eventReading';

/**
 * The item a workflow gets for an event: its envelope always, the rest as it applies. It begins with what a person
 * looks for in a table: what happened, whom it is about, statuses and amounts; ids for machines come last. Amounts
 * come in reais and in cents. `raw` is the provider's body without secrets.
 */
export function toItemJson(event: CommerceEvent, raw: unknown): IDataObject {
	const { event: name, contact, order, payment, delivery, message, warnings, ...envelope } = event;
	const { provider, accountId, eventId, ...facts } = envelope;
	return compact({
		event: name,
		contact: withFirst(contact, ['phone', 'name']),
		order: order && toOrderSnapshot(order),
		payment: payment && paymentJson(payment),
		delivery: delivery && deliveryJson(delivery),
		message,
		warnings: warnings && warnings.length > 0 ? warnings : undefined,
		...facts,
		provider,
		accountId,
		eventId,
		raw: raw === undefined ? undefined : withoutSecrets(raw),
	}) as unknown as IDataObject;
}

function paymentJson({ status, amountCents, ...payment }: EventPayment) {
	const amount = amountCents === undefined ? {} : { amountReais: centsToReais(amountCents), amountCents };
	return { status, ...amount, ...payment };
}

function deliveryJson(delivery: EventDelivery) {
	return withFirst(delivery, ['status', 'error', 'errorCode']);
}
