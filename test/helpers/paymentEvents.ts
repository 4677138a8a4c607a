import type { IDataObject } from 'n8n-workflow';

/** An item of the payment trigger: R$ 49.80 for order-1, which is what the charges of parameters.ts ask for. */
export function paymentEvent(changes: Record<string, unknown> = {}): IDataObject {
	return {
		event: 'paymentConfirmed',
		eventId: 'asaas:pay_1:paymentConfirmed',
		paymentProvider: 'asaas',
		referenceId: 'order-1',
		amountCents: 4980,
		paidAt: '2026-11-20T15:07:50.891Z',
		method: 'pix',
		...changes,
	} as IDataObject;
}
