import type { INodeProperties } from 'n8n-workflow';

import { readCurrency } from '../../../../commerce/domain/money/currency';
import { centsToReais, formatBrl } from '../../../../commerce/domain/money/money';
import { computeTotals, checkStatedTotals } from '../../../../commerce/domain/order/orderTotals';
import { readAll } from '../../../../commerce/domain/readAll';
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
import { PAYMENT_REQUEST_NAMES } from './fieldNames';

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
		const { customer, charge, settings } = readAll({
			customer: () => readRecipient(params, params.value('phone'), { allowLid: true }),
			charge: () => readCharge(params),
			settings: () => readSettings(params),
		});
		const { warnings, ...order } = charge;
		return {
			recipient: customer.recipient,
			requestTo: (recipient) => sendOrderRequest({ recipient, ...order }, settings),
			warnings: [...customer.warnings, ...warnings],
			fieldNames: PAYMENT_REQUEST_NAMES,
			preview: previewOfCharge(order, waysToPay(settings)),
			output: { totalReais: centsToReais(order.totalCents), totalCents: order.totalCents },
		};
	},
};

/** Items and amounts, with every total that was stated compared. Throws InvalidInputError. */
function readCharge(params: ItemParameters) {
	const extra = params.collection('additionalFields');
	const { list, subtotalCents, statedCents, currency, ...others } = readAll({
		list: () => readItems(params),
		discountCents: () => params.optionalCents(extra.discount, 'Discount'),
		shippingCents: () => params.optionalCents(extra.shipping, 'Shipping'),
		taxCents: () => params.optionalCents(extra.tax, 'Tax'),
		subtotalCents: () => params.optionalCents(extra.subtotal, 'Expected Subtotal'),
		statedCents: () => params.optionalCents(extra.total, 'Expected Total'),
		currency: () => readCurrency(extra.currency, 'Currency'),
	});
	const amounts = { items: list.items, ...others };
	const { totalCents } = computeTotals(amounts);
	params.known.totalCents = totalCents;
	checkStatedTotals(amounts, { subtotalCents, totalCents: statedCents });
	if (totalCents === 0) throw new InvalidInputError('Total', formatBrl(0), 'an amount above zero to charge');
	return { ...amounts, totalCents, currency, warnings: list.warnings };
}

function readSettings(params: ItemParameters): ZApiPaymentSettings {
	const acceptCard = params.flag(ACCEPT_CARD);
	if (!params.flag(ACCEPT_PIX)) return acceptCard ? { acceptCard } : {};
	const { pixKey, holderName } = readAll({
		pixKey: () => readPixKey(params),
		holderName: () =>
			textFromEither(params, {
				...{ name: 'pixHolderName', member: 'merchantName', label: 'Merchant Name' },
				expected: 'the name of the key holder',
			}),
	});
	return { pix: { ...pixKey, holderName }, ...(acceptCard ? { acceptCard } : {}) };
}

function waysToPay({ pix, acceptCard }: ZApiPaymentSettings): string[] {
	return [...(pix === undefined ? [] : [`PIX ${pix.holderName}`]), ...(acceptCard === true ? ['Card'] : [])];
}
