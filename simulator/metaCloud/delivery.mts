import { createHmac, randomInt } from 'node:crypto';
import type { Json } from '../core/accounts.mts';
import type { CallbackAddress, MetaAccount, MetaPhone } from './account.mts';
import type { State } from '../core/state.mts';
import { MetaRefusal } from './refusal.mts';

/** `X-Hub-Signature-256` of a body (webhooks/overview). */
export function signatureOf(appSecret: string, body: string): string {
	return `sha256=${createHmac('sha256', appSecret).update(body).digest('hex')}`;
}

/** The nearest address: phone number, business account, app (webhooks/override). */
export function addressOf(account: MetaAccount, phone: MetaPhone): CallbackAddress | null {
	if (!account.subscribed) return null;
	return phone.override ?? account.accountOverride ?? account.appAddress;
}

/** A body of one change for one phone number. */
export function envelope(account: MetaAccount, phone: MetaPhone, value: Json, field = 'messages'): Json {
	const metadata = {
		display_phone_number: phone.displayNumber.replace(/\D/g, ''),
		phone_number_id: phone.id,
	};
	const change = { value: { messaging_product: 'whatsapp', metadata, ...value }, field };
	return { object: 'whatsapp_business_account', entry: [{ id: account.id, changes: [change] }] };
}

/** Posts a body, signed, until it is answered with 200 or tried often enough; the same bytes each time. */
export async function deliver(
	state: State,
	account: MetaAccount,
	phone: MetaPhone,
	label: string,
	event: Json,
): Promise<void> {
	const body = JSON.stringify(event);
	const headers = {
		'content-type': 'application/json',
		'X-Hub-Signature-256': signatureOf(account.appSecret, body),
	};
	for (let attempt = 0; attempt <= account.maxRetries; attempt += 1) {
		if (attempt > 0) await new Promise((resolve) => setTimeout(resolve, account.retryDelayMs * attempt));
		const address = addressOf(account, phone);
		if (!address) return;
		const call = { account: account.id, url: address.url, label, headers, body };
		if ((await state.webhooks.send(call)).status === 200) return;
	}
}

/**
 * The verification of an address, while the call that sets it runs: a GET that must be answered with 200 and
 * the challenge alone. Throws a refusal when it is not.
 */
export async function verifyAddress(
	state: State,
	account: MetaAccount,
	address: CallbackAddress,
): Promise<void> {
	checkUrl(account, address.url);
	const challenge = String(randomInt(1e9, 1e10));
	const url = new URL(address.url);
	url.searchParams.set('hub.mode', 'subscribe');
	url.searchParams.set('hub.challenge', challenge);
	url.searchParams.set('hub.verify_token', address.verifyToken);
	const call = {
		account: account.id,
		method: 'GET',
		url: url.href,
		label: 'verification',
		headers: {},
		body: '',
	};
	const answer = await state.webhooks.send(call);
	if (answer.status === 200 && answer.responseBody === challenge) return;
	const details = `Callback verification failed: HTTP Status Code = ${answer.status}`;
	throw new MetaRefusal(2200, details);
}

function checkUrl(account: MetaAccount, url: string): void {
	const parsed = URL.canParse(url) ? new URL(url) : null;
	if (parsed?.protocol === 'https:' || (parsed?.protocol === 'http:' && !account.httpsOnly)) return;
	throw new MetaRefusal(100, 'override_callback_uri must be an HTTPS URL');
}
