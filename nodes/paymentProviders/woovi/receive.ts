import { createHmac } from 'crypto';

import { asObject } from '../../../commerce/domain/looseJson';
import { isSameText } from '../../../commerce/domain/secret';
import {
	lookUpFailed,
	notBelieved,
	nothing,
	unreadable,
	type PaymentAccess,
	type PaymentCall,
	type PaymentStep,
} from '../api/paymentStep';
import { single } from '../api/proof';
import { isTestCall, readWooviEvent } from './api/events';
import { isSignedBy, LIST_PATH, readKeys } from './api/keys';
import { knownKeys, mayAskForKeys, rememberKeys } from './keyMemory';

/**
 * Judges a call of Woovi. The RSA signature covers the body, with a key that is the same for all shops and no time:
 * what binds the call to this shop is its own Authorization value (Woovi Developers, "Criando um webhook para
 * interceptar um Pix via API", /docs/webhook/webhook-api), or the deprecated HMAC of its webhook ("Validação HMAC",
 * /docs/webhook/seguranca/webhook-hmac). Both proofs are asked for.
 */
export function receiveWoovi(call: PaymentCall, access: PaymentAccess): PaymentStep {
	const body = asObject(call.body);
	if (body === undefined) return unreadable('the body must be a JSON object');
	// It may come unsigned, and Woovi registers no address that refuses it.
	if (isTestCall(body)) return nothing('a test call');
	if (!isOfShop(call, access.secret))
		return notBelieved('the call has not the Authorization of the credential');
	const signature = single(call.headers, 'x-webhook-signature');
	if (signature === undefined) return notBelieved('the header x-webhook-signature is missing');
	const { baseUrl, nowMs } = access;
	if (isSignedBy(knownKeys(baseUrl), call.rawBody, signature)) return readWooviEvent(body);
	if (!mayAskForKeys(baseUrl, nowMs)) return notBelieved(WRONG_SIGNATURE);
	return {
		kind: 'ask',
		request: { method: 'GET', path: LIST_PATH },
		then: ({ statusCode, body: answer }) => {
			const keys = statusCode === 200 ? readKeys(answer) : undefined;
			if (keys === undefined) return lookUpFailed(`Woovi answered ${statusCode} instead of its public keys`);
			rememberKeys(baseUrl, keys, nowMs);
			return isSignedBy(keys, call.rawBody, signature) ? readWooviEvent(body) : notBelieved(WRONG_SIGNATURE);
		},
	};
}

const WRONG_SIGNATURE = 'the signature does not match the body';

function isOfShop({ headers, rawBody }: PaymentCall, secret: string): boolean {
	const values = [single(headers, 'authorization'), single(headers, 'x-openpix-authorization')];
	if (values.some((value) => isSameText(value, secret))) return true;
	const hmac = createHmac('sha1', secret).update(rawBody).digest('base64');
	return isSameText(single(headers, 'x-openpix-signature'), hmac);
}
