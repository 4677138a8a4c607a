/** Median with the spread it came from. */
export interface Figure {
	median: number;
	min: number;
	max: number;
}

export function figureOf(values: number[]): Figure {
	const sorted = [...values].sort((a, b) => a - b);
	return { median: sorted[Math.floor(sorted.length / 2)], min: sorted[0], max: sorted[sorted.length - 1] };
}

/** Ratio of two series measured in the same rounds, round by round: what loads one round loads both. */
export function ratioOf(numerators: number[], denominators: number[]): Figure {
	return figureOf(numerators.map((value, round) => value / denominators[round]));
}

export function shown({ median, min, max }: Figure, digits = 2): string {
	return `${median.toFixed(digits)} (${min.toFixed(digits)} to ${max.toFixed(digits)})`;
}
