import type { EventPayment } from '../../../../commerce/domain/event';
import { toIsoTime } from '../../../../commerce/domain/time/eventTime';
import { asObject, asText, compact } from '../../../../commerce/domain/looseJson';
import type { LooseObject } from '../../../../commerce/domain/looseJson';
import { parseAmountCents } from '../../../../commerce/domain/money/money';
import type { EventContent } from './eventContent';
import { thousandthsToCents } from './thousandths';

/** A PIX key button: who sent it says nothing about a payment. */
export function readPixKey(pix: LooseObject): EventContent {
	const referenceId = asText(pix.referenceId);
	return {
		event: 'pixKeySent',
		identity: [referenceId],
		payment: compact({
			status: null,
			currency: asText(pix.currency),
			key: asText(pix.key),
			keyType: asText(pix.keyType),
			merchantName: asText(pix.merchantName),
			referenceId,
		}),
	};
}

/** A person-to-person request of WhatsApp Pay. The amount is in reais here, unlike in the refusal notice. */
export function readPaymentRequest(request: LooseObject): EventContent {
	const info = asObject(request.paymentInfo) ?? {};
	const facts = readPaymentInfo({ ...request, ...info });
	return {
		event: 'paymentRequested',
		identity: [facts.payment.status ?? undefined, facts.payment.transactionStatus],
		payment: compact({ ...facts.payment, expiresAt: toIsoTime(request.expiration) ?? undefined }),
		...facts.warnings,
	};
}

/** A person-to-person transfer of WhatsApp Pay. It names no order. */
export function readTransfer(transfer: LooseObject): EventContent {
	const facts = readPaymentInfo(asObject(transfer.paymentInfo) ?? {});
	return {
		event: 'paymentReceived',
		identity: [facts.payment.status ?? undefined, facts.payment.transactionStatus],
		payment: facts.payment,
		...facts.warnings,
	};
}

/** Notice that a request was declined; its parameters are phone, currency and thousandths. */
export function readDeclinedRequest(body: LooseObject): EventContent | undefined {
	if (asText(body.notification) !== 'PAYMENT_ACTION_REQUEST_DECLINED') return undefined;
	const parameters: unknown[] = Array.isArray(body.notificationParameters) ? body.notificationParameters : [];
	const [phone, currency, amount] = parameters;
	const read = attemptAmount(() => thousandthsToCents(amount, 'notificationParameters[2]'));
	return {
		event: 'paymentDeclined',
		identity: [],
		payment: compact({
			status: 'DECLINED',
			amountCents: read.amountCents,
			currency: asText(currency),
			receiverPhone: asText(phone),
		}),
		...read.warnings,
	};
}

function readPaymentInfo(info: LooseObject) {
	const { value } = info;
	const read = attemptAmount(() =>
		value === undefined || value === null
			? undefined
			: parseAmountCents(value, { field: 'paymentInfo.value' }),
	);
	const payment: EventPayment = compact({
		status: asText(info.status) ?? null,
		transactionStatus: asText(info.transactionStatus),
		amountCents: read.amountCents,
		currency: asText(info.currencyCode),
		receiverPhone: asText(info.receiverPhone),
	});
	return { payment, warnings: read.warnings };
}

function attemptAmount(read: () => number | undefined) {
	try {
		return { amountCents: read(), warnings: {} };
	} catch (error) {
		const message = `The amount was left out. ${error instanceof Error ? error.message : String(error)}`;
		return { amountCents: undefined, warnings: { warnings: [{ rule: 'event.amountUnreadable', message }] } };
	}
}
