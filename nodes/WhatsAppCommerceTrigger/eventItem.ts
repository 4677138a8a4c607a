import type { IDataObject } from 'n8n-workflow';

import type { CommerceEvent, EventPayment } from '../../commerce/domain/event';
import { compact } from '../../commerce/domain/looseJson';
import { centsToReais } from '../../commerce/domain/money/money';
import { toOrderSnapshot } from '../../commerce/domain/order/orderSnapshot';
import { withoutSecrets } from '../providers/api/eventReading';

/**
 * The item a workflow gets for an event: its envelope always, the rest as it applies. Amounts come in reais
 * and in cents. `raw` is the provider's body without secrets.
 */
export function toItemJson(event: CommerceEvent, raw: unknown): IDataObject {
	const { order, payment, delivery, message, warnings, ...envelope } = event;
	return compact({
		...envelope,
		order: order && toOrderSnapshot(order),
		payment: payment && paymentJson(payment),
		delivery,
		message,
		warnings: warnings && warnings.length > 0 ? warnings : undefined,
		raw: raw === undefined ? undefined : withoutSecrets(raw),
	}) as unknown as IDataObject;
}

function paymentJson({ amountCents, ...payment }: EventPayment) {
	return amountCents === undefined
		? payment
		: { ...payment, amountReais: centsToReais(amountCents), amountCents };
}
