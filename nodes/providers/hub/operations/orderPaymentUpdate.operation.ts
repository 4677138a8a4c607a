import type { INodeProperties } from 'n8n-workflow';

import { readAll } from '../../../../commerce/domain/readAll';
import { toUnixSeconds } from '../../../../commerce/domain/time/timestamp';
import { limitWarnings } from '../api/messageLimits';
import { orderStatusMessage } from '../api/requests';
import { previewOf } from '../../fields/preview';
import type { ItemParameters } from '../../itemParameters';
import type { PreparedSend, SendOperation } from '../../operation';
import { ORDER_STATUS_NAMES } from './fieldNames';
import { addressFields, capturedAtField, messageFields, readAddress, readMessage } from './sharedFields';

const fields: INodeProperties[] = [...addressFields, capturedAtField(), ...messageFields];

/**
 * The Hub reports a payment as status completed with `payment.status` captured (Hub documentation, "Payment Request
 * & Order Status", /docs/1.0/sending-messages/payment-order).
 */
export const orderPaymentUpdate: SendOperation = {
	fields,
	hasReference: true,
	prepare(params: ItemParameters): PreparedSend {
		const { to, capturedAt, message } = readAll({
			to: () => readAddress(params),
			capturedAt: () => toUnixSeconds(params.value('capturedAt'), 'Payment Captured At'),
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
			warnings: [...warnings, ...limitWarnings({ ...address, ...message })],
			fieldNames: ORDER_STATUS_NAMES,
			preview: previewOf(`Order ${address.referenceId}`, 'paid', message.bodyText),
			output: { channelId: address.channelId },
		};
	},
};
