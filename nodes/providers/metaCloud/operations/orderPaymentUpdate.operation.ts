import type { INodeProperties } from 'n8n-workflow';

import { when } from '../../fields/conditions';
import type { ItemParameters } from '../../itemParameters';
import type { PreparedSend, SendOperation } from '../../operation';
import { addressFields } from './address';
import {
	capturedAtField,
	messageFields,
	PAYMENT_STATUS_OPTIONS,
	prepareUpdate,
	readPayment,
	updateAdditionalFields,
	updateOptions,
} from './orderUpdate';

const fields: INodeProperties[] = [
	...addressFields,
	{
		displayName: 'New Payment Status',
		name: 'newPaymentStatus',
		type: 'options',
		options: PAYMENT_STATUS_OPTIONS,
		default: 'paid',
		description:
			'Payment status to show the customer; your bank or payment provider knows it, WhatsApp does not',
	},
	capturedAtField(when({ newPaymentStatus: ['paid'] })),
	...messageFields,
	updateAdditionalFields([]),
];

/** `order_status` with the payment alone: the order keeps its status. */
export const orderPaymentUpdate: SendOperation = {
	fields,
	options: updateOptions,
	hasReference: true,
	prepare(params: ItemParameters): PreparedSend {
		return prepareUpdate(params, 'orderPaymentUpdate', () => ({
			payment: readPayment(params.value('newPaymentStatus'), () => params.value('capturedAt')),
		}));
	},
};
