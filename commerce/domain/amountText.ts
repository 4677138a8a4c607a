import { InvalidInputError } from './errors';

export type DecimalMark = 'auto' | 'comma' | 'dot';

const GROUPED_BY = {
	'.': /^[1-9]\d{0,2}(?:\.\d{3})+$/,
	',': /^[1-9]\d{0,2}(?:,\d{3})+$/,
};
type Mark = keyof typeof GROUPED_BY;

/** Digits of an amount, before and after its decimal mark; no sign, no grouping. */
export interface AmountDigits {
	whole: string;
	fraction: string;
}

/**
 * Reads the digits of an amount written with dots and commas: `1.499,90`, `1,499.90`, `1499,9`, `1.499.900`.
 * The last mark is the decimal mark unless it can only be grouping; groups have exactly three digits and
 * never start with 0. A single mark before three digits (`1.499`) has two readings and is refused unless
 * `decimalMark` says which mark separates decimals.
 * Throws InvalidInputError under `field`.
 */
export function readAmountDigits(text: string, field: string, decimalMark: DecimalMark): AmountDigits {
	if (!/^\d(?:[\d.,]*\d)?$/.test(text)) {
		throw new InvalidInputError(field, text, 'an amount such as 149,90 or 1.499,90');
	}
	const mark = findDecimalMark(text, field, decimalMark);
	if (mark === undefined) return { whole: ungroup(text, { text, field, decimalMark }), fraction: '' };
	const at = text.lastIndexOf(mark);
	const whole = text.slice(0, at);
	const fraction = text.slice(at + 1);
	const grouping = mark === '.' ? ',' : '.';
	if (fraction.length > 2) throw new InvalidInputError(field, text, 'an amount with at most two decimals');
	if (whole.includes(mark)) throw misplacedMark({ text, field, decimalMark });
	return { whole: ungroup(whole, { text, field, decimalMark }, grouping), fraction };
}

/** The mark before the decimals, or undefined when the text has none. */
function findDecimalMark(text: string, field: string, decimalMark: DecimalMark): Mark | undefined {
	if (decimalMark !== 'auto') {
		const fixed: Mark = decimalMark === 'comma' ? ',' : '.';
		return text.includes(fixed) ? fixed : undefined;
	}
	const lastDot = text.lastIndexOf('.');
	const lastComma = text.lastIndexOf(',');
	if (lastDot < 0 && lastComma < 0) return undefined;
	const last: Mark = lastDot > lastComma ? '.' : ',';
	if (lastDot >= 0 && lastComma >= 0) return last;
	if (!GROUPED_BY[last].test(text)) return last;
	// Two groups or more can only be thousands; one group is the ambiguous case.
	if (text.indexOf(last) !== text.lastIndexOf(last)) return undefined;
	throw ambiguous(text, field, last);
}

/** What a refusal needs to know. */
interface Reading {
	text: string;
	field: string;
	decimalMark: DecimalMark;
}

function ungroup(digits: string, reading: Reading, grouping?: Mark): string {
	if (/^\d+$/.test(digits)) return digits;
	const groupings: Mark[] = grouping === undefined ? ['.', ','] : [grouping];
	const used = groupings.find((candidate) => GROUPED_BY[candidate].test(digits));
	if (used === undefined) throw misplacedMark(reading);
	return digits.split(used).join('');
}

function ambiguous(text: string, field: string, mark: Mark): InvalidInputError {
	const thousands = `${text.replace(mark, '')},00`;
	return new InvalidInputError(
		field,
		text,
		`an amount with one reading: this is ${thousands} if "${mark}" groups thousands, or ` +
			`${text.replace(mark, ',')} (three decimals) if it separates decimals. Write it with two decimals, or set Options > Decimal Mark`,
	);
}

const WELL_FORMED: Record<DecimalMark, string> = {
	auto: 'groups of three digits and one decimal mark, such as 1.499,90 or 1,499.90',
	comma: 'groups of three digits and a comma before the decimals, such as 1.499,90',
	dot: 'groups of three digits and a dot before the decimals, such as 1,499.90',
};

function misplacedMark({ text, field, decimalMark }: Reading): InvalidInputError {
	return new InvalidInputError(field, text, WELL_FORMED[decimalMark]);
}
