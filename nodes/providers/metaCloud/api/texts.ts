import { InvalidInputError } from '../../../../commerce/domain/errors';

const REFERENCE = /^[A-Za-z0-9_.-]{1,60}$/;
const MAX_REFERENCE = 60;

/**
 * A reference ID as Meta takes it: 1 to 60 letters without accents, digits, `_`, `.` or `-`
 * (Meta, payments-br/orders). Throws InvalidInputError.
 */
export function checkReferenceId(referenceId: string, field = 'Reference ID'): string {
	if (REFERENCE.test(referenceId)) return referenceId;
	throw new InvalidInputError(
		field,
		referenceId,
		`1 to 60 letters without accents, digits, "_", "." or "-"${
			referenceId.length > MAX_REFERENCE ? atLength(referenceId) : ''
		}`,
	);
}

/** A text that must be there and must not be longer than Meta takes. Throws InvalidInputError. */
export function checkText(text: string, field: string, maxLength: number): string {
	if (text.trim() === '') throw new InvalidInputError(field, text, 'a text');
	// By characters, as a person counts: Meta does not say how it counts emoji.
	if (text.length > maxLength && [...text].length > maxLength) {
		throw new InvalidInputError(field, text, `at most ${maxLength} characters${atLength(text)}`);
	}
	return text;
}

/** The same for a text that may be absent. */
export function checkOptionalText(text: string | undefined, field: string, maxLength: number): void {
	if (text !== undefined) checkText(text, field, maxLength);
}

function atLength(text: string): string {
	return `, not ${[...text].length}`;
}

/** Whether a text can be the ID of a phone number, which is not the number itself. */
export function isPhoneNumberId(text: string): boolean {
	return /^\d{1,25}$/.test(text);
}

/** The ID of a phone number. Throws InvalidInputError. */
export function checkPhoneNumberId(phoneNumberId: string, field = 'Phone Number ID'): string {
	if (isPhoneNumberId(phoneNumberId)) return phoneNumberId;
	throw new InvalidInputError(
		field,
		phoneNumberId,
		'the digits of the ID that WhatsApp Manager shows, such as 106540352242922',
	);
}
