import type { INodeProperties } from 'n8n-workflow';

import { readCurrency } from '../../../../commerce/domain/money/currency';
import { centsToReais, formatBrl } from '../../../../commerce/domain/money/money';
import { computeTotals, checkStatedTotals } from '../../../../commerce/domain/order/orderTotals';
import { InvalidInputError } from '../../../../commerce/domain/errors';
import { sendOrderRequest, type ZApiPaymentSettings } from '../api/requests';
import { merchantNameField, phoneField, pixKeyFields } from '../../fields/common';
import { readPixKey, textFromEither } from '../../fields/fromCredential';
import { itemFields } from '../../fields/items';
import { DECIMAL_MARK_OPTION } from '../../fields/options';
import { previewOfCharge } from '../../fields/preview';
import { readItems } from '../../fields/readItems';
import { readRecipient } from '../../fields/recipient';
import { when } from '../../fields/conditions';
import type { ItemParameters } from '../../itemParameters';
import type { PreparedSend, SendOperation } from '../../operation';

const acceptsPix = when({ acceptPix: [true] });

const ACCEPT_PIX: INodeProperties = {
	displayName: 'Accept PIX',
	name: 'acceptPix',
	type: 'boolean',
	default: true,
	description: 'Whether the customer can pay with your PIX key',
};

const ACCEPT_CARD: INodeProperties = {
	displayName: 'Accept Card',
	name: 'acceptCard',
	type: 'boolean',
	default: false,
	description:
		'Whether the customer can pay by card; needs cards set up in the WhatsApp account of the phone',
};

const fields: INodeProperties[] = [
	phoneField('Number with country and area code; Brazilian numbers without 55 get it, @lid IDs work too'),
	ACCEPT_PIX,
	...pixKeyFields(acceptsPix),
	...merchantNameField('pixHolderName', 'Name of the key holder, as the customer reads it', acceptsPix),
	ACCEPT_CARD,
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
				displayName: 'Expected Subtotal',
				name: 'subtotal',
				type: 'string',
				default: '',
				placeholder: 'e.g. 299.80',
				description: 'Nothing is sent unless the items add up to this amount, in reais',
			},
			{
				displayName: 'Expected Total',
				name: 'total',
				type: 'string',
				default: '',
				placeholder: 'e.g. 304.80',
				description:
					'Nothing is sent unless items + tax + shipping - discount add up to this amount, in reais',
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
				displayName: 'Tax',
				name: 'tax',
				type: 'string',
				default: '',
				placeholder: 'e.g. 10.00',
				description: 'Tax, in reais',
			},
		],
	},
];

/** POST send-order. The reference ID comes back with the order event only: Z-API takes none of ours. */
export const paymentRequest: SendOperation = {
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
			subtotalCents: params.optionalCents(extra.subtotal, 'Expected Subtotal'),
			totalCents: params.optionalCents(extra.total, 'Expected Total'),
		});
		if (totalCents === 0)
			throw new InvalidInputError('Total', formatBrl(0), 'an amount above zero to charge');
		const currency = readCurrency(extra.currency, 'Currency');
		const settings = readSettings(params);
		return {
			recipient,
			requestTo: (to) => sendOrderRequest({ recipient: to, ...amounts, totalCents, currency }, settings),
			warnings: [...warnings, ...itemWarnings],
			preview: previewOfCharge({ items, totalCents, currency }, waysToPay(settings)),
			output: { totalReais: centsToReais(totalCents), totalCents },
		};
	},
};

function readSettings(params: ItemParameters): ZApiPaymentSettings {
	const acceptCard = params.flag(ACCEPT_CARD);
	if (!params.flag(ACCEPT_PIX)) return acceptCard ? { acceptCard } : {};
	return {
		pix: {
			...readPixKey(params),
			holderName: textFromEither(params, {
				...{ name: 'pixHolderName', member: 'merchantName', label: 'Merchant Name' },
				expected: 'the name of the key holder',
			}),
		},
		...(acceptCard ? { acceptCard } : {}),
	};
}

function waysToPay({ pix, acceptCard }: ZApiPaymentSettings): string[] {
	return [...(pix === undefined ? [] : [`PIX ${pix.holderName}`]), ...(acceptCard === true ? ['Card'] : [])];
}
