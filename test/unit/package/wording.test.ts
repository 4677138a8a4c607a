/**
 * n8n's rules for the words of a node that no linter checks, or checks only in literals
 * (https://docs.n8n.io/connect/create-nodes/build-your-node/reference/ux-guidelines/).
 */
import { PROVIDERS } from '../../../nodes/providers';
import {
	allChoices,
	allFields,
	choicesOf,
	collectionNames,
	credentials,
	hangsOnChoice,
	nodes,
	type FieldSeen,
} from '../../helpers/uiTexts';

const fields = allFields();
const choices = allChoices();

/** Lower case inside a title; prepositions of four letters may be either. */
const SMALL_WORDS = /^(a|an|and|as|at|by|for|in|of|on|or|per|the|to)$/;
const LONG_PREPOSITIONS = /^(from|into|with)$/;
/** Optional, yet a part of what the operation is about: hidden in a collection they would not be found. */
const OPTIONAL_AT_TOP = [
	'Accept Card',
	'Amount',
	'Body Text',
	'Channel ID',
	'Info',
	'Merchant Name',
	'PIX Key',
	'Payment Captured At',
	'Phone Number',
	'Reference ID',
	'Transaction ID',
];

/** What one choice needs. n8n's `required` would ask for the fields of all choices when an expression makes it. */
const NEEDED_FOR_A_CHOICE = [
	...['Code', 'Digitable Line', 'Items (JSON)', 'Merchant City', 'Order Event', 'Order Message ID'],
	...['Order Request ID', 'PIX Copy and Paste Code', 'PIX Key', 'Payment Captured At', 'Payment Event'],
	...['Payment URL', 'Recipient Phone', 'Reference ID', 'Replaced URL Verify Token'],
	...['Template', 'Template ID', 'Total', 'Verify Token'],
	...['Amount At', 'Paid Statuses', 'Reference ID At', 'Status At'],
];

const NAMES = /^(n8n|Chatt2\.me)$/;

function isTitleCase(text: string): boolean {
	const words = text.split(' ');
	return words.every((raw, index) => {
		const word = raw.replace(/^[(]|[),:]$/g, '');
		const atAnEnd = index === 0 || index === words.length - 1 || words[index + 1].startsWith('(');
		if (NAMES.test(word) || LONG_PREPOSITIONS.test(word)) return true;
		if (!atAnEnd && SMALL_WORDS.test(word.toLowerCase())) return word === word.toLowerCase();
		return /^[A-Z0-9]/.test(word);
	});
}

/** One sentence without a final period, or several that all end with one. */
function hasPeriodsRight(text: string): boolean {
	const inner = text.replace(/\b(e\.g|i\.e|etc)\./g, '$1').replace(/\.{3}/g, '…');
	const isSingle = !/[.!?]\s+\S/.test(inner);
	return isSingle ? !/\.$/.test(inner) : /[.!?]$/.test(inner);
}

/** Paths of what breaks a rule; a rule that looked at nothing proves nothing. */
function broken<T extends { path: string }>(all: T[], isRight: (one: T) => boolean): string[] {
	expect(all.length).toBeGreaterThan(0);
	return all.filter((one) => !isRight(one)).map(({ path }) => path);
}

const isNeeded = (field: FieldSeen['field']) =>
	field.required === true || (hangsOnChoice(field) && NEEDED_FOR_A_CHOICE.includes(field.displayName));
const described = (seen: FieldSeen) => seen.field.description !== undefined;
const inputs = fields.filter(
	({ field }) => !['notice', 'credentials', 'collection', 'fixedCollection'].includes(field.type),
);

describe('the rules themselves', () => {
	it.each(['Order Payment Update', 'Deduplicate For (Hours)', 'Send Once Per', 'Instances or Channels'])(
		'takes "%s" for a title',
		(text) => expect(isTitleCase(text)).toBe(true),
	);

	it.each(['Order payment', 'Paste From The Bank', 'add Option'])('does not take "%s" for one', (text) =>
		expect(isTitleCase(text)).toBe(false),
	);

	it('knows one sentence from several', () => {
		expect(hasPeriodsRight('One sentence, e.g. this')).toBe(true);
		expect(hasPeriodsRight('Two sentences. Both end.')).toBe(true);
		expect(hasPeriodsRight('One sentence.')).toBe(false);
		expect(hasPeriodsRight('Two sentences. One ends')).toBe(false);
	});
});

describe('labels', () => {
	it('are in title case', () => {
		const labels = fields.filter(({ field }) => field.type !== 'notice');
		expect(broken(labels, ({ field }) => isTitleCase(field.displayName))).toEqual([]);
		expect(broken(choices, ({ choice }) => isTitleCase(choice.name))).toEqual([]);
	});

	it('of credentials name the service and end in API', () => {
		expect(
			credentials.map(({ displayName }) => displayName).filter((name) => !name.endsWith(' API')),
		).toEqual([]);
	});
});

describe('descriptions', () => {
	it('are there for every field that is typed in or switched', () => {
		const typed = inputs.filter(({ field }) => field.type !== 'options' && field.type !== 'multiOptions');
		expect(broken(typed, described)).toEqual([]);
	});

	it('start with a capital and keep the rule of the final period', () => {
		const isRight = (text = 'Absent') =>
			/^[A-Z0-9]/.test(text) && hasPeriodsRight(text) && text === text.trim();
		expect(broken(fields.filter(described), ({ field }) => isRight(field.description))).toEqual([]);
		expect(broken(choices, ({ choice }) => isRight(choice.description))).toEqual([]);
		expect(nodes.filter(({ description }) => !isRight(description))).toEqual([]);
	});

	it('do not repeat the label', () => {
		const same = ({ field }: FieldSeen) =>
			field.description?.toLowerCase() === field.displayName.toLowerCase();
		expect(broken(fields, (seen) => !same(seen))).toEqual([]);
	});

	it('of switches say whether', () => {
		const switches = fields.filter(({ field }) => field.type === 'boolean');
		expect(broken(switches, ({ field }) => field.description?.startsWith('Whether ') === true)).toEqual([]);
	});

	it('in hints have at most 120 characters', () => {
		const lengths = fields.map(({ field }) => field.hint?.length ?? 0);
		expect(Math.max(...lengths)).toBeLessThanOrEqual(120);
	});

	it('hold no emoji, no placeholder and no double space', () => {
		const texts = [
			...fields.map(({ path, field }) => ({ path, text: `${field.displayName} ${field.description ?? ''}` })),
			...choices.map(({ path, choice }) => ({ path, text: `${choice.name} ${choice.description ?? ''}` })),
		];
		expect(broken(texts, ({ text }) => !/\p{Extended_Pictographic}|<[a-z]+>|\S {2}\S/iu.test(text))).toEqual(
			[],
		);
	});
});

describe('placeholders', () => {
	it('of fields start with e.g., or say where the value comes from', () => {
		const withPlaceholder = inputs.filter(({ field }) => field.placeholder !== undefined);
		expect(
			broken(withPlaceholder, ({ field }) =>
				/^e\.g\. |^From the (?:credential|payment event)$/.test(field.placeholder ?? ''),
			),
		).toEqual([]);
	});

	it('of collections say what is added', () => {
		const collections = fields.filter(({ field }) => ['collection', 'fixedCollection'].includes(field.type));
		expect(broken(collections, ({ field }) => /^Add [A-Z]\w+$/.test(field.placeholder ?? ''))).toEqual([]);
	});
});

describe('lists', () => {
	const sorted = (names: string[]) => [...names].sort((a, b) => a.localeCompare(b, 'en'));

	it('of five choices and more are sorted', () => {
		const long = fields.filter(({ field }) => choicesOf(field).length >= 5);
		expect(long.length).toBeGreaterThan(0);
		for (const { path, field } of long) {
			const names = choicesOf(field).map(({ name }) => name);
			expect([path, names]).toEqual([path, sorted(names)]);
		}
	});

	it('of optional fields are sorted', () => {
		const collections = fields.filter(({ field }) => field.type === 'collection');
		expect(collections.length).toBeGreaterThan(0);
		for (const { path, field } of collections) {
			const names = collectionNames(field);
			expect([path, names]).toEqual([path, sorted(names)]);
		}
	});

	it('have a default that is one of their choices', () => {
		const lists = fields.filter(({ field }) => field.type === 'options');
		const has = ({ field }: FieldSeen) => choicesOf(field).some(({ value }) => value === field.default);
		expect(broken(lists, has)).toEqual([]);
	});

	// n8n names new nodes and agent tools so, as its own nodes do: "Send a message".
	it('of operations say what they do, in sentence case and with an article', () => {
		const operations = fields
			.filter(({ field }) => field.name === 'operation')
			.flatMap(({ field }) => choicesOf(field));
		expect(operations.length).toBeGreaterThan(0);
		for (const { action = '', description = '' } of operations) {
			expect(action).toMatch(/^[A-Z][a-z]+(?: up)? an? [a-zA-Z ]+$/);
			expect(description).not.toBe('');
		}
	});
});

describe('structure', () => {
	it('lets a node use one credential at a time', () => {
		for (const { credentials: needed = [] } of nodes) {
			const providers = needed.map(({ displayOptions }) => displayOptions?.show?.['/provider']);
			// The payment trigger has one credential for all payment providers.
			expect([PROVIDERS.map(({ id }) => [id]), [undefined]]).toContainEqual(providers);
		}
	});

	it('has at the top level what must be filled in, what decides what is shown, and lists with a default', () => {
		const deciding = new Set(
			fields
				.flatMap(({ field }) => Object.keys(field.displayOptions?.show ?? {}))
				.map((name) => name.replace('/', '')),
		);
		const mayStand = ({ field, topLevel }: FieldSeen) =>
			!topLevel || isNeeded(field) || field.type === 'options' || deciding.has(field.name);
		const ofNodes = inputs.filter(({ path }) => path.startsWith('whatsAppCommerce'));
		const optional = ofNodes.filter((seen) => !mayStand(seen)).map(({ field }) => field.displayName);
		expect([...new Set(optional)].sort()).toEqual(OPTIONAL_AT_TOP);
	});

	it('asks for JSON at the top level only where it is required', () => {
		const json = fields.filter(({ field, topLevel }) => topLevel && field.type === 'json');
		expect(broken(json, ({ field }) => isNeeded(field))).toEqual([]);
	});

	it('shows resource, operation and provider first, fixed, and the credential below the provider in both nodes', () => {
		const [action, trigger, payments] = nodes.map(({ properties }) => {
			const slot = properties.findIndex(({ type }) => type === 'credentials');
			return properties.slice(0, slot);
		});
		const names = [...new Set(action.map(({ name }) => name))];
		expect(names).toEqual(['resource', 'operation', 'provider']);
		expect(trigger.map(({ name }) => name)).toEqual(['provider']);
		expect(payments.map(({ name }) => name)).toEqual(['paymentProvider']);
		expect([...action, ...trigger, ...payments].every(({ noDataExpression }) => noDataExpression)).toBe(true);
	});

	it('masks every secret of a credential and nothing else', () => {
		const masked = credentials.flatMap(({ properties }) =>
			properties.filter(({ typeOptions }) => typeOptions?.password).map(({ name }) => name),
		);
		expect(masked).toEqual([
			...PROVIDERS.flatMap(({ credential }) => credential.secrets),
			'secret',
			'apiToken',
		]);
	});
});
