import type { IDisplayOptions, INodeProperties, INodePropertyOptions } from 'n8n-workflow';

import { fixedInTools } from './agentTool';
import { FROM_CREDENTIAL } from './fromCredential';

/** Recipient of a message; `description` says which other IDs the operation takes. */
export function phoneField(description: string, displayOptions?: IDisplayOptions): INodeProperties {
	return {
		displayName: 'Recipient Phone',
		name: 'phone',
		type: 'string',
		default: '',
		required: true,
		placeholder: 'e.g. 5511999999999',
		description,
		displayOptions,
	};
}

export const PIX_KEY_TYPE_OPTIONS: INodePropertyOptions[] = [
	{ name: 'CNPJ', value: 'CNPJ' },
	{ name: 'CPF', value: 'CPF' },
	{ name: 'Detect', value: 'detect', description: 'Recognized from the key; write a phone number with +55' },
	{ name: 'Email', value: 'EMAIL' },
	{ name: 'Phone', value: 'PHONE' },
	{ name: 'Random Key (EVP)', value: 'EVP' },
];

const PIX_KEY_TYPE_FIELD: INodeProperties = {
	displayName: 'PIX Key Type',
	name: 'pixKeyType',
	type: 'options',
	options: PIX_KEY_TYPE_OPTIONS,
	default: 'detect',
	description: 'The kind of key, as registered at the bank',
};

const PIX_KEY_FIELD: INodeProperties = {
	displayName: 'PIX Key',
	name: 'pixKey',
	type: 'string',
	default: '',
	description:
		'The key that receives the money; spaces and punctuation are removed, check digits are checked',
};

/** The PIX key and its type, where the credential may have the key. */
export function pixKeyFields(displayOptions?: IDisplayOptions): INodeProperties[] {
	return [
		{ ...PIX_KEY_TYPE_FIELD, displayOptions },
		...fixedInTools({
			...PIX_KEY_FIELD,
			placeholder: FROM_CREDENTIAL,
			description: `${PIX_KEY_FIELD.description}. Leave empty to use the one of the credential.`,
			displayOptions,
		}),
	];
}

/** The PIX key and its type where there is no credential. */
export function localPixKeyFields(displayOptions?: IDisplayOptions): INodeProperties[] {
	return [
		{ ...PIX_KEY_TYPE_FIELD, displayOptions },
		...fixedInTools({
			...PIX_KEY_FIELD,
			required: true,
			placeholder: 'e.g. +5511999999999',
			displayOptions,
		}),
	];
}

/** Who is paid, as the customer reads it; `name` is the parameter, which differs between operations. */
export function merchantNameField(
	name: string,
	description: string,
	displayOptions?: IDisplayOptions,
): INodeProperties[] {
	return fixedInTools({
		displayName: 'Merchant Name',
		name,
		type: 'string',
		default: '',
		placeholder: FROM_CREDENTIAL,
		displayOptions,
		description: `${description}. Leave empty to use the one of the credential.`,
	});
}

/** A code that was made elsewhere; where it shows depends on the operation. */
export const PIX_CODE_FIELD: Omit<INodeProperties, 'displayOptions'> = {
	displayName: 'PIX Copy and Paste Code',
	name: 'pixCode',
	type: 'string',
	default: '',
	placeholder: 'e.g. 00020101021226…6304ABCD',
	description: 'The BR Code that the bank or payment provider gave for this charge',
};
