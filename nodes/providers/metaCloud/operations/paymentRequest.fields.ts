import type { INodeProperties } from 'n8n-workflow';

import { when } from '../../fields/conditions';
import { itemFields } from '../../fields/items';
import {
	ASK_BANK_FIRST_OPTION,
	CHECK_PAYMENT_CODE_OPTION,
	DECIMAL_MARK_OPTION,
	ON_AMOUNT_MISMATCH_OPTION,
} from '../../fields/options';
import { digitableLineField, paymentUrlField, pixCodeFields } from '../../fields/paymentCodes';
import { chargeAdditionalFields } from './charge.fields';
import { addressFields } from './address';
import { bodyVariablesField, templateField } from './template';

/** How a charge leaves. The first two carry the order; buttons carry the codes alone. */
const WITH_ORDER = ['text', 'template'];
const TEMPLATES = ['template', 'paymentButtons'];

const sendAsField: INodeProperties = {
	displayName: 'Send As',
	name: 'sendAs',
	type: 'options',
	options: [
		{
			name: 'Message (Within 24 Hours)',
			value: 'text',
			description: 'The customer wrote in the last 24 hours',
		},
		{
			name: 'Order Details Template (Any Time)',
			value: 'template',
			description: 'With an approved template that has an order details button',
		},
		{
			name: 'Payment Buttons Template (Any Time)',
			value: 'paymentButtons',
			description:
				'With an approved template that has one payment request button for each method. It shows no order, and no order status can follow.',
		},
	],
	default: 'text',
	description: 'WhatsApp takes free messages only in the 24 hours after the customer last wrote',
};

const chargeFields: INodeProperties[] = [
	{
		displayName: 'Charge',
		name: 'charge',
		type: 'options',
		options: [
			{
				name: 'Items',
				value: 'items',
				description: 'The customer sees every item and how the total comes about',
			},
			{ name: 'Total Only', value: 'total', description: 'The customer sees one amount' },
		],
		default: 'items',
		displayOptions: when({ sendAs: WITH_ORDER }),
		description: 'What the customer sees of the order',
	},
	...itemFields(
		[
			{
				displayName: 'SKU',
				name: 'retailerId',
				type: 'string',
				default: '',
				placeholder: 'e.g. prod-001',
				description: 'Your own ID of the product; item-1, item-2 and so on when empty',
			},
		],
		when({ sendAs: WITH_ORDER, charge: ['items'] }),
	),
	totalField(when({ sendAs: WITH_ORDER, charge: ['total'] }), 'Amount to pay, in reais'),
	totalField(
		when({ sendAs: ['paymentButtons'], paymentMethods: ['boleto', 'pix'] }),
		'Amount that the payment code has to carry, in reais; the message does not show it',
	),
];

function totalField(displayOptions: INodeProperties['displayOptions'], description: string): INodeProperties {
	return {
		displayName: 'Total',
		name: 'total',
		type: 'string',
		default: '',
		placeholder: 'e.g. 89.90',
		displayOptions,
		description,
	};
}

export const paymentRequestFields: INodeProperties[] = [
	...addressFields,
	sendAsField,
	templateField('template', 'metaCloudOrderDetailsTemplates', 'with an order details button'),
	templateField('paymentButtons', 'metaCloudPaymentButtonsTemplates', 'with payment request buttons'),
	bodyVariablesField(TEMPLATES),
	{
		displayName: 'Body Text',
		name: 'bodyText',
		type: 'string',
		typeOptions: { rows: 2 },
		default: '',
		placeholder: 'e.g. Payment of your order 987654344',
		displayOptions: when({ sendAs: ['text'] }),
		description: 'Text that the customer reads above the charge, up to 1,024 characters',
	},
	...chargeFields,
	{
		displayName: 'Payment Methods',
		name: 'paymentMethods',
		type: 'multiOptions',
		options: [
			{ name: 'Boleto', value: 'boleto' },
			{ name: 'Payment Link', value: 'payment_link' },
			{ name: 'PIX', value: 'pix' },
		],
		default: ['pix'],
		required: true,
		description:
			'How the customer can pay, one or several. With payment buttons, in the order of the buttons: choose them in that order.',
	},
	...pixCodeFields({ paymentMethods: ['pix'] }),
	digitableLineField({ paymentMethods: ['boleto'] }),
	paymentUrlField({ paymentMethods: ['payment_link'] }),
	{
		displayName: 'Goods Type',
		name: 'goodsType',
		type: 'options',
		options: [
			{ name: 'Digital Goods', value: 'digital-goods', description: 'Nothing is delivered' },
			{ name: 'Physical Goods', value: 'physical-goods', description: 'Something is delivered' },
		],
		default: 'physical-goods',
		displayOptions: when({ sendAs: WITH_ORDER }),
		description: 'Kind of goods that are charged',
	},
	{
		displayName: 'Additional Fields',
		name: 'additionalFields',
		type: 'collection',
		placeholder: 'Add Field',
		default: {},
		options: chargeAdditionalFields,
	},
];

/** A payment link carries no code to check. */
const codeOnly = when({ '/paymentMethods': ['boleto', 'pix'] });

/** Only a pasted code may have a charge at a bank. */
const pastedOnly = when({ '/paymentMethods': ['pix'], '/pixCodeSource': ['pasteFromBank'] });

/** Its own members of Options. */
export const paymentRequestOptions: INodeProperties[] = [
	DECIMAL_MARK_OPTION,
	{ ...ASK_BANK_FIRST_OPTION, displayOptions: pastedOnly },
	...[CHECK_PAYMENT_CODE_OPTION, ON_AMOUNT_MISMATCH_OPTION].map((option) => ({
		...option,
		displayOptions: codeOnly,
	})),
];
