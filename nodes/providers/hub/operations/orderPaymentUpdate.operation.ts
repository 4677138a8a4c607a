import type { INodeProperties } from 'n8n-workflow';

import { toUnixSeconds } from '../../../../commerce/domain/time/timestamp';
import { limitWarnings } from '../api/messageLimits';
import { orderStatusMessage } from '../api/requests';
import { previewOf } from '../../fields/preview';
import type { ItemParameters } from '../../itemParameters';
import type { PreparedSend, SendOperation } from '../../operation';
import { addressFields, capturedAtField, messageFields, readAddress, readMessage } from './sharedFields';

const fields: INodeProperties[] = [...addressFields, capturedAtField(), ...messageFields];

/** The Hub tells a payment as status completed with `payment.status` captured (seed, order status). */
export const orderPaymentUpdate: SendOperation = {
	fields,
	hasReference: true,
	prepare(params: ItemParameters): PreparedSend {
		const { warnings, ...address } = readAddress(params);
		const capturedAt = toUnixSeconds(params.value('capturedAt'), 'Payment Captured At');
		const message = readMessage(params);
		return {
			recipient: address.recipient,
			requestTo: (recipient) =>
				orderStatusMessage({ ...address, recipient, status: 'completed', ...message, capturedAt }),
			referenceId: address.referenceId,
			channelId: address.channelId,
			onceKey: `chatt2Me|orderPaymentUpdate|${address.referenceId}|captured`,
			warnings: [...warnings, ...limitWarnings({ ...address, ...message })],
			preview: previewOf(`Order ${address.referenceId}`, 'paid', message.bodyText),
			output: { channelId: address.channelId },
		};
	},
};
