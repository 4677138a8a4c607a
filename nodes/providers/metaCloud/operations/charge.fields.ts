import type { INodeProperties } from 'n8n-workflow';

import { when } from '../../fields/conditions';
import { FIRST_BUTTON_FIELD, HEADER_IMAGE_FIELD, templateHeaderFields } from './template';

/** Amounts and texts around an order; a charge of a total alone has none of them. */
const ofOrder = when({ '/sendAs': ['text', 'template'], '/charge': ['items'] });

function amountField(displayName: string, name: string, description: string): INodeProperties {
	return {
		displayName,
		name,
		type: 'string',
		default: '',
		placeholder: 'e.g. 10.00',
		displayOptions: ofOrder,
		description,
	};
}

function textField(
	displayName: string,
	name: string,
	placeholder: string,
	description: string,
): INodeProperties {
	return {
		displayName,
		name,
		type: 'string',
		default: '',
		placeholder,
		displayOptions: ofOrder,
		description,
	};
}

const ownFields: INodeProperties[] = [
	textField('Catalog ID', 'catalogId', 'e.g. 1105021093429342', 'WhatsApp catalog that the items are from'),
	amountField('Discount', 'discount', 'Amount taken off the total, in reais'),
	textField(
		'Discount Description',
		'discountDescription',
		'e.g. First order',
		'Up to 60 characters; sent only together with Discount',
	),
	textField(
		'Discount Program Name',
		'discountProgramName',
		'e.g. Club',
		'Up to 60 characters; sent only together with Discount',
	),
	textField(
		'Expiration Description',
		'expirationDescription',
		'e.g. Pay by tomorrow',
		'Text about the end of the offer, which Expires At needs; up to 120 characters',
	),
	amountField(
		'Expected Subtotal',
		'subtotal',
		'Nothing is sent unless the items add up to this amount, in reais',
	),
	amountField(
		'Expected Total',
		'total',
		'Nothing is sent unless items + tax + shipping - discount add up to this amount, in reais',
	),
	{
		displayName: 'Expires At',
		name: 'expiresAt',
		type: 'dateTime',
		default: '',
		displayOptions: ofOrder,
		description:
			'When the pay button is switched off, at least five minutes from now; a date (Brasília time unless it names a zone), or Unix time in seconds',
	},
	{ ...FIRST_BUTTON_FIELD, displayOptions: when({ '/sendAs': ['template', 'paymentButtons'] }) },
	{
		displayName: 'Footer Text',
		name: 'footerText',
		type: 'string',
		default: '',
		placeholder: 'e.g. Thank you',
		displayOptions: when({ '/sendAs': ['text'] }),
		description: 'Small text below the message, up to 60 characters',
	},
	amountField('Shipping', 'shipping', 'Shipping cost, in reais'),
	textField(
		'Shipping Description',
		'shippingDescription',
		'e.g. Express',
		'Up to 60 characters; sent only together with Shipping',
	),
	amountField('Tax', 'tax', 'Tax in reais, added to the total'),
	textField(
		'Tax Description',
		'taxDescription',
		'e.g. ICMS',
		'Up to 60 characters; sent only together with Tax',
	),
];

/** Additional Fields of a payment request. */
export const chargeAdditionalFields: INodeProperties[] = [
	...ownFields,
	HEADER_IMAGE_FIELD,
	...templateHeaderFields(['template', 'paymentButtons']),
].sort((a, b) => a.displayName.localeCompare(b.displayName));
