import type { INodeProperties } from 'n8n-workflow';

import { when } from '../../fields/conditions';
import {
	capturedAtField,
	checkPayment,
	paymentAmountOptions,
	paymentDataFields,
	readCapturedAt,
	readGivenPayment,
} from '../../fields/paymentEvent';
import type { ItemParameters } from '../../itemParameters';
import type { PreparedSend, SendOperation } from '../../operation';
import { updateAddressFields } from './address';
import {
	messageFields,
	PAYMENT_STATUS_OPTIONS,
	prepareUpdate,
	readPayment,
	toldBy,
	updateAdditionalFields,
	updateOptions,
} from './orderUpdate';

const fields: INodeProperties[] = [
	...paymentDataFields,
	...updateAddressFields,
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
	options: [...updateOptions, ...paymentAmountOptions],
	hasReference: true,
	prepare(params: ItemParameters): PreparedSend {
		const given = readGivenPayment(params);
		return prepareUpdate(params, 'orderPaymentUpdate', given, () => {
			const payment = readPayment(params.value('newPaymentStatus'), () => readCapturedAt(params, given));
			checkPayment(params, given, toldBy({ payment }));
			return { payment };
		});
	},
};
