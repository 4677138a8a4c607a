import type { INodeProperties } from 'n8n-workflow';

import { parseOrderStatus } from '../../../../commerce/domain/order/orderLifecycle';
import type { GivenPayment } from '../../../../commerce/domain/payment/readPaymentEvent';
import { readAll } from '../../../../commerce/domain/readAll';
import { when } from '../../fields/conditions';
import {
	capturedAtField,
	checkPayment,
	paymentDataOptions,
	readGivenPaymentInOptions,
} from '../../fields/paymentEvent';
import { isNothing, textOf } from '../../../shared/readValue';
import type { ItemParameters } from '../../itemParameters';
import type { PreparedSend, SendOperation } from '../../operation';
import { updateAddressFields } from './address';
import {
	messageFields,
	ORDER_STATUS_OPTIONS,
	PAYMENT_STATUS_OPTIONS,
	prepareUpdate,
	readPayment,
	toldBy,
	updateAdditionalFields,
	updateOptions,
} from './orderUpdate';

const fields: INodeProperties[] = [
	...updateAddressFields,
	{
		displayName: 'New Order Status',
		name: 'newOrderStatus',
		type: 'options',
		options: ORDER_STATUS_OPTIONS,
		default: 'processing',
		description: 'Status to show the customer',
	},
	...messageFields,
	updateAdditionalFields([
		{
			displayName: 'New Payment Status',
			name: 'newPaymentStatus',
			type: 'options',
			options: PAYMENT_STATUS_OPTIONS,
			default: 'paid',
			description: 'Payment status to tell in the same message; left out when it is not added',
		},
		capturedAtField(when({ newPaymentStatus: ['paid'] })),
		{
			displayName: 'Status Description',
			name: 'statusDescription',
			type: 'string',
			default: '',
			placeholder: 'e.g. On its way with the courier',
			description: 'Text shown with the status, up to 120 characters',
		},
	]),
];

/** `order_status` with the new status of the order, and of its payment where it is given. */
export const orderStatus: SendOperation = {
	fields,
	options: [...updateOptions, ...paymentDataOptions],
	hasReference: true,
	prepare(params: ItemParameters): PreparedSend {
		const given = readGivenPaymentInOptions(params);
		return prepareUpdate(params, 'orderStatus', given, () => readChange(params, given));
	},
};

function readChange(params: ItemParameters, given: GivenPayment | undefined) {
	const extra = params.collection('additionalFields');
	const { newPaymentStatus, capturedAt } = extra;
	const paidAt = isNothing(capturedAt) ? given?.paidAt : capturedAt;
	const change = readAll({
		orderStatus: () => parseOrderStatus(params.value('newOrderStatus'), 'New Order Status'),
		description: () => textOf(extra.statusDescription, 'Status Description'),
		payment: () => (isNothing(newPaymentStatus) ? undefined : readPayment(newPaymentStatus, () => paidAt)),
	});
	checkPayment(params, given, toldBy(change));
	return change;
}
