import { isNestedDeeperThan, MAX_LEVELS } from '../../../commerce/domain/looseJson';

const UNREADABLE_SHOWN = 120;

/** How much of a response is looked at for its words, and how much of a provider's words is passed on. */
const LOOKED_AT = 20_000;
const WORDS_SHOWN = 1_000;

/** The beginning of a response that is not the JSON it should be, without markup, for a message. */
export function excerpt(body: string): string | undefined {
	const text = withoutMarkup(body.slice(0, LOOKED_AT)).replace(/\s+/g, ' ').trim();
	return text === '' ? undefined : shortened(text, UNREADABLE_SHOWN);
}

/**
 * HTML without its tags, scripts and styles. Every character is looked at a fixed number of times: a pattern
 * that looks for the end of each tag takes minutes for a page of `<`.
 */
function withoutMarkup(html: string): string {
	const parts: string[] = [];
	const unclosed = new Set<string>();
	let at = 0;
	for (let open = html.indexOf('<'); open >= 0; open = html.indexOf('<', at)) {
		const close = html.indexOf('>', open);
		if (close < 0) break;
		parts.push(html.slice(at, open));
		at = close + 1;
		const name = /^<(script|style)\b/i.exec(html.slice(open, open + 8))?.[1].toLowerCase();
		if (name === undefined || unclosed.has(name)) continue;
		const end = endOf(name, html, at);
		if (end === undefined) unclosed.add(name);
		else at = end;
	}
	return [...parts, html.slice(at)].join(' ');
}

/** Behind the end tag of a script or style. */
function endOf(name: string, html: string, from: number): number | undefined {
	const tag = new RegExp(`</${name}>`, 'gi');
	tag.lastIndex = from;
	return tag.exec(html) === null ? undefined : tag.lastIndex;
}

function shortened(text: string, limit: number): string {
	return text.length > limit ? `${text.slice(0, limit - 1)}…` : text;
}

/**
 * What a member of an error body says, as text: texts as they are, the members of a list one after another,
 * objects as JSON. Undefined when it says nothing. Never throws, whatever the JSON: a body may be nested so deeply
 * that JSON cannot be written again, and an object's own `toString` need not be a function.
 */
export function wordsOf(value: unknown): string | undefined {
	const text = Array.isArray(value)
		? value
				.slice(0, MAX_WORDS)
				.map((entry) => plainWords(entry))
				.filter((words) => words !== '')
				.join('; ')
		: plainWords(value);
	return text === '' ? undefined : shortened(text, WORDS_SHOWN);
}

const MAX_WORDS = 50;

function plainWords(value: unknown): string {
	if (value === undefined || value === null) return '';
	if (typeof value === 'string') return value.trim();
	if (typeof value !== 'object') return String(value);
	return isNestedDeeperThan(value, MAX_LEVELS)
		? 'an object nested too deeply to show'
		: JSON.stringify(value);
}
