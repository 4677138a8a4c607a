import type { INodeProperties } from 'n8n-workflow';

import { itemFields } from '../../fields/items';
import {
	ASK_BANK_FIRST_OPTION,
	CHECK_PAYMENT_CODE_OPTION,
	DECIMAL_MARK_OPTION,
	ON_AMOUNT_MISMATCH_OPTION,
} from '../../fields/options';
import { when } from '../../fields/conditions';
import { digitableLineField, paymentUrlField, pixCodeFields } from '../../fields/paymentCodes';
import { addressFields } from './sharedFields';

/** A payment link carries no code and no amount to check. */
const codeOnly = when({ '/paymentMethod': ['boleto', 'pix'] });
/** Only a pasted code may have a charge at a bank. */
const pastedOnly = when({ '/paymentMethod': ['pix'], '/pixCodeSource': ['pasteFromBank'] });

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
	...pixCodeFields({ paymentMethod: ['pix'] }),
	digitableLineField({ paymentMethod: ['boleto'] }),
	paymentUrlField({ paymentMethod: ['payment_link'] }),
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
