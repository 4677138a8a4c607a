import { InvalidInputError } from '../../../../commerce/domain/errors';
import { checkPaymentLink } from '../../../../commerce/domain/payment/paymentLink';
import type { MetaTemplate } from './requests';
import { checkText } from './texts';

/** Last place of a button: a template has ten at most. */
const MAX_BUTTON_INDEX = 9;

/**
 * Checks what names and fills in a template, and returns it with its links as they may be sent. Whether it is
 * approved and takes these values only Meta knows (132000 and the like). Throws InvalidInputError.
 */
export function checkTemplate(template: MetaTemplate): MetaTemplate {
	const { name, language, header, bodyTexts = [], firstButton = 0 } = template;
	if (!/^[a-z0-9_]{1,512}$/.test(name)) {
		const expected = 'the name as WhatsApp Manager shows it: small letters, digits and "_"';
		throw new InvalidInputError('Template Name', name, expected);
	}
	if (!/^[a-z]{2,3}(?:_[A-Z]{2,3})?$/.test(language)) {
		throw new InvalidInputError('Template Language', language, 'a language code such as pt_BR or en');
	}
	bodyTexts.forEach((text, index) => checkText(text, `Body Variable ${index + 1}`, Infinity));
	if (!Number.isSafeInteger(firstButton) || firstButton < 0 || firstButton > MAX_BUTTON_INDEX) {
		throw new InvalidInputError(
			'First Payment Button',
			firstButton,
			'its place among the buttons, from 0 to 9',
		);
	}
	if (header === undefined) return template;
	if (header.type === 'text') {
		checkText(header.text, 'Header Text', Infinity);
		return template;
	}
	const field = header.type === 'image' ? 'Header Image' : 'Header Document';
	return { ...template, header: { ...header, link: checkPaymentLink(header.link, field) } };
}
