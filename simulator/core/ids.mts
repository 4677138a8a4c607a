import { randomBytes, randomUUID } from 'node:crypto';

const BASE36 = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ';

/** Upper-case hexadecimal of the given length, as Z-API's ids and tokens look. */
export function hexId(length: number): string {
	return randomBytes(Math.ceil(length / 2))
		.toString('hex')
		.slice(0, length)
		.toUpperCase();
}

/** WhatsApp message id, e.g. 3EB0F91BBA791BB0A787FC. */
export function whatsAppMessageId(): string {
	return `3EB0${hexId(18)}`;
}

/** Eleven characters as in WhatsApp's order references, e.g. 4N8FCTW1WM6. */
export function orderReference(): string {
	let reference = '4';
	for (const byte of randomBytes(10)) reference += BASE36[byte % 36];
	return reference;
}

/** UUID version 4, as every id of the Hub. */
export function uuid(): string {
	return randomUUID();
}

/** Message id as Meta's Cloud API gives it; the Hub passes the channel's id on. */
export function wamid(): string {
	return `wamid.${randomBytes(21).toString('base64url')}`;
}
