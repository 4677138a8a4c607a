import { InvalidInputError, InWords } from './errors';

/** Several broken rules of one item, in the order in which its fields were read. Its own message is that of the first. */
class InvalidInputErrors extends InvalidInputError {
	constructor(readonly errors: readonly InvalidInputError[]) {
		const [{ field, found, expected, message }] = errors;
		super(field, new InWords(found), expected);
		this.message = message;
	}
}

/** The broken rules that an error is about, at least one; undefined when it is not an input error. */
export function inputErrorsOf(error: unknown): readonly InvalidInputError[] | undefined {
	if (error instanceof InvalidInputErrors) return error.errors;
	return error instanceof InvalidInputError ? [error] : undefined;
}

/**
 * Reads values that do not need each other, each by its reader and in the order given, so that all that is wrong
 * is reported at once: `inputErrorsOf` lists it. Throws InvalidInputError; any other error is not collected.
 */
export function readAll<Values extends object>(readers: {
	[Name in keyof Values]: () => Values[Name];
}): Values {
	const names = Object.keys(readers) as Array<keyof Values>;
	const values = readEach(names, (name) => readers[name]());
	return Object.fromEntries(names.map((name, index) => [name, values[index]])) as Values;
}

/** Reads every member of a list, also behind one that is wrong. Throws as readAll does. */
export function readEach<Member, Value>(
	list: readonly Member[],
	read: (member: Member, index: number) => Value,
): Value[] {
	const values: Value[] = [];
	const failed: unknown[] = [];
	for (const [index, member] of list.entries()) {
		try {
			values.push(read(member, index));
		} catch (error) {
			failed.push(error);
		}
	}
	const found = failed.flatMap((error) => {
		const errors = inputErrorsOf(error);
		if (errors === undefined) throw error;
		return errors;
	});
	if (found.length > 0) throw joined(found);
	return values;
}

/** A setting that several fields are read with is wrong once, not once for each of them. */
function joined(found: readonly InvalidInputError[]): InvalidInputError {
	const errors = [...new Map(found.map((error) => [error.message, error])).values()];
	return errors.length === 1 ? errors[0] : new InvalidInputErrors(errors);
}
