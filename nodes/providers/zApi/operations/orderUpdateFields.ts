import type { INodeProperties } from 'n8n-workflow';

import { itemFields } from '../../fields/items';
import { phoneField } from '../../fields/common';
import { CHECK_STATUS_CHANGE_OPTION } from '../../fields/options';
import { when } from '../../fields/conditions';
import { currentStatusField, type StatusField } from './statusFields';

/** For members of collections, whose field is a level above. */
const definedOnly = when({ '/orderData': ['defineBelow'] });
const eventOnly = when({ '/orderData': ['fromEvent'] });

/** Order data of one Z-API update: from an event, or typed in with every field that Z-API wants back. */
export function orderDataFields(kept: StatusField<unknown>): INodeProperties[] {
	const showEvent = when({ orderData: ['fromEvent'] });
	const showDefined = when({ orderData: ['defineBelow'] });
	return [
		{
			displayName: 'Order Data',
			name: 'orderData',
			type: 'options',
			options: [
				{
					name: 'From Order Event',
					value: 'fromEvent',
					description: 'Phone, IDs, amounts and products come from the event of the trigger',
				},
				{
					name: 'Define Below',
					value: 'defineBelow',
					description: 'Type in everything that Z-API wants back',
				},
			],
			default: 'fromEvent',
			description: 'Where the order comes from; Z-API wants the whole order back with each update',
		},
		{
			displayName: 'Order Event',
			name: 'orderEvent',
			type: 'json',
			default: '={{ $json }}',
			displayOptions: showEvent,
			description:
				'Item of the WhatsApp Commerce Trigger, a raw Z-API webhook body, the output of an earlier update, or one of them as you stored it',
		},
		{
			displayName:
				'Everything here must equal the order as it was sent: each item, amount and ID. Anything else changes the order that the customer sees. To have all of it filled in, choose From Order Event above and give it the Order Sent event of the trigger.',
			name: 'orderDataNotice',
			type: 'notice',
			default: '',
			displayOptions: showDefined,
		},
		phoneField(
			'Number with country and area code; Brazilian numbers without 55 get it, @lid IDs work too',
			showDefined,
		),
		{
			displayName: 'Order Message ID',
			name: 'orderMessageId',
			type: 'string',
			default: '',
			placeholder: 'e.g. 3EB0F91BBA791BB0A787FC',
			displayOptions: showDefined,
			description: 'WhatsApp ID of the message that carried the order',
		},
		{
			displayName: 'Reference ID',
			name: 'referenceId',
			type: 'string',
			default: '',
			placeholder: 'e.g. 4N8FCTW1WM6',
			displayOptions: showDefined,
			description: 'Reference ID in the order event',
		},
		{
			displayName: 'Order Request ID',
			name: 'orderRequestId',
			type: 'string',
			default: '',
			placeholder: 'e.g. 4N8FCTW22W4',
			displayOptions: showDefined,
			description: 'Order request ID in the order event',
		},
		{ ...currentStatusField(kept, '(Choose One)'), displayOptions: showDefined },
		...itemFields(
			[
				{
					displayName: 'Product ID',
					name: 'productId',
					type: 'string',
					default: '',
					placeholder: 'e.g. custom-item-4N8FCTW23N7',
					description:
						'ID of the product in the order event; one that starts with custom-item is outside the catalog',
				},
			],
			showDefined,
		),
	];
}

/** Additional Fields of an update; the amounts exist only where the order is typed in. */
export const updateAdditionalFields: INodeProperties = {
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
			displayOptions: definedOnly,
			description: 'Currency code of the order',
		},
		{
			displayName: 'Discount',
			name: 'discount',
			type: 'string',
			default: '',
			placeholder: 'e.g. 10.00',
			displayOptions: definedOnly,
			description: 'Discount of the order, in reais',
		},
		{
			displayName: 'Message',
			name: 'message',
			type: 'string',
			typeOptions: { rows: 2 },
			default: '',
			placeholder: 'e.g. Payment received, thank you!',
			description: 'Text shown with the update',
		},
		{
			displayName: 'Shipping',
			name: 'shipping',
			type: 'string',
			default: '',
			placeholder: 'e.g. 5.00',
			displayOptions: definedOnly,
			description: 'Shipping cost of the order, in reais',
		},
		{
			displayName: 'Tax',
			name: 'tax',
			type: 'string',
			default: '',
			placeholder: 'e.g. 10.00',
			displayOptions: definedOnly,
			description: 'Tax of the order, in reais',
		},
	],
};

/** Options of an update. */
export function updateOptions(kept: StatusField<unknown>): INodeProperties[] {
	return eventOptions(kept);
}

/** What an event may lack or get wrong; in Options because it is rarely needed. */
function eventOptions(kept: StatusField<unknown>): INodeProperties[] {
	return [
		{ ...CHECK_STATUS_CHANGE_OPTION, displayOptions: eventOnly },
		{ ...currentStatusField(kept, 'As in Order Event'), displayOptions: eventOnly },
		{
			displayName: 'Order Message ID',
			name: 'orderMessageId',
			type: 'string',
			default: '',
			placeholder: 'e.g. 3EB0F91BBA791BB0A787FC',
			displayOptions: eventOnly,
			description: 'Used instead of the one in Order Event, which an update may not know',
		},
		{
			displayName: 'Recipient Phone',
			name: 'phone',
			type: 'string',
			default: '',
			placeholder: 'e.g. 5511999999999',
			displayOptions: eventOnly,
			description: 'Used instead of the one in Order Event, e.g. for an order stored without it',
		},
	];
}
