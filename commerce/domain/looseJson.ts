/** JSON that somebody else wrote: every member may be missing, null or of another type. */
export type LooseObject = { readonly [key: string]: unknown };

/** The value as an object, or undefined when it is anything else (arrays included). */
export function asObject(value: unknown): LooseObject | undefined {
	return typeof value === 'object' && value !== null && !Array.isArray(value)
		? (value as LooseObject)
		: undefined;
}

/** The objects of a list, without what else is in it; none when it is no list. */
export function objectsIn(list: unknown): LooseObject[] {
	return Array.isArray(list) ? list.map(asObject).filter((item) => item !== undefined) : [];
}

/** How often JSON was put into JSON at most: a body stored as text, inside a row stored as text. */
const MAX_LAYERS = 4;

/**
 * The value itself, or what its text says when that is a JSON object or list, also when it was encoded twice; numbers
 * and words that happen to be JSON stay what they are.
 */
export function fromJsonText(value: unknown): unknown {
	let current = value;
	for (let layer = 0; layer < MAX_LAYERS && typeof current === 'string'; layer++) {
		current = parseJson(current);
	}
	return typeof current === 'object' && current !== null ? current : value;
}

/** As fromJsonText; a list of one is its only member, because lookups and databases answer with lists. */
export function unwrapJson(value: unknown): unknown {
	let current = fromJsonText(value);
	for (let layer = 0; layer < MAX_LAYERS && Array.isArray(current) && current.length === 1; layer++) {
		current = fromJsonText(current[0]);
	}
	return current;
}

/** What a text says as JSON; undefined when it is none. */
export function parseJson(text: string): unknown {
	try {
		return JSON.parse(text) as unknown;
	} catch {
		return undefined;
	}
}

/** A non-empty text; whole numbers are accepted as ids because some senders drop the quotes. */
export function asText(value: unknown): string | undefined {
	if (Number.isSafeInteger(value)) return String(value);
	return typeof value === 'string' && value.trim() !== '' ? value : undefined;
}

/** True and false, also when they come as text; anything else is undefined. */
export function asFlag(value: unknown): boolean | undefined {
	if (typeof value === 'boolean') return value;
	if (value === 'true') return true;
	return value === 'false' ? false : undefined;
}

/** How many levels JSON from outside may have; the providers' own has about ten. */
export const MAX_LEVELS = 100;

/**
 * Whether JSON has lists or objects inside each other on more levels than these, some hundred at most. It looks no
 * deeper than asked: what calls itself for each level of a value ends the call stack after some thousand.
 */
export function isNestedDeeperThan(value: unknown, levels: number): boolean {
	if (!isHolder(value)) return false;
	if (levels <= 0) return true;
	const members: unknown[] = Array.isArray(value) ? value : Object.values(value);
	return members.some((member) => isHolder(member) && isNestedDeeperThan(member, levels - 1));
}

/** Whether JSON of a bounded depth has more lists and objects in it than these. Stops counting there. */
export function holdsMoreThan(value: unknown, most: number): boolean {
	let count = 0;
	const visit = (holder: object): boolean => {
		count += 1;
		const members: unknown[] = Array.isArray(holder) ? holder : Object.values(holder);
		return count > most || members.some((member) => isHolder(member) && visit(member));
	};
	return isHolder(value) && visit(value);
}

function isHolder(value: unknown): value is object {
	return typeof value === 'object' && value !== null;
}

/** What a table of ours has under a name that came from outside; never what every object has (`constructor`). */
export function ownMember<T>(table: { readonly [name: string]: T }, name: unknown): T | undefined {
	const isOwn = typeof name === 'string' && Object.prototype.hasOwnProperty.call(table, name);
	return isOwn ? table[name] : undefined;
}

/** Drops members that are undefined, so that an absent fact is an absent key. */
export function compact<T extends object>(object: T): T {
	const kept: { [name: string]: unknown } = {};
	for (const [name, value] of Object.entries(object)) if (value !== undefined) kept[name] = value;
	return kept as T;
}

/** The same members, those with these names first and in their order. */
export function withFirst<T extends object>(object: T, names: ReadonlyArray<keyof T & string>): T {
	const first = names.filter((name) => name in object).map((name) => [name, object[name]]);
	return { ...Object.fromEntries(first), ...object } as T;
}
