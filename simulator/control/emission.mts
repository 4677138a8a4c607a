import { gzipSync } from 'node:zlib';
import type { Account, HubWebhook, Json, ZApiAccount } from '../core/accounts.mts';
import type { Delivery } from '../core/deliveries.mts';
import { hexId } from '../core/ids.mts';
import { Refusal } from '../core/refusal.mts';
import { customHeaders, signatureHeader } from '../hub/deliver.mts';
import { metaDelivery, metaSample, type MetaEmission } from '../metaCloud/emissions.mts';
import { hubSample } from '../hub/samples.mts';
import { zApiSample, zApiTarget } from '../zApi/samples.mts';

/** One event to send, and how it is to be spoiled. */
export interface Emission extends MetaEmission {
	/** Name of a sample; `fields` are laid over it. */
	kind?: string;
	fields?: Json;
	/** Sent as JSON instead of a sample. */
	body?: unknown;
	/** Sent as it is. */
	rawBody?: string;
	/** Absolute URL; else the account's own address. */
	url?: string;
	/** Z-API: name of the address (receivedCallbackUrl ...). Hub: webhook id or event type. */
	target?: string;
	method?: string;
	/** Null leaves the header out. */
	contentType?: string | null;
	/** Laid over everything else; null removes. */
	headers?: Record<string, string | null>;
	gzip?: boolean | 'corrupt';
	/** Fills the JSON object up to this size. */
	padToBytes?: number;
	/** Z-API: another instance's event. */
	instanceId?: string;
	/** Z-API's z-api-token header. */
	apiToken?: 'valid' | 'wrong' | 'missing';
	/** Hub's X-hub-Signature, Meta's X-Hub-Signature-256. */
	signature?: 'valid' | 'forged' | 'missing' | 'malformed' | 'bodyChanged';
	/** How long ago it claims to have been signed; negative lies in the future. */
	ageSeconds?: number;
	/** Hub: the webhook's own headers. */
	customHeaders?: 'valid' | 'wrong' | 'missing';
}

/** Turns an emission into a delivery; throws Refusal 400 when it names nothing that exists. */
export function buildDelivery(account: Account, emission: Emission): Delivery {
	const text = withPadding(emission, bodyText(account, emission));
	const { url, headers, body } = addressed(account, emission, text);
	const wire = compress(emission, body, headers);
	if (emission.contentType === undefined) headers['content-type'] = 'application/json';
	else if (emission.contentType !== null) headers['content-type'] = emission.contentType;
	for (const [name, value] of Object.entries(emission.headers ?? {})) {
		for (const present of Object.keys(headers)) {
			if (present.toLowerCase() === name.toLowerCase()) delete headers[present];
		}
		if (value !== null) headers[name] = value;
	}
	// A Buffer, because fetch adds a content type of its own to text.
	const bytes = Buffer.from(wire);
	return {
		account: account.id,
		url,
		label: emission.kind ?? 'raw',
		headers,
		body: bytes,
		method: emission.method,
	};
}

function bodyText(account: Account, emission: Emission): string {
	const { kind, fields, body, rawBody } = emission;
	if (rawBody !== undefined) return rawBody;
	if (body !== undefined) return JSON.stringify(body);
	const sample = sampleOf(account, emission);
	if (!sample) throw new Refusal(400, `no sample of kind ${kind}`);
	return JSON.stringify(merge(sample, fields ?? {}));
}

function sampleOf(account: Account, emission: Emission): Json | null | undefined {
	const { kind = '' } = emission;
	switch (account.provider) {
		case 'zApi':
			return zApiSample(account, kind);
		case 'chatt2Me':
			return hubSample(account, kind);
		case 'metaCloud':
			return metaSample(account, emission);
	}
}

function addressed(account: Account, emission: Emission, text: string) {
	switch (account.provider) {
		case 'zApi':
			return zApiDelivery(account, emission, text);
		case 'chatt2Me':
			return hubDelivery(account, emission, text);
		case 'metaCloud':
			return metaDelivery(account, emission, text);
	}
}

function zApiDelivery(account: ZApiAccount, emission: Emission, text: string) {
	const {
		kind,
		target,
		url = account.callbackUrls[target ?? zApiTarget(kind)],
		apiToken = 'valid',
	} = emission;
	if (!url) throw new Refusal(400, 'the account has no address for this event');
	const headers: Record<string, string> = { origin: 'https://api.z-api.io', server: 'Z-API' };
	if (apiToken === 'valid') headers['z-api-token'] = account.token;
	if (apiToken === 'wrong') headers['z-api-token'] = hexId(account.token.length);
	const body =
		emission.instanceId === undefined
			? text
			: JSON.stringify({ ...(JSON.parse(text) as Json), instanceId: emission.instanceId });
	return { url, headers, body };
}

function hubDelivery(account: Account & { provider: 'chatt2Me' }, emission: Emission, text: string) {
	const wanted =
		emission.target ?? (text.includes('"eventType":"MessageStatus"') ? 'MessageStatus' : 'Message');
	const hooks = [...account.webhooks.values()];
	const hook = hooks.find(({ id, eventType }) => id === wanted || eventType === wanted);
	const url = emission.url ?? hook?.endpoint;
	if (!url) throw new Refusal(400, `the account has no webhook for ${wanted}`);
	if (!hook) return { url, headers: {}, body: text };
	const headers = ownHeaders(hook, emission.customHeaders ?? 'valid');
	const signature = hook.secret ? sign(hook.secret, text, emission) : null;
	if (signature) headers['X-hub-Signature'] = signature;
	const body = emission.signature === 'bodyChanged' ? tamper(text) : text;
	return { url, headers, body };
}

function ownHeaders(hook: HubWebhook, how: 'valid' | 'wrong' | 'missing'): Record<string, string> {
	if (how === 'missing') return {};
	const headers = customHeaders(hook);
	if (how === 'valid') return headers;
	return Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, hexId(value.length)]));
}

function sign(
	secret: string,
	text: string,
	{ signature = 'valid', ageSeconds = 0 }: Emission,
): string | null {
	const seconds = Math.floor(Date.now() / 1000) - ageSeconds;
	if (signature === 'missing') return null;
	if (signature === 'malformed') return `sha256=${hexId(64).toLowerCase()}`;
	return signatureHeader(signature === 'forged' ? hexId(32) : secret, text, seconds);
}

/** Changes what was signed while keeping it valid JSON of the same meaning to a careless reader. */
function tamper(text: string): string {
	const parsed: unknown = JSON.parse(text);
	if (typeof parsed !== 'object' || parsed === null) return `${text} `;
	return JSON.stringify({ ...parsed, tampered: true });
}

function withPadding({ padToBytes, rawBody }: Emission, text: string): string {
	if (padToBytes === undefined) return text;
	const missing = padToBytes - Buffer.byteLength(text);
	if (rawBody !== undefined) return text + ' '.repeat(Math.max(0, missing));
	const frame = Buffer.byteLength(',"padding":""');
	return JSON.stringify({ ...(JSON.parse(text) as Json), padding: 'x'.repeat(Math.max(0, missing - frame)) });
}

function compress({ gzip }: Emission, body: string, headers: Record<string, string>): string | Buffer {
	if (!gzip) return body;
	headers['content-encoding'] = 'gzip';
	const bytes = gzipSync(body);
	return gzip === 'corrupt' ? bytes.subarray(0, bytes.length - 12) : bytes;
}

/** Lays fields over a sample, object by object; lists and plain values replace. */
function merge(under: Json, over: Json): Json {
	const result: Json = { ...under };
	for (const [key, value] of Object.entries(over)) {
		const below = result[key];
		result[key] = isObject(value) && isObject(below) ? merge(below, value) : value;
	}
	return result;
}

function isObject(value: unknown): value is Json {
	return typeof value === 'object' && value !== null && !Array.isArray(value);
}
