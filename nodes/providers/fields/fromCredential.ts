import { InvalidInputError } from '../../../commerce/domain/errors';
import {
	detectPixKey,
	normalizePixKey,
	PIX_KEY_TYPES,
	type PixKey,
} from '../../../commerce/domain/pix/pixKey';
import { isNothing, optionalChoiceOf, textOf } from '../../shared/readValue';
import type { ItemParameters } from '../itemParameters';

/** Placeholder of a field that may stay empty because the credential has one of the same label. */
export const FROM_CREDENTIAL = 'From the credential';

/** A field of the node and the one of the credential that holds while it is empty. */
export interface TwoPlaces {
	/** The node's parameter. */
	name: string;
	/** The credential's. */
	member: string;
	/** What both are called in the editor. */
	label: string;
	/** What a refusal says is expected. */
	expected: string;
}

/**
 * The text of the node, or of the credential while the node has none, or `otherwise`. Throws InvalidInputError naming
 * both places when there is none, and when an expression in the node found no value: it may have been to find
 * another shop's.
 */
export function textFromEither(params: ItemParameters, places: TwoPlaces, otherwise?: string): string {
	refuseFoundNothing(params, places);
	const text = optionalFromEither(params, places) ?? otherwise;
	if (text === undefined) throw missingInBoth(places);
	return text;
}

/** The same, or undefined when both are empty. */
export function optionalFromEither(
	params: ItemParameters,
	{ name, member, label }: Omit<TwoPlaces, 'expected'>,
): string | undefined {
	return params.optionalText(name, label) ?? textOf(params.account[member], inCredential(label));
}

const PIX_KEY: TwoPlaces = {
	name: 'pixKey',
	member: 'pixKey',
	label: 'PIX Key',
	expected: 'the key that receives the money',
};

/** The PIX key of the node, or of the credential while the node has none. Throws InvalidInputError. */
export function readPixKey(params: ItemParameters): PixKey {
	const key = ownPixKey(params) ?? credentialPixKey(params);
	if (key === undefined) throw missingInBoth(PIX_KEY);
	return key;
}

/** The PIX key of the node; undefined while it has none. Throws InvalidInputError. */
export function ownPixKey(params: ItemParameters): PixKey | undefined {
	refuseFoundNothing(params, PIX_KEY);
	return asPixKey(params, params.value('pixKey'), PIX_KEY.label);
}

/** The PIX key of the credential; undefined while it has none. Throws InvalidInputError. */
export function credentialPixKey(params: ItemParameters): PixKey | undefined {
	return asPixKey(params, params.account.pixKey, inCredential(PIX_KEY.label));
}

function asPixKey(params: ItemParameters, value: unknown, label: string): PixKey | undefined {
	const choices = ['detect', ...PIX_KEY_TYPES] as const;
	const keyType = optionalChoiceOf(params.value('pixKeyType'), 'PIX Key Type', choices) ?? 'detect';
	if (isNothing(value)) return undefined;
	if (keyType === 'detect') return detectPixKey(value, label);
	return { key: normalizePixKey(value, keyType, label), keyType };
}

/** The refusal of what is needed and in neither place. */
export function missingInBoth({ label, expected }: Pick<TwoPlaces, 'label' | 'expected'>): InvalidInputError {
	return new InvalidInputError(label, undefined, `${expected}, in this node or in the credential`);
}

function refuseFoundNothing(params: ItemParameters, { name, label, expected }: TwoPlaces): void {
	if (!params.foundNothing(name)) return;
	const instead = 'the expression found no value; leave the field empty to use the one of the credential';
	throw new InvalidInputError(label, undefined, `${expected}: ${instead}`);
}

function inCredential(label: string): string {
	return `${label} in the credential`;
}
