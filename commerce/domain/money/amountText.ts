import { InvalidInputError } from '../errors';

/** Which mark separates decimals; `auto` takes it from the text and refuses what can be read in two ways. */
export type DecimalMark = 'auto' | 'comma' | 'dot';

const GROUPED_BY = {
	'.': /^[1-9]\d{0,2}(?:\.\d{3})+$/,
	',': /^[1-9]\d{0,2}(?:,\d{3})+$/,
	' ': /^[1-9]\d{0,2}(?: \d{3})+$/,
};
type Grouping = keyof typeof GROUPED_BY;
type Mark = Exclude<Grouping, ' '>;

/** Spaces that group digits: no-break, figure, thin and narrow no-break ones come out of number formatters. */
const GROUPING_SPACES = /[\u00a0\u2007\u2009\u202f]/g;

/** Digits of an amount, before and after its decimal mark; no sign, no grouping. */
export interface AmountDigits {
	whole: string;
	fraction: string;
}

/** Why a text has no digits of an amount. */
type Fault = 'twoReadings' | 'tooManyDecimals' | 'misplacedMark';

/**
 * Reads the digits of an amount written with dots, commas and spaces: `1.499,90`, `1,499.90`, `1499,9`,
 * `1.499.900`, `1 499,90`. The last mark is the decimal mark unless it can only be grouping; groups have exactly
 * three digits and never start with 0. A single mark before three digits (`1.499`) has two readings and is
 * refused unless `decimalMark` says which mark separates decimals. Zeros after the cents say nothing and are
 * dropped (`149.9000`, `1234.500`).
 * Throws InvalidInputError under `field`.
 */
export function readAmountDigits(given: string, field: string, decimalMark: DecimalMark): AmountDigits {
	const text = given.replace(GROUPING_SPACES, ' ');
	if (!/^\d(?:[\d., ]*\d)?$/.test(text)) {
		throw new InvalidInputError(field, given, 'an amount such as 149.90 or 1.499,90');
	}
	const digits = digitsOf(text, decimalMark);
	if (typeof digits === 'string') throw new InvalidInputError(field, text, wanted(digits, text, decimalMark));
	return digits;
}

function digitsOf(text: string, decimalMark: DecimalMark): AmountDigits | Fault {
	const mark = findDecimalMark(text, decimalMark);
	if (mark === 'twoReadings') return mark;
	const at = mark === undefined ? text.length : text.lastIndexOf(mark);
	const grouped = text.slice(0, at);
	const decimals = text.slice(at + 1);
	const whole = ungroup(grouped, mark === undefined ? ['.', ',', ' '] : [mark === '.' ? ',' : '.', ' ']);
	// Three digits after a mark, with groups before it, look like one more group that got the wrong mark.
	const likeGroup = decimalMark === 'auto' && decimals.length === 3 && grouped !== whole;
	const fraction = likeGroup ? decimals : decimals.replace(/^(\d\d)0+$/, '$1');
	if (fraction.length > 2) return 'tooManyDecimals';
	return whole === undefined || /\D/.test(fraction) ? 'misplacedMark' : { whole, fraction };
}

/** The mark before the decimals, undefined when the text has none. */
function findDecimalMark(text: string, decimalMark: DecimalMark): Mark | undefined | 'twoReadings' {
	if (decimalMark !== 'auto') {
		const fixed = MARKS[decimalMark];
		return text.includes(fixed) ? fixed : undefined;
	}
	const marks = (text.match(/[.,]/g) ?? []) as Mark[];
	const last = marks.at(-1);
	if (last === undefined || !GROUPED_BY[last].test(text)) return last;
	// Two groups or more can only be thousands; one group is the ambiguous case.
	return marks.length === 1 ? 'twoReadings' : undefined;
}

/** The digits without grouping; undefined when they hold anything but groups of three. */
function ungroup(digits: string, groupings: Grouping[]): string | undefined {
	if (/^\d+$/.test(digits)) return digits;
	const used = groupings.find((candidate) => GROUPED_BY[candidate].test(digits));
	return used === undefined ? undefined : digits.split(used).join('');
}

const MARKS: Record<'comma' | 'dot', Mark> = { comma: ',', dot: '.' };

const WELL_FORMED: Record<DecimalMark, string> = {
	auto: 'groups of three digits and one decimal mark, such as 1.499,90 or 1,499.90',
	comma: 'groups of three digits and a comma before the cents, such as 1.499,90',
	dot: 'groups of three digits and a dot before the cents, such as 1,499.90',
};

/** What to write instead, as a phrase that follows "expected". */
function wanted(fault: Fault, text: string, decimalMark: DecimalMark): string {
	if (fault === 'twoReadings') {
		const mark = text.includes('.') ? 'dot' : 'comma';
		const thousands = `${text.replace(/[.,]/, '')},00`;
		return `an amount with one reading: write ${thousands} if the ${mark} groups thousands, or round to two decimals if it comes before the cents; Options > Decimal Mark settles it for all amounts`;
	}
	const rewritten = inFixedMark(text, decimalMark);
	if (rewritten !== undefined) return rewritten;
	return fault === 'misplacedMark'
		? WELL_FORMED[decimalMark]
		: 'an amount with at most two decimals: round it to the cent first, e.g. with toFixed(2)';
}

/** Advice for a well-formed amount that has the other mark than the fixed one. */
function inFixedMark(text: string, decimalMark: DecimalMark): string | undefined {
	if (decimalMark === 'auto') return undefined;
	const digits = digitsOf(text, 'auto');
	if (typeof digits === 'string') return undefined;
	const { whole, fraction } = digits;
	const label = decimalMark === 'comma' ? 'Comma' : 'Dot';
	const rewritten = fraction === '' ? whole : `${whole}${MARKS[decimalMark]}${fraction}`;
	return `an amount with a ${decimalMark} before the cents, as Options > Decimal Mark says ${label}: write ${rewritten}, or set Decimal Mark to Automatic`;
}
