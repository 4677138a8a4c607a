import type { INodeProperties } from 'n8n-workflow';

import { toUnixSeconds } from '../../../../commerce/domain/time/timestamp';
import { orderStatusMessage } from '../api/requests';
import { readChatt2MeSendReply } from '../api/responses';
import { optionsField } from '../../fields/options';
import { showFor } from '../../fields/show';
import type { ItemParameters } from '../../itemParameters';
import type { PreparedSend, SendOperation } from '../../operation';
import { addressFields, capturedAtField, messageFields, readAddress, readMessage } from './sharedFields';

const show = showFor('chatt2Me', ['orderPaymentUpdate']);

export const chatt2MeOrderPaymentUpdateFields: INodeProperties[] = [
	...addressFields('orderPaymentUpdate'),
	capturedAtField(show),
	...messageFields('orderPaymentUpdate'),
	optionsField(show, [], 'withReference'),
];

/** The Hub tells a payment as status completed with `payment.status` captured (seed, order status). */
export const chatt2MeOrderPaymentUpdate: SendOperation = {
	credentialType: 'chatt2MeApi',
	readReply: readChatt2MeSendReply,
	prepare(params: ItemParameters): PreparedSend {
		const address = readAddress(params);
		const capturedAt = toUnixSeconds(params.value('capturedAt'), 'Payment Captured At');
		return {
			request: orderStatusMessage({ ...address, status: 'completed', ...readMessage(params), capturedAt }),
			recipient: address.recipient,
			referenceId: address.referenceId,
			onceKey: `chatt2Me|orderPaymentUpdate|${address.referenceId}|captured`,
			warnings: [],
		};
	},
};
