import { asObject, asText, objectsIn, type LooseObject } from '../../../../commerce/domain/looseJson';
import type { Problem } from '../../../../commerce/domain/problem';
import { isSameText } from '../../../../commerce/domain/secret';
import {
	notBelieved,
	nothing,
	type PaymentAccess,
	type PaymentCall,
	type PaymentStep,
	type ReadPayment,
} from '../../api/paymentStep';
import { centsOfReais, isoTime, toPaymentEvent } from '../../api/reading';

/**
 * Judges a call of a bank with the central bank's API Pix (github.com/bacen/pix-api, openapi.yaml, callback of
 * /webhook/{chave}). The bank proves itself by mTLS, which ends before n8n; any customer of the bank can set any
 * address (bacen/pix-api#239). So the call has to know a secret of the address, which Efí's documents call `hmac`
 * (dev.efipay.com.br/docs/api-pix/webhooks), and every item says that nothing else vouches for it.
 */
export function receiveApiPix({ query, body }: PaymentCall, { secret, own }: PaymentAccess): PaymentStep {
	const call = asObject(body);
	// What Efí sends when an address is registered, with and without what it adds to the address.
	if (call?.evento === 'teste_webhook') return nothing('a test call');
	if (!knowsSecret(query.hmac, secret)) return notBelieved('the address was called without its hmac');
	const keys = Array.isArray(own.onlyKeys) ? own.onlyKeys : [];
	const payments = entriesOf(body)
		.filter((pix) => keys.length === 0 || keys.includes(asText(pix.chave)?.toLowerCase()))
		.flatMap(readPix);
	return payments.length > 0 ? { kind: 'payments', payments } : nothing('no PIX that is reported');
}

/** Banks add /pix to the address, and with it to the last member of its query. */
function knowsSecret(given: unknown, secret: string): boolean {
	return isSameText(typeof given === 'string' ? given.replace(/\/pix$/, '') : undefined, secret);
}

/** A list under `pix`; a bare list at Banco Inter, and a single one at others. */
function entriesOf(body: unknown): LooseObject[] {
	const { pix = body } = asObject(body) ?? {};
	return oneOrMore(pix);
}

/**
 * A call about a refund has the payment around it: once money went back, the payment is no news. One that is still
 * under way, or failed, changes nothing of it.
 */
function readPix(pix: LooseObject): ReadPayment[] {
	const endToEndId = asText(pix.endToEndId);
	if (endToEndId === undefined) return [];
	const refunds = oneOrMore(pix.devolucoes).filter(({ status }) => status === 'DEVOLVIDO');
	const common = {
		paymentProvider: 'apiPix',
		referenceId: asText(pix.txid),
		paidAt: isoTime(pix.horario),
		method: 'pix' as const,
		txid: asText(pix.txid),
		endToEndId,
		payerName: asText(asObject(pix.pagador)?.nome),
		warnings: [NOT_SIGNED],
	};
	if (refunds.length === 0) {
		const feeCents = centsOfReais(asObject(pix.gnExtras)?.tarifa);
		const event = toPaymentEvent({
			...common,
			event: 'paymentConfirmed',
			identity: [endToEndId],
			amountCents: centsOfReais(pix.valor),
			feeCents,
		});
		return [{ event, body: pix }];
	}
	return refunds.map((refund) => ({
		event: toPaymentEvent({
			...common,
			event: 'paymentRefunded',
			identity: [endToEndId, asText(refund.rtrId) ?? asText(refund.id)],
			amountCents: centsOfReais(refund.valor),
		}),
		body: pix,
	}));
}

/** Of refunds too: the standard's own sample has an object where its schema has a list. */
function oneOrMore(value: unknown): LooseObject[] {
	return objectsIn(Array.isArray(value) ? value : [value]);
}

const NOT_SIGNED: Problem = {
	rule: 'apiPix.notSigned',
	message:
		'Banks sign no call, and their mTLS ends before n8n: only the secret in the address says that this one is from the bank.',
};
