import type { INodeProperties } from 'n8n-workflow';

import { toUnixSeconds } from '../../../../commerce/domain/time/timestamp';
import { limitWarnings } from '../api/messageLimits';
import { orderStatusMessage } from '../api/requests';
import type { ItemParameters } from '../../itemParameters';
import type { PreparedSend, SendOperation } from '../../operation';
import { addressFields, capturedAtField, messageFields, readAddress, readMessage } from './sharedFields';

const fields: INodeProperties[] = [...addressFields, capturedAtField(), ...messageFields];

/** The Hub tells a payment as status completed with `payment.status` captured (seed, order status). */
export const orderPaymentUpdate: SendOperation = {
	choice: {
		name: 'Order Payment Update',
		action: 'Update order payment',
		description: 'Tell the customer that an order was paid',
	},
	fields,
	hasReference: true,
	prepare(params: ItemParameters): PreparedSend {
		const { warnings, ...address } = readAddress(params);
		const capturedAt = toUnixSeconds(params.value('capturedAt'), 'Payment Captured At');
		const message = readMessage(params);
		return {
			request: orderStatusMessage({ ...address, status: 'completed', ...message, capturedAt }),
			recipient: address.recipient,
			referenceId: address.referenceId,
			channelId: address.channelId,
			onceKey: `chatt2Me|orderPaymentUpdate|${address.referenceId}|captured`,
			warnings: [...warnings, ...limitWarnings({ ...address, ...message })],
			output: { channelId: address.channelId },
		};
	},
};
