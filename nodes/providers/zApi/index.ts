import type { Provider } from '../provider';
import { readZApiSendResponse } from './api/responses';
import { zApiCredential } from './credential';
import { orderPaymentUpdate, orderStatus } from './operations/orderUpdate.operation';
import { paymentRequest } from './operations/paymentRequest.operation';
import { pixKey } from './operations/pixKey.operation';
import { zApiTrigger } from './webhook/trigger';

/** Z-API: a phone of one's own, connected as by WhatsApp Web. */
export const zApi: Provider = {
	id: 'zApi',
	name: 'Z-API',
	credential: zApiCredential,
	operations: { paymentRequest, orderStatus, orderPaymentUpdate, pixKey },
	readSendResponse: readZApiSendResponse,
	trigger: zApiTrigger,
};
