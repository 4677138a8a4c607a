import type { INodeProperties } from 'n8n-workflow';

import { when } from '../../fields/conditions';
import { DECIMAL_MARK_OPTION } from '../../fields/options';
import {
	capturedAtField,
	EXPECTED_AMOUNT_OPTION,
	paymentDataFields,
	readCapturedAt,
	readPayment,
} from '../../fields/paymentEvent';
import type { ItemParameters } from '../../itemParameters';
import type { PreparedSend, SendOperation } from '../../operation';
import { updateAddressFields } from './address';
import {
	messageFields,
	PAYMENT_STATUS_OPTIONS,
	prepareUpdate,
	readPaymentStatus,
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
	options: [DECIMAL_MARK_OPTION, EXPECTED_AMOUNT_OPTION, ...updateOptions],
	hasReference: true,
	prepare(params: ItemParameters): PreparedSend {
		const given = readPayment(params);
		return prepareUpdate(params, 'orderPaymentUpdate', given, () => ({
			payment: readPaymentStatus(params, params.value('newPaymentStatus'), given, () =>
				readCapturedAt(params, given),
			),
		}));
	},
};
