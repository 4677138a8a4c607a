import type { INodeProperties } from 'n8n-workflow';

import { fixedInTools } from '../../fields/agentTool';
import { merchantNameField, PIX_CODE_FIELD, pixKeyFields } from '../../fields/common';
import { FROM_CREDENTIAL } from '../../fields/fromCredential';
import { itemFields } from '../../fields/items';
import {
	ASK_BANK_FIRST_OPTION,
	CHECK_PAYMENT_CODE_OPTION,
	DECIMAL_MARK_OPTION,
	ON_AMOUNT_MISMATCH_OPTION,
} from '../../fields/options';
import { when } from '../../fields/conditions';
import { addressFields } from './sharedFields';

const showMethod = (method: string, more = {}) => when({ paymentMethod: [method], ...more });
/** A payment link carries no code and no amount to check. */
const codeOnly = when({ '/paymentMethod': ['boleto', 'pix'] });
/** Only a pasted code may have a charge at a bank. */
const pastedOnly = when({ '/paymentMethod': ['pix'], '/pixCodeSource': ['pasteFromBank'] });

const pixFields: INodeProperties[] = [
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
		displayOptions: showMethod('pix'),
		description: 'Where the code that the customer copies comes from',
	},
	{
		displayName:
			'A code built from a key is static: the bank cannot tell which order a payment belongs to, so someone has to match payments by hand. Use a code from your bank or payment provider to have it matched automatically.',
		name: 'staticCodeNotice',
		type: 'notice',
		default: '',
		displayOptions: showMethod('pix', { pixCodeSource: ['buildFromKey'] }),
	},
	{ ...PIX_CODE_FIELD, displayOptions: showMethod('pix', { pixCodeSource: ['pasteFromBank'] }) },
	...pixKeyFields(showMethod('pix')),
	...merchantNameField(
		'pixMerchantName',
		'Name of the store that is paid, as the customer reads it',
		showMethod('pix'),
	),
	...fixedInTools({
		displayName: 'Merchant City',
		name: 'pixMerchantCity',
		type: 'string',
		default: '',
		placeholder: FROM_CREDENTIAL,
		displayOptions: showMethod('pix', { pixCodeSource: ['buildFromKey'] }),
		description:
			'City of the store; cut to 15 characters, as the code allows. Leave empty to use the one of the credential.',
	}),
	{
		displayName: 'Transaction ID',
		name: 'pixTxid',
		type: 'string',
		default: '',
		placeholder: 'e.g. ORDER987654344',
		displayOptions: showMethod('pix', { pixCodeSource: ['buildFromKey'] }),
		description: 'Up to 25 letters and digits that show on your bank statement; may be empty',
	},
];

export const paymentRequestFields: INodeProperties[] = [
	...addressFields,
	{
		displayName: 'Body Text',
		name: 'bodyText',
		type: 'string',
		typeOptions: { rows: 2 },
		default: '',
		required: true,
		placeholder: 'e.g. Payment of your order 987654344',
		description: 'Text that the customer reads above the charge',
	},
	{
		displayName: 'Payment Method',
		name: 'paymentMethod',
		type: 'options',
		options: [
			{ name: 'Boleto', value: 'boleto' },
			{ name: 'Payment Link', value: 'payment_link' },
			{ name: 'PIX', value: 'pix' },
		],
		default: 'pix',
		description: 'How the customer pays',
	},
	...pixFields,
	{
		displayName: 'Digitable Line',
		name: 'digitableLine',
		type: 'string',
		default: '',
		placeholder: 'e.g. 846600000000440000641009013645834345925078459722',
		displayOptions: showMethod('boleto'),
		description:
			'Linha digitável of the boleto: 47 or 48 digits, with or without dots and spaces. The 44 digits of its barcode work too.',
	},
	{
		displayName: 'Payment URL',
		name: 'paymentUrl',
		type: 'string',
		default: '',
		placeholder: 'e.g. https://payment.example.com/pay/order-123',
		displayOptions: showMethod('payment_link'),
		description: 'Address of the payment page',
	},
	...itemFields([
		{
			displayName: 'SKU',
			name: 'retailerId',
			type: 'string',
			default: '',
			placeholder: 'e.g. prod-001',
			description: 'Your own ID of the product; item-1, item-2 and so on when empty',
		},
	]),
	{
		displayName: 'Additional Fields',
		name: 'additionalFields',
		type: 'collection',
		placeholder: 'Add Field',
		default: {},
		options: [
			{
				displayName: 'Currency',
				name: 'currency',
				type: 'string',
				default: 'BRL',
				description: 'Currency code; when empty the Hub takes the one of the channel',
			},
			{
				displayName: 'Expected Subtotal',
				name: 'subtotal',
				type: 'string',
				default: '',
				placeholder: 'e.g. 89.90',
				description:
					'Nothing is sent unless the items add up to this amount, in reais. Sent along with the charge.',
			},
			{
				displayName: 'Expected Total',
				name: 'total',
				type: 'string',
				default: '',
				placeholder: 'e.g. 89.90',
				description: 'Nothing is sent unless items + tax add up to this amount, in reais',
			},
			{
				displayName: 'Tax',
				name: 'tax',
				type: 'string',
				default: '',
				placeholder: 'e.g. 10.00',
				description: 'Tax in reais, added to the total',
			},
			{
				displayName: 'Tax Description',
				name: 'taxDescription',
				type: 'string',
				default: '',
				placeholder: 'e.g. ICMS',
				description: 'Name of the tax; sent only together with Tax',
			},
		],
	},
];

/** Its own members of Options. */
export const paymentRequestOptions: INodeProperties[] = [
	DECIMAL_MARK_OPTION,
	{ ...ASK_BANK_FIRST_OPTION, displayOptions: pastedOnly },
	...[CHECK_PAYMENT_CODE_OPTION, ON_AMOUNT_MISMATCH_OPTION].map((option) => ({
		...option,
		displayOptions: codeOnly,
	})),
];
