import type { EventPayment } from '../../../../commerce/domain/event';
import { toIsoTime } from '../../../../commerce/domain/time/eventTime';
import { asObject, asText, compact } from '../../../../commerce/domain/looseJson';
import type { LooseObject } from '../../../../commerce/domain/looseJson';
import type { Problem } from '../../../../commerce/domain/problem';
import { parseAmountCents } from '../../../../commerce/domain/money/money';
import { readOrLeaveOut, type EventContent } from './envelope';
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
	const { payment, warnings } = readPaymentInfo({ ...request, ...info });
	return {
		event: 'paymentRequested',
		identity: [payment.status ?? undefined, payment.transactionStatus],
		payment: compact({ ...payment, expiresAt: toIsoTime(request.expiration) ?? undefined }),
		warnings,
	};
}

/** A person-to-person transfer of WhatsApp Pay. It names no order. */
export function readTransfer(transfer: LooseObject): EventContent {
	const { payment, warnings } = readPaymentInfo(asObject(transfer.paymentInfo) ?? {});
	return {
		event: 'paymentReceived',
		identity: [payment.status ?? undefined, payment.transactionStatus],
		payment,
		warnings,
	};
}

/** Notice that a request was declined; its parameters are phone, currency and thousandths. */
export function readDeclinedRequest(body: LooseObject): EventContent | undefined {
	if (asText(body.notification) !== 'PAYMENT_ACTION_REQUEST_DECLINED') return undefined;
	const parameters: unknown[] = Array.isArray(body.notificationParameters) ? body.notificationParameters : [];
	const [phone, currency, amount] = parameters;
	const { value: amountCents, warnings } = readAmount(() =>
		thousandthsToCents(amount, 'notificationParameters[2]'),
	);
	return {
		event: 'paymentDeclined',
		identity: [],
		payment: compact({
			status: 'DECLINED',
			amountCents,
			currency: asText(currency),
			receiverPhone: asText(phone),
		}),
		warnings,
	};
}

function readPaymentInfo(info: LooseObject): { payment: EventPayment; warnings?: Problem[] } {
	const { value } = info;
	const { value: amountCents, warnings } = readAmount(() =>
		value === undefined || value === null
			? undefined
			: parseAmountCents(value, { field: 'paymentInfo.value' }),
	);
	const payment: EventPayment = compact({
		status: asText(info.status) ?? null,
		transactionStatus: asText(info.transactionStatus),
		amountCents,
		currency: asText(info.currencyCode),
		receiverPhone: asText(info.receiverPhone),
	});
	return { payment, warnings };
}

/** The amount in cents, or a warning that it was left out. */
const readAmount = (read: () => number | undefined) =>
	readOrLeaveOut('event.amountUnreadable', 'amount', read);
