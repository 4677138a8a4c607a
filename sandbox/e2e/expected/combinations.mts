import type { TypeDescription } from '../../lib/n8nApi.mts';
import type { Choice } from './actionFields.mts';

type Show = Record<string, unknown[]>;

/** A parameter as n8n serves it to the editor; what is needed here. */
export interface Property {
	displayName: string;
	name: string;
	type: string;
	default: unknown;
	options?: Array<{ name: string; value?: unknown; displayName?: string; default?: unknown }>;
	displayOptions?: { show?: Show };
}

type State = Record<string, unknown>;

export function propertiesOf(description: TypeDescription): Property[] {
	return description.properties as Property[];
}

/** Whether a field is shown; every condition here names the values with which it is. */
export function isShown({ displayOptions }: Property, state: State): boolean {
	return Object.entries(displayOptions?.show ?? {}).every(([name, values]) =>
		values.includes(name === '@tool' ? false : state[name.replace('/', '')]),
	);
}

/**
 * Every combination of values that decides which fields are shown, read from the node itself, as choices by name.
 * Of the values of a list that decide nothing, one stands for all.
 */
export function combinations(description: TypeDescription): Choice[][] {
	const properties = propertiesOf(description);
	const deciding = decidingValues(properties);
	let open: Array<{ state: State; choices: Choice[] }> = [{ state: {}, choices: [] }];
	for (const property of properties) {
		const named = deciding.get(property.name);
		if (!named) continue;
		open = open.flatMap((found) => {
			if (!isShown(property, found.state)) return [found];
			return branches(property, named).map(({ value, choice }) => ({
				state: { ...found.state, [property.name]: value },
				choices: [...found.choices, [property.name, choice] as Choice],
			}));
		});
	}
	return open.map(({ choices }) => choices);
}

/** How a choice is told when its value is one of those that decide nothing. */
export const ANY_OTHER = 'any other';

function branches(
	{ type, options }: Property,
	named: Set<unknown>,
): Array<{ value: unknown; choice: string }> {
	if (type === 'boolean') return [true, false].map((value) => ({ value, choice: value ? 'On' : 'Off' }));
	const all = (options ?? []).map(({ name, value }) => ({ value, choice: name }));
	const deciding = all.filter(({ value }) => named.has(value));
	return all.length > deciding.length ? [...deciding, { value: undefined, choice: ANY_OTHER }] : deciding;
}

/** Names in conditions of fields, with the values named there. */
function decidingValues(properties: Property[]): Map<string, Set<unknown>> {
	const deciding = new Map<string, Set<unknown>>();
	for (const { displayOptions } of properties) {
		for (const [name, values] of Object.entries(displayOptions?.show ?? {})) {
			const known = deciding.get(name.replace('/', '')) ?? new Set();
			deciding.set(name.replace('/', ''), new Set([...known, ...values]));
		}
	}
	return deciding;
}

/** Combinations that none of the expected choices stands for, in words. */
export function leftOut(all: Choice[][], expected: Choice[][]): string[] {
	const stands = (choices: Choice[], combination: Choice[]) =>
		combination.every(([name, option]) => {
			const chosen = choices.find(([known]) => known === name)?.[1];
			const siblings = all.flat().filter(([known]) => known === name);
			if (option !== ANY_OTHER) return chosen === option;
			return chosen !== undefined && !siblings.some(([, sibling]) => sibling === chosen);
		});
	return all
		.filter((combination) => !expected.some((choices) => stands(choices, combination)))
		.map((combination) => combination.map(([, option]) => option).join(', '));
}
