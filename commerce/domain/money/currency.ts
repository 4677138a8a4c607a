import { InvalidInputError } from '../errors';

/**
 * A currency as its three capital letters (the form of ISO 4217): "BRL", " brl " is read too. Undefined when
 * nothing was given. WhatsApp takes only BRL for orders in Brazil today (Meta, order_details); which letters are
 * taken is left to the provider, and only their form is checked here. Throws InvalidInputError under `field`.
 */
export function readCurrency(value: unknown, field: string): string | undefined {
	if (value === undefined || value === null) return undefined;
	const text = typeof value === 'string' ? value.trim() : undefined;
	if (text === '') return undefined;
	if (text === undefined || !/^[a-z]{3}$/i.test(text)) {
		throw new InvalidInputError(field, value, 'a currency code of three letters such as BRL');
	}
	return text.toUpperCase();
}
