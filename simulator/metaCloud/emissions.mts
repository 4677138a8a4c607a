import type { Json } from '../core/accounts.mts';
import { Refusal } from '../core/refusal.mts';
import type { MetaAccount, MetaPhone } from './account.mts';
import { addressOf, envelope, signatureOf } from './delivery.mts';
import { CUSTOMER, incoming, SAMPLE_KINDS, type Customer, type Identity } from './samples.mts';

/** What an emission says of the customer and of the signature; the rest is the same for all providers. */
export interface MetaEmission {
	kind?: string;
	/** Several messages in one change. */
	kinds?: string[];
	identity?: Identity;
	customer?: Partial<Customer>;
	/** The number that it came to; the first one when it is absent. */
	phoneNumberId?: string;
	url?: string;
	signature?: 'valid' | 'forged' | 'missing' | 'malformed' | 'bodyChanged';
}

function phoneOf({ phones }: MetaAccount, { phoneNumberId }: MetaEmission): MetaPhone {
	const phone = phoneNumberId === undefined ? phones[0] : phones.find(({ id }) => id === phoneNumberId);
	if (!phone) throw new Refusal(400, `the account has no number ${phoneNumberId}`);
	return phone;
}

/** A body with what a customer sent; from then on the 24-hour window of that customer is open. */
export function metaSample(account: MetaAccount, emission: MetaEmission): Json {
	const { kind = 'text', kinds = [kind], identity = 'phone' } = emission;
	const phone = phoneOf(account, emission);
	const customer = { ...CUSTOMER, ...emission.customer };
	const values = kinds.map((name) => incoming(name, customer, identity));
	if (values.includes(null)) throw new Refusal(400, `known kinds: ${SAMPLE_KINDS.join(', ')}`);
	for (const id of [customer.phone, customer.userId]) account.lastWrote.set(`${phone.id}/${id}`, Date.now());
	const lists = ['contacts', 'messages', 'statuses'] as const;
	const value = Object.fromEntries(
		lists
			.map((name) => [name, values.flatMap((one) => (one?.[name] as Json[] | undefined) ?? [])] as const)
			.filter(([, list]) => list.length > 0)
			.map(([name, list]) => [name, name === 'contacts' ? list.slice(0, 1) : list]),
	);
	return envelope(account, phone, value);
}

/** Where a body goes, signed as the emission says. */
export function metaDelivery(account: MetaAccount, emission: MetaEmission, body: string) {
	const url = emission.url ?? addressOf(account, phoneOf(account, emission))?.url;
	if (!url) throw new Refusal(400, 'the account has no address for this number');
	const { signature = 'valid' } = emission;
	const headers: Record<string, string> = {};
	if (signature === 'valid') headers['X-Hub-Signature-256'] = signatureOf(account.appSecret, body);
	if (signature === 'malformed') headers['X-Hub-Signature-256'] = 'sha256=0';
	if (signature === 'forged') headers['X-Hub-Signature-256'] = signatureOf('another secret', body);
	if (signature === 'bodyChanged') {
		headers['X-Hub-Signature-256'] = signatureOf(account.appSecret, `${body} `);
	}
	return { url, headers, body };
}
