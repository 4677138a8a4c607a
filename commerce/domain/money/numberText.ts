/**
 * The plain decimal text of a number ("0.3", "-12", "0.0000001"), never with an exponent. What binary fractions
 * leave behind is taken off: 0.1 + 0.2 is "0.3" and 605.3000000000001 is "605.3". `decimals` says how many
 * decimals the unit has (2 for reais, 0 for cents); whatever is a true fraction beyond them stays in the text.
 * Undefined for NaN, infinities and numbers from 1e21. Works on the digits: no float arithmetic.
 */
export function decimalTextOf(value: number, decimals: number): string | undefined {
	const match = /^(-?)(\d+)(?:\.(\d+))?(?:e-(\d+))?$/.exec(String(value));
	if (match === null) return undefined;
	const [, sign, ones, given = '', exponent = '0'] = match;
	const digits = `${'0'.repeat(Number(exponent))}${ones}${given}`;
	const places = given.length + Number(exponent);
	if (places <= decimals) return sign + placed(digits, places);
	const rounded = withoutNoise(BigInt(digits), places - decimals);
	if (rounded === undefined) return sign + placed(digits, places);
	const text = placed(String(rounded).padStart(decimals + 1, '0'), decimals);
	return rounded === 0n ? text : sign + text;
}

/** Noise of a sum: below a billionth of the unit, or within four steps of a double (2^-52 of the value each). */
const NOISE_DIGITS = 9n;
const FOUR_STEPS = 50n;

/** `scaled` without its last `extra` digits when these are noise; undefined when they say something. */
function withoutNoise(scaled: bigint, extra: number): bigint | undefined {
	const unit = 10n ** BigInt(extra);
	const rounded = (scaled + unit / 2n) / unit;
	const distance = rounded * unit > scaled ? rounded * unit - scaled : scaled - rounded * unit;
	const smallest = unit / 10n ** NOISE_DIGITS;
	const steps = scaled >> FOUR_STEPS;
	return distance <= (smallest > steps ? smallest : steps) ? rounded : undefined;
}

/** The digits with a dot before the last `places` of them. */
function placed(digits: string, places: number): string {
	return places === 0 ? digits : `${digits.slice(0, -places)}.${digits.slice(-places)}`;
}
