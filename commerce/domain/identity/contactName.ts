import { asText } from '../looseJson';

/** A phone number or WhatsApp ID, however it is written: `5511999999999`, `+55 11 99999-9999`, `2716@lid`. */
const NUMBER = /^\+?[\d\s().\-\u2010-\u2015\u00a0]{8,}(?:@[a-z.]+|-group)?$/i;

/** The name of a person or chat; undefined where the provider gives the number for want of a name. */
export function readContactName(value: unknown): string | undefined {
	const name = asText(value)?.trim();
	return name === undefined || NUMBER.test(name) ? undefined : name;
}
