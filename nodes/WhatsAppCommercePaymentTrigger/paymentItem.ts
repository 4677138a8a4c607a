import type { IDataObject } from 'n8n-workflow';

import { compact } from '../../commerce/domain/looseJson';
import type { PaymentEvent } from '../../commerce/domain/payment/paymentEvent';
import type { Problem } from '../../commerce/domain/problem';

/**
 * The item a workflow gets for a payment. It begins with what a person looks for in a table: what happened, of which
 * order, how much; ids for machines come last. `raw` is the payment provider's JSON, without secrets already.
 */
export function toPaymentItem(payment: PaymentEvent, raw: unknown, more: readonly Problem[]): IDataObject {
	const { warnings = [], paymentProvider, eventId, ...facts } = payment;
	const all = [...warnings, ...more];
	return compact({
		...facts,
		warnings: all.length > 0 ? all : undefined,
		paymentProvider,
		eventId,
		raw,
	}) as unknown as IDataObject;
}
