import { describeFound, InvalidInputError, InWords } from '../../../commerce/domain/errors';
import type { Member } from './shopNames';

/**
 * The first of several members that mean the same, with what it says. The others may say the same again or what
 * cannot be read, but nothing else: which of two prices is right, only the builder knows. Throws InvalidInputError.
 */
export function theOnly(
	members: Member[],
	field: string,
	read: (value: unknown, member: Member) => number,
): { member: Member; read: number } | undefined {
	const [first, ...others] = members;
	if (first === undefined) return undefined;
	const meant = read(first.value, first);
	const other = others.find((member) => {
		const said = attempt(() => read(member.value, member));
		return said !== undefined && said !== meant;
	});
	if (other === undefined) return { member: first, read: meant };
	const both = [first, other].map(({ path, value }) => `${path} ${describeFound(value)}`).join(' and ');
	throw new InvalidInputError(field, new InWords(both), 'one of them, or both the same');
}

/** What a member says that nobody asked for by name; undefined when it cannot be read. */
export function attempt<T>(read: () => T): T | undefined {
	try {
		return read();
	} catch {
		return undefined;
	}
}
