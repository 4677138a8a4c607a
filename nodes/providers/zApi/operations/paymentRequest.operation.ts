import type { INodeProperties } from 'n8n-workflow';

import { readCurrency } from '../../../../commerce/domain/money/currency';
import { centsToReais, formatBrl } from '../../../../commerce/domain/money/money';
import { computeTotals, checkStatedTotals } from '../../../../commerce/domain/order/orderTotals';
import { normalizePixKey, PIX_KEY_TYPES } from '../../../../commerce/domain/pix/pixKey';
import { InvalidInputError } from '../../../../commerce/domain/errors';
import { sendOrderRequest, type ZApiPaymentSettings } from '../api/requests';
import { phoneField, pixKeyFields } from '../../fields/common';
import { itemFields } from '../../fields/items';
import { DECIMAL_MARK_OPTION } from '../../fields/options';
import { readItems } from '../../fields/readItems';
import { readRecipient } from '../../fields/recipient';
import { when } from '../../fields/conditions';
import type { ItemParameters } from '../../itemParameters';
import type { PreparedSend, SendOperation } from '../../operation';

const acceptsPix = when({ acceptPix: [true] });

const fields: INodeProperties[] = [
	phoneField('Number with country and area code; Brazilian numbers without 55 get it, @lid IDs work too'),
	...itemFields([
		{
			displayName: 'Product ID',
			name: 'productId',
			type: 'string',
			default: '',
			placeholder: 'e.g. 23940797548900636',
			description: 'ID of the product in the WhatsApp catalog; leave empty for anything else',
		},
	]),
	{
		displayName: 'Accept PIX',
		name: 'acceptPix',
		type: 'boolean',
		default: true,
		description: 'Whether the customer can pay with your PIX key',
	},
	...pixKeyFields(acceptsPix),
	{
		displayName: 'PIX Holder Name',
		name: 'pixHolderName',
		type: 'string',
		default: '',
		placeholder: 'e.g. Example Store',
		displayOptions: acceptsPix,
		description: 'Name of the key holder as the customer reads it',
	},
	{
		displayName: 'Accept Card',
		name: 'acceptCard',
		type: 'boolean',
		default: false,
		description:
			'Whether the customer can pay by card; needs cards set up in the WhatsApp account of the phone',
	},
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
				description: 'Currency code of the order',
			},
			{
				displayName: 'Discount',
				name: 'discount',
				type: 'string',
				default: '',
				placeholder: 'e.g. 10.00',
				description: 'Amount taken off the total, in reais',
			},
			{
				displayName: 'Shipping',
				name: 'shipping',
				type: 'string',
				default: '',
				placeholder: 'e.g. 5.00',
				description: 'Shipping cost, in reais',
			},
			{
				displayName: 'Subtotal',
				name: 'subtotal',
				type: 'string',
				default: '',
				placeholder: 'e.g. 299.80',
				description: 'Only compared: nothing is sent when it differs from the sum of the items',
			},
			{
				displayName: 'Tax',
				name: 'tax',
				type: 'string',
				default: '',
				placeholder: 'e.g. 10.00',
				description: 'Tax, in reais',
			},
			{
				displayName: 'Total',
				name: 'total',
				type: 'string',
				default: '',
				placeholder: 'e.g. 304.80',
				description:
					'Only compared: nothing is sent when it differs from subtotal + tax + shipping - discount',
			},
		],
	},
];

/** POST send-order. The reference ID comes back with the order event only: Z-API takes none of ours. */
export const paymentRequest: SendOperation = {
	choice: {
		name: 'Payment Request',
		action: 'Send payment request',
		description: 'Send an order that the customer can pay',
	},
	fields,
	options: [DECIMAL_MARK_OPTION],
	hasReference: false,
	prepare(params: ItemParameters): PreparedSend {
		const { recipient, warnings } = readRecipient(params, params.value('phone'), { allowLid: true });
		const { items, warnings: itemWarnings } = readItems(params);
		const extra = params.collection('additionalFields');
		const amounts = {
			items,
			discountCents: params.optionalCents(extra.discount, 'Discount'),
			shippingCents: params.optionalCents(extra.shipping, 'Shipping'),
			taxCents: params.optionalCents(extra.tax, 'Tax'),
		};
		const { totalCents } = computeTotals(amounts);
		checkStatedTotals(amounts, {
			subtotalCents: params.optionalCents(extra.subtotal, 'Subtotal'),
			totalCents: params.optionalCents(extra.total, 'Total'),
		});
		if (totalCents === 0)
			throw new InvalidInputError('Total', formatBrl(0), 'an amount above zero to charge');
		const currency = readCurrency(extra.currency, 'Currency');
		return {
			request: sendOrderRequest({ recipient, ...amounts, totalCents, currency }, readSettings(params)),
			recipient,
			warnings: [...warnings, ...itemWarnings],
			output: { totalReais: centsToReais(totalCents), totalCents },
		};
	},
};

function readSettings(params: ItemParameters): ZApiPaymentSettings {
	const acceptCard = params.flag('acceptCard', 'Accept Card');
	if (!params.flag('acceptPix', 'Accept PIX', true)) return acceptCard ? { acceptCard } : {};
	const keyType = params.choice('pixKeyType', 'PIX Key Type', PIX_KEY_TYPES);
	return {
		pix: {
			key: normalizePixKey(params.value('pixKey'), keyType, 'PIX Key'),
			keyType,
			holderName: params.text('pixHolderName', 'PIX Holder Name', 'the name of the key holder'),
		},
		...(acceptCard ? { acceptCard } : {}),
	};
}
