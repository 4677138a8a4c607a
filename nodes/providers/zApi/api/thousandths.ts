import { InvalidInputError } from '../../../../commerce/domain/errors';

/**
 * Catalog and notice amounts, which come in thousandths of the currency (2000 or "2000" is R$ 2.00), as
 * integer cents. Undefined when absent; throws InvalidInputError for fractions of a cent and anything else.
 */
export function thousandthsToCents(value: unknown, field: string): number | undefined {
	if (value === undefined || value === null || value === '') return undefined;
	const text = typeof value === 'number' ? String(value) : typeof value === 'string' ? value.trim() : '';
	if (!/^\d{1,14}$/.test(text) || (text !== '0' && !text.endsWith('0'))) {
		throw new InvalidInputError(field, value, 'an amount in thousandths without fractions of a cent');
	}
	return Number(text.slice(0, -1));
}
