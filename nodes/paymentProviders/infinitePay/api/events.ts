import { asObject, asText, ownMember } from '../../../../commerce/domain/looseJson';
import type { PaymentMethod } from '../../../../commerce/domain/payment/paymentEvent';
import { parseJsonObject } from '../../../providers/api/httpOutcome';
import {
	lookUpFailed,
	onePayment,
	unreadable,
	type PaymentAccess,
	type PaymentCall,
	type PaymentStep,
} from '../../api/paymentStep';
import { centsOfCents, toPaymentEvent } from '../../api/reading';

const METHODS: { [method: string]: PaymentMethod } = { pix: 'pix', credit_card: 'card' };

/**
 * Judges a call of InfinitePay, which signs nothing: what the call names is asked for under the shop's own InfiniteTag,
 * and only the answer counts (InfinitePay, "Documentação do Checkout Integrado", infinitepay.io/checkout-documentacao;
 * transcribed at github.com/api-evangelist/cloudwalk, openapi/cloudwalk-infinitepay-checkout-openapi.yml). It calls
 * again after a 400.
 */
export function receiveInfinitePay({ body }: PaymentCall, { own, nowMs }: PaymentAccess): PaymentStep {
	const call = asObject(body);
	const orderNsu = asText(call?.order_nsu);
	const transactionNsu = asText(call?.transaction_nsu);
	const slug = asText(call?.invoice_slug) ?? asText(call?.slug);
	if (orderNsu === undefined || transactionNsu === undefined || slug === undefined) {
		return unreadable('order_nsu, transaction_nsu or invoice_slug is missing');
	}
	const handle = String(own.handle ?? '').replace(/^\$/, '');
	const question = { handle, order_nsu: orderNsu, transaction_nsu: transactionNsu, slug };
	return {
		kind: 'ask',
		request: { method: 'POST', path: '/payment_check', body: question },
		then: ({ statusCode, body: answer }) => {
			const found = statusCode === 200 ? parseJsonObject(answer) : undefined;
			if (statusCode === 404) return unreadable('InfinitePay knows no such payment');
			if (found === undefined) return lookUpFailed(`InfinitePay answered ${statusCode}`);
			if (found.success !== true || found.paid !== true)
				return unreadable('InfinitePay says that it is not paid');
			const event = toPaymentEvent({
				event: 'paymentConfirmed',
				paymentProvider: 'infinitePay',
				identity: [transactionNsu],
				referenceId: orderNsu,
				amountCents: centsOfCents(found.paid_amount ?? found.amount),
				// It is told within a moment, and no answer has the time.
				paidAt: new Date(nowMs).toISOString(),
				method: ownMember(METHODS, found.capture_method),
			});
			return onePayment(event, { ...call, ...found });
		},
	};
}
