import { asObject, asText, ownMember, type LooseObject } from '../../../../commerce/domain/looseJson';
import { parseJsonObject } from '../../../providers/api/httpOutcome';
import {
	lookUpFailed,
	notBelieved,
	nothing,
	unreadable,
	type PaymentAccess,
	type PaymentCall,
	type PaymentStep,
} from '../../api/paymentStep';
import { single } from '../../api/proof';
import { readOrder } from './orders';
import { readPayment } from './payments';
import { whyUnsigned } from './signature';

interface Topic {
	path: string;
	read(found: LooseObject): PaymentStep;
}

const TOPICS: { [type: string]: Topic | undefined } = {
	payment: { path: '/v1/payments', read: readPayment },
	order: { path: '/v1/orders', read: readOrder },
};

/** What Mercado Pago's panel sends when a notification is simulated. */
const SIMULATED = '123456';

/**
 * Judges a notification of Mercado Pago: the signature covers the id in the query and no byte of the body, so the id
 * is all that is taken, and payment or order are asked for with the shop's own token (Mercado Pago Developers,
 * "Webhooks", /developers/pt/docs/your-integrations/notifications/webhooks).
 */
export function receiveMercadoPago(call: PaymentCall, access: PaymentAccess): PaymentStep {
	const id = single(call.query, 'data.id');
	const { toleranceSeconds, acceptUnsigned } = access.own;
	const isUnsigned = single(call.headers, 'x-signature') === undefined;
	if (!(isUnsigned && acceptUnsigned === true)) {
		const why = whyUnsigned({
			headers: call.headers,
			id,
			secret: access.secret,
			nowMs: access.nowMs,
			toleranceSeconds: Number(toleranceSeconds ?? 0),
		});
		if (why !== undefined) return notBelieved(why);
	}
	const type = single(call.query, 'type') ?? asText(asObject(call.body)?.type);
	const topic = ownMember(TOPICS, type);
	if (topic === undefined) return nothing('not a notification of a payment or an order');
	// QR code notifications have their id in the body alone; looking it up makes it no worse.
	const wanted = id ?? (isUnsigned ? asText(asObject(asObject(call.body)?.data)?.id) : undefined);
	if (wanted === undefined || !/^[\w-]{1,64}$/.test(wanted)) return unreadable('the query has no data.id');
	return {
		kind: 'ask',
		request: { method: 'GET', path: `${topic.path}/${wanted}` },
		then: ({ statusCode, body }) => {
			if (statusCode === 404 && isOfATest(wanted, call.body)) return nothing('a simulated notification');
			const found = statusCode === 200 ? parseJsonObject(body) : undefined;
			if (found === undefined) return lookUpFailed(`Mercado Pago answered ${statusCode}`);
			const isTheOne = asText(found.id)?.toLowerCase() === wanted.toLowerCase();
			return isTheOne ? topic.read(found) : lookUpFailed('Mercado Pago answered with another id');
		},
	};
}

function isOfATest(id: string, body: unknown): boolean {
	return id === SIMULATED || asObject(body)?.live_mode === false;
}
