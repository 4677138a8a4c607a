import { asObject, asText, ownMember, type LooseObject } from '../../../../commerce/domain/looseJson';
import type { PaymentMethod } from '../../../../commerce/domain/payment/paymentEvent';
import { nothing, onePayment, type PaymentStep } from '../../api/paymentStep';
import { centsOfCents, isoTime, testEnvironment, toPaymentEvent, type FoundPayment } from '../../api/reading';

type Reader = (body: LooseObject) => FoundPayment | undefined;

/**
 * By the event's name without its prefix, which is OPENPIX: in one half of the documents and woovi: in the other
 * (Woovi Developers, "Tipos de eventos do Webhook", /docs/webhook/webhook-events-type).
 */
const READERS: { [event: string]: Reader | undefined } = {
	CHARGE_COMPLETED: readPaid,
	CHARGE_COMPLETED_NOT_SAME_CUSTOMER_PAYER: readPaid,
	TRANSACTION_RECEIVED: readPaid,
	CHARGE_EXPIRED: readExpired,
	TRANSACTION_REFUND_RECEIVED: readOldRefund,
	PIX_TRANSACTION_REFUND_SENT_CONFIRMED: readRefund,
	PIX_TRANSACTION_REFUND_RECEIVED_CONFIRMED: readRefund,
	DISPUTE_CREATED: readDispute,
};

/** Whether a body is what Woovi sends when a webhook is registered: an event's name and nothing it is about (Woovi Developers, "Validando o webhook de teste", /docs/webhook/webhook-test). */
export function isTestCall(body: LooseObject): boolean {
	return body.data_criacao !== undefined && !Object.values(body).some((value) => typeof value === 'object');
}

/** The event of a call that was proved to be Woovi's and this shop's. */
export function readWooviEvent(body: LooseObject): PaymentStep {
	// Older webhooks have no event's name, and tell payments only ("Payload de Pix QR Code", …/webhook-qrcode-static-payload).
	const name = asText(body.event)?.replace(/^(?:openpix|woovi):/i, '') ?? 'TRANSACTION_RECEIVED';
	const found = ownMember(READERS, name)?.(body);
	if (found === undefined) return nothing('not an event of a payment that is reported');
	const environment = asText(asObject(body.account)?.environment);
	const warnings = [...(found.warnings ?? []), testEnvironment(environment === 'TESTING')];
	return onePayment(toPaymentEvent({ ...found, warnings }), body);
}

/**
 * Paid is what the transaction moved, `pix.value` or `boleto.value`, whatever was charged (Woovi Developers, "Payload
 * de Cobrança Pix Paga", /docs/webhook/examples/webhook-charge-payload, and "Webhook de Boleto pago",
 * /docs/boleto/boleto-webhook). Two events can tell of one payment: both have the transaction's id.
 */
function readPaid(body: LooseObject): FoundPayment | undefined {
	const pix = asObject(body.pix);
	const boleto = asObject(body.boleto);
	const charge = asObject(body.charge) ?? asObject(pix?.charge);
	const code = asObject(body.pixQrCode) ?? asObject(pix?.pixQrCode);
	const endToEndId = asText(pix?.endToEndId);
	const identity = endToEndId ?? idOf(pix) ?? idOf(charge) ?? asText(boleto?.correlationID);
	if (identity === undefined) return undefined;
	const paid = centsOfCents((pix ?? boleto)?.value);
	return {
		event: 'paymentConfirmed',
		paymentProvider: 'woovi',
		identity: [identity],
		referenceId: asText(charge?.correlationID) ?? asText(code?.correlationID),
		amountCents: paid ?? centsOfCents(charge?.valueWithDiscount) ?? centsOfCents(charge?.value),
		paidAt: isoTime(pix?.time ?? charge?.paidAt),
		method: methodOf(pix, boleto),
		txid: txidOf(pix) ?? txidOf(charge),
		endToEndId,
		payerName: payerName(body, charge, pix),
		feeCents: centsOfCents(pix?.fee ?? boleto?.fee ?? charge?.fee),
		warnings: [paid === undefined ? AMOUNT_OF_CHARGE : undefined],
	};
}

const AMOUNT_OF_CHARGE = {
	rule: 'woovi.amountOfCharge',
	message: 'The call says what was charged and not what was paid.',
};

function methodOf(pix: LooseObject | undefined, boleto: LooseObject | undefined): PaymentMethod {
	if (pix !== undefined) return 'pix';
	return boleto === undefined ? 'other' : 'boleto';
}

function idOf(of: LooseObject | undefined): string | undefined {
	return asText(of?.transactionID) ?? asText(of?.identifier) ?? asText(of?.correlationID);
}

function txidOf(of: LooseObject | undefined): string | undefined {
	const pix = asObject(asObject(of?.paymentMethods)?.pix);
	return asText(pix?.txId) ?? asText(of?.transactionID);
}

/** Who paid need not be who was charged. */
function payerName(body: LooseObject, charge?: LooseObject, pix?: LooseObject): string | undefined {
	const holder = asObject(asObject(pix?.debitParty)?.holder);
	const payers = [asObject(body.payer), asObject(charge?.payer), asObject(pix?.payer), holder];
	return payers.map((payer) => asText(payer?.name)).find((name) => name !== undefined);
}

function readExpired(body: LooseObject): FoundPayment | undefined {
	const charge = asObject(body.charge) ?? {};
	const identity = idOf(charge);
	if (identity === undefined) return undefined;
	return {
		event: 'paymentExpired',
		paymentProvider: 'woovi',
		identity: [identity],
		referenceId: asText(charge.correlationID),
		amountCents: centsOfCents(charge.value),
		method: 'pix',
		txid: txidOf(charge),
	};
}

/**
 * Of part or all of a payment; each refund has an id of its own (Woovi Developers, "Payload de Confirmação de
 * Reembolso Pix Enviado", /docs/webhook/examples/webhook-refund-sent-confirmed).
 */
function readRefund(body: LooseObject): FoundPayment | undefined {
	return refundOf(
		asObject(body.refundTransaction),
		asObject(body.originalTransaction),
		asObject(body.charge),
	);
}

/** The same before 2025; `pix` is the refund ("Payload de Reembolso", /docs/webhook/examples/webhook-refund-payload). */
function readOldRefund(body: LooseObject): FoundPayment | undefined {
	return refundOf(asObject(body.pix), undefined, asObject(body.charge));
}

function refundOf(
	refund: LooseObject = {},
	original: LooseObject = {},
	given?: LooseObject,
): FoundPayment | undefined {
	const id = asText(refund.endToEndId);
	if (id === undefined) return undefined;
	const charge = given ?? asObject(original.charge) ?? asObject(refund.charge) ?? {};
	return {
		event: 'paymentRefunded',
		paymentProvider: 'woovi',
		identity: [id],
		referenceId: asText(charge.correlationID),
		amountCents: centsOfCents(refund.value),
		paidAt: isoTime(original.time ?? charge.paidAt),
		method: 'pix',
		txid: txidOf(charge) ?? txidOf(original),
		endToEndId: asText(original.endToEndId),
		payerName: asText(asObject(original.payer)?.name),
	};
}

/** Woovi Developers, "Payload de Disputa criada", /docs/webhook/examples/webhook-created-payload. */
function readDispute(body: LooseObject): FoundPayment | undefined {
	const dispute = asObject(body.dispute) ?? {};
	const endToEndId = asText(dispute.endToEndId);
	if (endToEndId === undefined) return undefined;
	return {
		event: 'paymentUnderReview',
		paymentProvider: 'woovi',
		identity: [endToEndId],
		amountCents: centsOfCents(dispute.value),
		method: 'pix',
		endToEndId,
		payerName: asText(dispute.name),
	};
}
