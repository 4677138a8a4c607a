import { InvalidInputError } from '../../../../commerce/domain/errors';
import { parseAmountCents } from '../../../../commerce/domain/money/money';

/**
 * Catalog and notice amounts, which come in thousandths of the currency (2000 or "2000" is R$ 2.00), as
 * integer cents. Undefined when absent; throws InvalidInputError for fractions of a cent, for more than
 * MAX_AMOUNT_CENTS and for anything else.
 */
export function thousandthsToCents(value: unknown, field: string): number | undefined {
	if (value === undefined || value === null || value === '') return undefined;
	const text = typeof value === 'number' ? String(value) : typeof value === 'string' ? value.trim() : '';
	if (!/^\d{0,13}0$/.test(text)) {
		throw new InvalidInputError(field, value, 'an amount in thousandths without fractions of a cent');
	}
	return parseAmountCents(text.slice(0, -1) || '0', { field, unit: 'cents' });
}
