import { InvalidInputError } from '../errors';
import { webAddressOf } from '../webAddress';

/**
 * Checks that a payment link can open on a customer's phone: an absolute http(s) address on a public host
 * name. Returns it trimmed, and with accents encoded as browsers do it: an API that wants a URI (RFC 3986)
 * has no room for them. Throws InvalidInputError.
 */
export function checkPaymentLink(link: string, field: string): string {
	const text = link.trim();
	const why = whyNotALink(text);
	if (why !== undefined) throw new InvalidInputError(field, link, `${LINK_EXPECTED}${why}`);
	return ASCII.test(text) ? text : new URL(text).href;
}

const LINK_EXPECTED = 'a full web address such as https://pay.example.com/order-123';
const CANNOT_OPEN = ": the customer's phone cannot open this host";
const ASCII = /^[\x21-\x7e]*$/;
const UNSEEN = /[\s\p{Cc}\p{Cf}]/u;

/** What is wrong with a link, as the end of a sentence; undefined when nothing is. */
function whyNotALink(text: string): string | undefined {
	if (UNSEEN.test(text)) return ', without spaces, line breaks or invisible characters';
	const match = /^https?:\/\/([^/?#]+)/iu.exec(text);
	if (match === null) return '';
	if (match[1].includes('@')) return ', without user or password';
	const host = match[1].replace(/:\d{1,5}$/, '').toLowerCase();
	// URL knows the limits of ports and addresses and the spelling of Unicode names.
	return isPublicHost(host) && webAddressOf(text) !== undefined ? undefined : CANNOT_OPEN;
}

const IPV4 = /^(?:0|[1-9]\d*)(?:\.(?:0|[1-9]\d*)){3}$/;
// Networks that are no single public address: private, shared, link-local, loopback, multicast (RFC 6890).
const SPECIAL_IPV4 =
	/^(?:0|10|127|22[4-9]|2[3-5]\d|192\.168|169\.254|172\.(?:1[6-9]|2\d|3[01])|100\.(?:6[4-9]|[7-9]\d|1[01]\d|12[0-7]))\./;
// Unicode names are allowed; a top-level domain never starts with a digit. Underscores do open.
const HOST_NAME =
	/^(?:[\p{L}\p{N}_](?:[\p{L}\p{M}\p{N}_-]*[\p{L}\p{M}\p{N}_])?\.)+\p{L}[\p{L}\p{M}\p{N}-]*[\p{L}\p{M}\p{N}]\.?$/u;
// Names that public DNS never has (RFC 2606, 6762, 8375, ICANN) or that only local networks use.
const LOCAL_NAME = /\.(?:example|home|home\.arpa|internal|invalid|lan|local|localdomain|localhost|test)\.?$/;

function isPublicHost(host: string): boolean {
	return IPV4.test(host) ? !SPECIAL_IPV4.test(host) : HOST_NAME.test(host) && !LOCAL_NAME.test(host);
}
