import type { FailureReason } from './exchange';

/**
 * What a provider calls the values of a message, and the labels of the fields that give them. Names may begin
 * with what contains them (`products.name`); `#` in a label is the row, counted from 1.
 */
export type FieldNames = Readonly<Record<string, string>>;

/** A reason with the field that the provider's words are about, where they name one of its members. */
export function withField(reason: FailureReason, names: FieldNames = {}): FailureReason {
	const field = reason.providerMessage === undefined ? undefined : fieldNamed(reason.providerMessage, names);
	if (field === undefined) return reason;
	return { ...reason, field, next: `Correct ${field}, or the expression that gives it.` };
}

/** `order.products[0].value`, `bodyText`, `phone`: words that may name a member of the body. */
const WORD = /[A-Za-z_]\w*(?:\[\d+\]|\.\w+)*/g;

/** What follows a member whose name is a word of a sentence as well, when it is meant as one. */
const RULE =
	/^\s+(?:must|should|cannot be|may not be|differs|does not|is (?:required|missing|invalid|not))\b/;

/** The label of the first member that the words name; undefined when they name none that we know. */
function fieldNamed(words: string, names: FieldNames): string | undefined {
	for (const match of words.matchAll(WORD)) {
		const [word] = match;
		const isName =
			/[.[]|[a-z](?:_[a-z]|[A-Z])/.test(word) || RULE.test(words.slice(match.index + word.length));
		const label = isName ? labelOf(word, names) : undefined;
		if (label !== undefined) return label;
	}
	return undefined;
}

function labelOf(word: string, names: FieldNames): string | undefined {
	const parts = word.split(/[.[\]]+/).filter((part) => part !== '');
	const row = parts.filter((part) => /^\d+$/.test(part)).at(-1);
	const path = parts.filter((part) => !/^\d+$/.test(part));
	const name = path
		.map((_, start) => path.slice(start).join('.'))
		.find((end) => Object.prototype.hasOwnProperty.call(names, end));
	if (name === undefined) return undefined;
	return names[name].replace(' #', row === undefined ? '' : ` ${Number(row) + 1}`);
}
