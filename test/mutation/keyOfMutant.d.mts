interface Place {
	line: number;
	column: number;
}
export function keyOfMutant(
	source: string,
	mutant: { mutatorName: string; replacement?: string; location: { start: Place; end: Place } },
): string;
