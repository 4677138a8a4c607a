import type { IDisplayOptions, INodeProperties, INodePropertyOptions } from 'n8n-workflow';

import { fixedInTools } from './agentTool';

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
	{ name: 'Email', value: 'EMAIL' },
	{ name: 'Phone', value: 'PHONE' },
	{ name: 'Random Key (EVP)', value: 'EVP' },
];

/** The PIX key and its declared type: some keys are valid as two types, so the type is asked for. */
export function pixKeyFields(displayOptions?: IDisplayOptions): INodeProperties[] {
	return [
		{
			displayName: 'PIX Key Type',
			name: 'pixKeyType',
			type: 'options',
			options: PIX_KEY_TYPE_OPTIONS,
			default: 'CNPJ',
			displayOptions,
			description: 'The kind of key, as registered at the bank',
		},
		...fixedInTools({
			displayName: 'PIX Key',
			name: 'pixKey',
			type: 'string',
			default: '',
			required: true,
			placeholder: 'e.g. 39580525000189',
			displayOptions,
			description:
				'The key that receives the money; spaces and punctuation are removed, check digits are checked',
		}),
	];
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
