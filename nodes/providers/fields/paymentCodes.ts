import type { INodeProperties } from 'n8n-workflow';

import { fixedInTools } from './agentTool';
import { merchantNameField, PIX_CODE_FIELD, pixKeyFields } from './common';
import { when, type Conditions } from './conditions';
import { FROM_CREDENTIAL } from './fromCredential';

/** PIX: a code pasted from the bank or built from the key, under the same names at every provider. */
export function pixCodeFields(shown: Conditions): INodeProperties[] {
	const showWith = (source: string) => when({ ...shown, pixCodeSource: [source] });
	return [
		{
			displayName: 'PIX Code',
			name: 'pixCodeSource',
			type: 'options',
			options: [
				{
					name: 'Paste From Bank',
					value: 'pasteFromBank',
					description: 'Each charge has its own code, and the bank tells you when it was paid',
				},
				{
					name: 'Build From Key',
					value: 'buildFromKey',
					description: 'A static code is made here from your key and the total',
				},
			],
			default: 'pasteFromBank',
			displayOptions: when(shown),
			description: 'Where the code that the customer copies comes from',
		},
		{
			displayName:
				'A code built from a key is static: the bank cannot tell which order a payment belongs to, so someone has to match payments by hand. Use a code from your bank or payment provider to have it matched automatically.',
			name: 'staticCodeNotice',
			type: 'notice',
			default: '',
			displayOptions: showWith('buildFromKey'),
		},
		{ ...PIX_CODE_FIELD, displayOptions: showWith('pasteFromBank') },
		...pixKeyFields(when(shown)),
		...merchantNameField(
			'pixMerchantName',
			'Name of the store that is paid, as the customer reads it',
			when(shown),
		),
		...fixedInTools({
			displayName: 'Merchant City',
			name: 'pixMerchantCity',
			type: 'string',
			default: '',
			placeholder: FROM_CREDENTIAL,
			displayOptions: showWith('buildFromKey'),
			description:
				'City of the store; cut to 15 characters, as the code allows. Leave empty to use the one of the credential.',
		}),
		{
			displayName: 'Transaction ID',
			name: 'pixTxid',
			type: 'string',
			default: '',
			placeholder: 'e.g. ORDER987654344',
			displayOptions: showWith('buildFromKey'),
			description: 'Up to 25 letters and digits that show on your bank statement; may be empty',
		},
	];
}

/** The line of a boleto. */
export function digitableLineField(shown: Conditions): INodeProperties {
	return {
		displayName: 'Digitable Line',
		name: 'digitableLine',
		type: 'string',
		default: '',
		placeholder: 'e.g. 846600000000440000641009013645834345925078459722',
		displayOptions: when(shown),
		description:
			'Linha digitável of the boleto: 47 or 48 digits, with or without dots and spaces. The 44 digits of its barcode work too.',
	};
}

/** The address of a payment page. */
export function paymentUrlField(shown: Conditions): INodeProperties {
	return {
		displayName: 'Payment URL',
		name: 'paymentUrl',
		type: 'string',
		default: '',
		placeholder: 'e.g. https://payment.example.com/pay/order-123',
		displayOptions: when(shown),
		description: 'Address of the payment page',
	};
}
