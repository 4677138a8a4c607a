import type { IDataObject } from 'n8n-workflow';

import { describeFound, InvalidInputError, InWords } from '../../../commerce/domain/errors';
import { withoutNinthDigit } from '../../../commerce/domain/identity/phone';
import type { Problem } from '../../../commerce/domain/problem';
import { choiceOf, textOf } from '../../shared/readValue';
import type { PreparedSend } from '../../providers/operation';

/** Key of Send Once Per. */
export interface OnceKey {
	/** What the store keeps. Key, channel and recipient: a key for all customers must not hold their messages back. */
	stored: string;
	/** The same for all recipients that are given this key. */
	shared: string;
	/** The field that gave the key, and what it gave, for messages. */
	field: string;
	found: unknown;
	/** The text of the key, and the field that it was written in. */
	text: string;
	label: string;
}

/** A message that has a key. */
export interface KeyedSend {
	itemIndex: number;
	prepared: PreparedSend;
	options: { onceKey?: OnceKey };
}

const CHOICES = ['off', 'referenceId', 'customKey'] as const;
const KEY_EXPECTED = 'a text that names the message, e.g. an order ID with "-paid" after it';
const MAX_NAMED = 5;

/** Reads Send Once Per; undefined when it is off. Throws InvalidInputError, also for a choice that does not exist. */
export function readOnceKey(options: IDataObject, prepared: PreparedSend): OnceKey | undefined {
	// An expression that finds nothing must not switch the protection off.
	if (!('sendOncePer' in options)) return undefined;
	switch (choiceOf(options.sendOncePer, 'Send Once Per', CHOICES)) {
		case 'off':
			return undefined;
		case 'referenceId':
			return byReference(prepared);
		case 'customKey':
			return byCustomKey(options.sendOnceKey, prepared);
	}
}

function byReference(prepared: PreparedSend): OnceKey {
	if (prepared.onceKey === undefined) {
		throw new InvalidInputError(
			'Send Once Per',
			'Reference ID',
			'Custom Key, because this message carries no reference ID of yours',
		);
	}
	const found = new InWords(`the reference ID ${describeFound(prepared.referenceId)}`);
	const text = prepared.referenceId ?? '';
	const names = { field: 'Send Once Per', found, text, label: 'Reference ID' };
	return onceKey(['reference', prepared.onceKey], prepared, names);
}

function byCustomKey(value: unknown, prepared: PreparedSend): OnceKey {
	const key = textOf(value, 'Send Once Key');
	// What an expression inside a text makes of an object is the same for all objects.
	if (key === undefined || key.includes('[object Object]')) {
		throw new InvalidInputError('Send Once Key', value, KEY_EXPECTED);
	}
	// An accent can be written in two ways that look the same.
	const names = { field: 'Send Once Key', found: key, text: key, label: 'Send Once Key' };
	return onceKey(['custom', key.normalize()], prepared, names);
}

/** Words that JavaScript puts into a text for a value that is missing; as such they name no order. */
const GAP_WORD = /(^|[^\p{L}\d])(undefined|null|NaN)($|[^\p{L}\d])/u;

/** n8n puts nothing into a text for one: "-paid", "order-", "order--paid". A key that names an order has a digit. */
const NO_DIGIT = /^\D*$/;
const EMPTY_PLACE = /^[-_:/|]|[-_:/|]$|([-_:/|])\1/;

/** Warns of a key with a gap: the same customer's next order would get the same one and be held back. */
export function warningsAboutKey(key: OnceKey | undefined): Problem[] {
	if (key === undefined) return [];
	const { text, label } = key;
	if (!GAP_WORD.test(text) && !(NO_DIGIT.test(text) && EMPTY_PLACE.test(text))) return [];
	const message = `${label} is ${describeFound(text)}: an expression in it seems to have found no value, so other messages may get the same key`;
	return [{ rule: 'sendOnce.keyWithGap', message }];
}

function onceKey(
	key: string[],
	prepared: PreparedSend,
	names: Pick<OnceKey, 'field' | 'found' | 'text' | 'label'>,
): OnceKey {
	const named = [...key, prepared.channelId ?? ''];
	return {
		stored: JSON.stringify([...named, withoutNinthDigit(prepared.recipient)]),
		shared: JSON.stringify(named),
		...names,
	};
}

/**
 * Finds the messages of one run that share their key with a message to somebody else: the key is then most
 * likely missing the value that distinguishes customers. The error of each, by item index.
 */
export function findSharedKeys(sends: KeyedSend[]): Map<number, InvalidInputError> {
	const byKey = new Map<string, KeyedSend[]>();
	for (const send of sends) {
		const { onceKey: key } = send.options;
		if (key === undefined) continue;
		const group = byKey.get(key.shared);
		if (group === undefined) byKey.set(key.shared, [send]);
		else group.push(send);
	}
	const errors = new Map<number, InvalidInputError>();
	for (const group of byKey.values()) {
		if (new Set(group.map(({ prepared }) => withoutNinthDigit(prepared.recipient))).size === 1) continue;
		const expected = `a key of its own for each recipient, because ${nameItems(group)} have this one and go to different recipients`;
		for (const { itemIndex, options } of group) {
			const { field, found } = options.onceKey!;
			errors.set(itemIndex, new InvalidInputError(field, found, expected));
		}
	}
	return errors;
}

function nameItems(group: KeyedSend[]): string {
	const named = group.slice(0, MAX_NAMED).map(({ itemIndex }) => String(itemIndex));
	const rest = group.length - named.length;
	if (rest > 0) return `items ${named.join(', ')} and ${rest} more`;
	return `items ${named.slice(0, -1).join(', ')} and ${named.at(-1)}`;
}
