import type { INodeProperties } from 'n8n-workflow';

import type { PaymentProvider } from '../paymentProvider';
import { receiveOther } from './api/events';

const fields: INodeProperties[] = [
	{
		displayName: 'Reference ID At',
		name: 'referencePath',
		type: 'string',
		default: '',
		required: true,
		placeholder: 'e.g. data.code',
		description: 'Where the body has your own order ID',
	},
	{
		displayName: 'Amount At',
		name: 'amountPath',
		type: 'string',
		default: '',
		required: true,
		placeholder: 'e.g. data.charges[0].amount',
		description: 'Where the body has the amount that was paid',
	},
	{
		displayName: 'Amount In',
		name: 'amountUnit',
		type: 'options',
		noDataExpression: true,
		options: [
			{ name: 'Cents', value: 'cents', description: '14990 is R$ 149.90' },
			{ name: 'Reais', value: 'reais', description: '149.9 is R$ 149.90' },
		],
		default: 'reais',
	},
	{
		displayName: 'Status At',
		name: 'statusPath',
		type: 'string',
		default: '',
		required: true,
		placeholder: 'e.g. type',
		description: 'Where the body says what happened',
	},
	{
		displayName: 'Paid Statuses',
		name: 'paidStatuses',
		type: 'string',
		default: '',
		required: true,
		placeholder: 'e.g. order.paid, paid',
		description: 'Comma-separated words there that mean paid; true for a yes or no',
	},
];

const options: INodeProperties[] = [
	{
		displayName: 'Refunded Statuses',
		name: 'refundedStatuses',
		type: 'string',
		default: '',
		placeholder: 'e.g. charge.refunded',
		description: 'Comma-separated words at Status At that mean refunded. Empty reports no refunds.',
	},
];

/** Any payment provider that sends a header of the shop's choice. */
export const other: PaymentProvider = {
	id: 'other',
	name: 'Other',
	description: 'Any payment provider that sends a header you set; you say where the body has what',
	notice:
		'At your payment provider: paste the webhook URL above, and set the header that is in the credential; for one with a user and a password the header is Authorization, and its value Basic and both in Base64. Nothing signs the body, and no payment can be looked up: whoever knows the header can tell any amount.',
	hasSecret: true,
	credentialFields: [{ field: 'headerName', label: 'Header Name' }],
	fields,
	options,
	maxBodyBytes: 1_000_000,
	receive: receiveOther,
};
