/**
 * Input that breaks a rule, in the words a workflow builder needs: which field, what was found,
 * what is expected. The node layer turns it into a NodeOperationError with the item's index.
 */
export class InvalidInputError extends Error {
	/** Label of the field as the editor shows it, e.g. "Unit Price". */
	readonly field: string;

	/** What was found, shortened for display. */
	readonly found: string;

	/** What would have been accepted, as a phrase that follows "expected". */
	readonly expected: string;

	constructor(field: string, found: unknown, expected: string) {
		const shown = describeFound(found);
		super(`${field}: found ${shown}, expected ${expected}`);
		this.name = 'InvalidInputError';
		this.field = field;
		this.found = shown;
		this.expected = expected;
	}
}

/** A change of status that is not allowed: from which status to which, and why not. */
export class ChangeNotAllowedError extends InvalidInputError {
	/** The statuses in words, e.g. "from completed to shipped". */
	readonly change: string;

	/** The rule, as a clause that follows "because". */
	readonly why: string;

	/** `from` is undefined when the status before is unknown. */
	constructor(field: string, { from, to }: { from: string | undefined; to: string }, why: string) {
		const change = from === undefined ? `to ${to}` : `from ${from} to ${to}`;
		super(field, new InWords(`a change ${change}`), `another status, because ${why}`);
		this.name = 'ChangeNotAllowedError';
		this.message = `${field}: the change ${change} is not allowed, because ${why}`;
		this.change = change;
		this.why = why;
	}
}

/** A found value in our words, e.g. "a cart": a message shows it without the quotes of what a user wrote. */
export class InWords {
	constructor(readonly words: string) {}
}

const MAX_SHOWN = 60;

/** Renders any value for a message: text in quotes, nothing as "nothing", the rest as JSON, cut at 60 characters. */
export function describeFound(value: unknown): string {
	if (value === undefined || value === null || value === '') return 'nothing';
	if (value instanceof InWords) return value.words;
	if (typeof value === 'string') return `"${shortened(value, MAX_SHOWN - 2)}"`;
	return shortened(renderValue(value), MAX_SHOWN);
}

function shortened(text: string, limit: number): string {
	return text.length > limit ? `${text.slice(0, limit - 1)}…` : text;
}

/** JSON for what JSON can say; NaN, bigints and circular objects by their own name instead. */
function renderValue(value: unknown): string {
	if (typeof value !== 'object') return String(value);
	try {
		return JSON.stringify(value) ?? String(value);
	} catch {
		return Array.isArray(value) ? 'a list' : 'an object';
	}
}
