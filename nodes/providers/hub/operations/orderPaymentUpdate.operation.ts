import type { INodeProperties } from 'n8n-workflow';

import { readAll } from '../../../../commerce/domain/readAll';
import { limitWarnings } from '../api/messageLimits';
import { orderStatusMessage } from '../api/requests';
import {
	capturedAtField,
	checkPayment,
	paymentAmountOptions,
	paymentDataFields,
	readCapturedAt,
	readGivenPayment,
} from '../../fields/paymentEvent';
import { previewOf } from '../../fields/preview';
import type { ItemParameters } from '../../itemParameters';
import type { PreparedSend, SendOperation } from '../../operation';
import { ORDER_STATUS_NAMES } from './fieldNames';
import { messageFields, readAddress, readMessage, updateAddressFields } from './sharedFields';

const fields: INodeProperties[] = [
	...paymentDataFields,
	...updateAddressFields,
	capturedAtField(),
	...messageFields,
];

/**
 * The Hub reports a payment as status completed with `payment.status` captured (Hub documentation, "Payment Request
 * & Order Status", /docs/1.0/sending-messages/payment-order).
 */
export const orderPaymentUpdate: SendOperation = {
	fields,
	options: paymentAmountOptions,
	hasReference: true,
	prepare(params: ItemParameters): PreparedSend {
		const payment = readGivenPayment(params);
		const { to, capturedAt, message } = readAll({
			checked: () => checkPayment(params, payment, { paymentStatus: 'paid' }),
			to: () => readAddress(params, payment),
			capturedAt: () => readCapturedAt(params, payment),
			message: () => readMessage(params),
		});
		const { warnings, ...address } = to;
		return {
			recipient: address.recipient,
			requestTo: (recipient) =>
				orderStatusMessage({ ...address, recipient, status: 'completed', ...message, capturedAt }),
			referenceId: address.referenceId,
			channelId: address.channelId,
			onceKey: `chatt2Me|orderPaymentUpdate|${address.referenceId}|captured`,
			warnings: [...(payment?.warnings ?? []), ...warnings, ...limitWarnings({ ...address, ...message })],
			fieldNames: ORDER_STATUS_NAMES,
			preview: previewOf(`Order ${address.referenceId}`, 'paid', message.bodyText),
			output: { channelId: address.channelId },
		};
	},
};
