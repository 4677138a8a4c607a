import { createHash } from 'node:crypto';

/** Names a mutant of a file with this source in a line of text; lines and columns from 1, as in Stryker's reports. */
export function keyOfMutant(source, { mutatorName, replacement, location: { start, end } }) {
	const file = createHash('sha256').update(source).digest('base64url').slice(0, 16);
	const place = [start.line, start.column, end.line, end.column];
	return JSON.stringify([file, ...place, mutatorName, replacement]);
}
