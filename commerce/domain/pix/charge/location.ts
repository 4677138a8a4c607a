import { webAddressOf } from '../../webAddress';
import { isPublicName, mayVouchFor } from './publicHost';

/** Where a bank serves a charge, safe to be asked. */
export interface ChargeLocation {
	/** https, without what comes after `#`. */
	url: string;
	host: string;
	/** As the path says: an immediate charge (cob), one with due date (cobv), or a recurrence (Pix Automático). */
	kind: 'immediate' | 'withDueDate' | 'recurrence';
}

/** What the bank is to compute a charge with due date for. */
export interface DueDateQuery {
	/** The day on which it is to be paid, YYYY-MM-DD. */
	day?: string;
	/** IBGE code of the payer's city, 7 digits: its holidays count. */
	cityCode?: string;
}

type UrlReading = { url: URL } | { reason: string };

const MAX_LENGTH = 500;
const SCHEME = /^([a-z][a-z0-9+.-]*):\/\//i;
// A PIX code without spaces begins as a host name does: 00020126520014br.gov.bcb.pix2530pix.example.com/…
const LOOKS_LIKE_LOCATION =
	/^(?:https?:\/\/\S+|(?!\S*br\.gov\.bcb\.pix)[a-z0-9-]+(?:\.[a-z0-9-]+)+(?::\d+)?\/\S+)$/i;

/** Whether a text was meant to be the URL of a charge, with or without https://. */
export function looksLikeLocation(text: string): boolean {
	return LOOKS_LIKE_LOCATION.test(text.trim());
}

/**
 * The location of a charge, out of a BR Code (26-25, without scheme) or as a URL; or why nobody should call it: the
 * code may come from a stranger. Never throws. Source: bacen/pix-api, openapi.yaml, tag CobPayload.
 */
export function readLocation(text: string): { location: ChargeLocation } | { reason: string } {
	const read = readUrl(text.trim(), 'the address of the charge');
	if ('reason' in read) return read;
	const { url } = read;
	if (url.pathname === '/') return { reason: 'the address of the charge has no path' };
	return { location: { url: url.href, host: url.hostname, kind: kindOf(url.pathname) } };
}

/** The address of the bank's keys (`jku`), when these keys may sign for the location; or why not. Never throws. */
export function readKeysUrl(jku: string, locationHost: string): { url: string } | { reason: string } {
	const read = readUrl(jku, 'the address of the keys (jku)');
	if ('reason' in read) return read;
	const { hostname, href } = read.url;
	if (mayVouchFor(hostname, locationHost)) return { url: href };
	return { reason: `the keys are at ${hostname}, which does not belong to ${locationHost}` };
}

/** The URL to ask; only a charge with due date takes day and city (`DPP`, `codMun`). */
export function questionUrl({ url, kind }: ChargeLocation, { day, cityCode }: DueDateQuery): string {
	if (kind !== 'withDueDate') return url;
	const asked = new URL(url);
	if (cityCode !== undefined) asked.searchParams.set('codMun', cityCode);
	if (day !== undefined) asked.searchParams.set('DPP', day);
	return asked.href;
}

/** What the HTTP client will make of a text, so that what is checked is what is called. */
function readUrl(text: string, what: string): UrlReading {
	const scheme = SCHEME.exec(text)?.[1].toLowerCase();
	if (scheme !== undefined && scheme !== 'https')
		return { reason: `${what} begins with ${scheme}://, not https://` };
	const rest = text.replace(SCHEME, '');
	if (rest.length > MAX_LENGTH) return { reason: `${what} is longer than ${MAX_LENGTH} characters` };
	// A backslash is a slash to some readers and not to others, and so is what belongs to a user name.
	const [authority] = rest.split(/[/?#]/, 1);
	if (!/^[\x21-\x7e]+$/.test(rest) || rest.includes('\\') || authority.includes('@')) {
		return { reason: `${what} is not a plain host and path` };
	}
	const url = webAddressOf(`https://${rest}`);
	if (url === undefined) return { reason: `${what} is not a URL` };
	if (url.port !== '') return { reason: `${what} names port ${url.port}, only 443 is allowed` };
	if (!isPublicName(url.hostname)) return { reason: `${what} is not at a public host name: ${url.hostname}` };
	url.hash = '';
	return { url };
}

function kindOf(path: string): ChargeLocation['kind'] {
	const parts = path.toLowerCase().split('/');
	if (parts.includes('rec')) return 'recurrence';
	return path.toLowerCase().includes('cobv') ? 'withDueDate' : 'immediate';
}
