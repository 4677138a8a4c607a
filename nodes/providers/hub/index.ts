import type { Provider } from '../provider';
import { readHubSendResponse } from './api/responses';
import { hubCredential } from './credential';
import { orderPaymentUpdate } from './operations/orderPaymentUpdate.operation';
import { orderStatus } from './operations/orderStatus.operation';
import { paymentRequest } from './operations/paymentRequest.operation';
import { hubTrigger } from './webhook/trigger';

/** Hub Chatt2.me: channels of WhatsApp's own Cloud API, kept by the Hub. Workflows know it as `chatt2Me`. */
export const hub: Provider = {
	id: 'chatt2Me',
	name: 'Hub Chatt2.me',
	credential: hubCredential,
	operations: { paymentRequest, orderStatus, orderPaymentUpdate },
	readSendResponse: readHubSendResponse,
	trigger: hubTrigger,
};
