import type { Provider } from '../provider';
import { listSearch } from './accountSearch';
import { readMetaSendResponse } from './api/responses';
import { metaCredential } from './credential';
import { orderPaymentUpdate } from './operations/orderPaymentUpdate.operation';
import { orderStatus } from './operations/orderStatus.operation';
import { paymentRequest } from './operations/paymentRequest.operation';
import { metaTrigger } from './webhook/trigger';

/** WhatsApp's own Cloud API at Meta, and services that take the same requests at another address. */
export const metaCloud: Provider = {
	id: 'metaCloud',
	name: 'Meta Cloud API',
	credential: metaCredential,
	operations: { paymentRequest, orderStatus, orderPaymentUpdate },
	readSendResponse: readMetaSendResponse,
	listSearch,
	trigger: metaTrigger,
};
