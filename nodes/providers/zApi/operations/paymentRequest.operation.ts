import type { INodeProperties } from 'n8n-workflow';

import { formatBrl } from '../../../../commerce/domain/money/money';
import { computeTotals, checkStatedTotals } from '../../../../commerce/domain/order/orderTotals';
import { cleanRecipient } from '../../../../commerce/domain/identity/phone';
import { normalizePixKey, PIX_KEY_TYPES } from '../../../../commerce/domain/pix/pixKey';
import { InvalidInputError } from '../../../../commerce/domain/errors';
import { sendOrderRequest, type ZApiPaymentSettings } from '../api/requests';
import { readZApiSendReply } from '../api/responses';
import { phoneField, pixKeyFields } from '../../fields/common';
import { itemFields } from '../../fields/items';
import { DECIMAL_MARK_OPTION, optionsField } from '../../fields/options';
import { readItems } from '../../fields/readItems';
import { showFor } from '../../fields/show';
import type { ItemParameters } from '../../itemParameters';
import type { PreparedSend, SendOperation } from '../../operation';

const show = showFor('zApi', ['paymentRequest']);

export const zApiPaymentRequestFields: INodeProperties[] = [
	phoneField(
		show,
		'Number with country and area code; spaces and punctuation are removed, @lid IDs work too',
	),
	...itemFields(show, [
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
		displayOptions: show,
		description: 'Whether the customer can pay with your PIX key',
	},
	...pixKeyFields(showFor('zApi', ['paymentRequest'], { acceptPix: [true] })),
	{
		displayName: 'PIX Holder Name',
		name: 'pixHolderName',
		type: 'string',
		default: '',
		required: true,
		placeholder: 'e.g. Example Store',
		displayOptions: showFor('zApi', ['paymentRequest'], { acceptPix: [true] }),
		description: 'Name of the key holder as the customer reads it',
	},
	{
		displayName: 'Accept Card',
		name: 'acceptCard',
		type: 'boolean',
		default: false,
		displayOptions: show,
		description:
			'Whether the customer can pay by card; needs cards set up in the WhatsApp account of the phone',
	},
	{
		displayName: 'Additional Fields',
		name: 'additionalFields',
		type: 'collection',
		placeholder: 'Add Field',
		default: {},
		displayOptions: show,
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
	optionsField(show, [DECIMAL_MARK_OPTION], 'customOnly'),
];

/** POST send-order. The reference ID comes back with the order event only: Z-API takes none of ours. */
export const zApiPaymentRequest: SendOperation = {
	credentialType: 'zApi',
	readReply: readZApiSendReply,
	prepare(params: ItemParameters): PreparedSend {
		const recipient = cleanRecipient(params.value('phone'), { field: 'Recipient Phone', allowLid: true });
		const items = readItems(params);
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
		const currency = typeof extra.currency === 'string' && extra.currency !== '' ? extra.currency : undefined;
		return {
			request: sendOrderRequest({ recipient, ...amounts, totalCents, currency }, readSettings(params)),
			recipient,
			warnings: [],
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
