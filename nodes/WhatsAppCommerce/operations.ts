import type { INodeProperties } from 'n8n-workflow';

import { ownMember } from '../../commerce/domain/looseJson';
import {
	chatt2MeOrderPaymentUpdate,
	chatt2MeOrderPaymentUpdateFields,
} from '../providers/hub/operations/orderPaymentUpdate.operation';
import {
	chatt2MeOrderStatus,
	chatt2MeOrderStatusFields,
} from '../providers/hub/operations/orderStatus.operation';
import { chatt2MePaymentRequestFields } from '../providers/hub/operations/paymentRequest.fields';
import { chatt2MePaymentRequest } from '../providers/hub/operations/paymentRequest.operation';
import { paymentCode, paymentCodeFields } from './local/paymentCode.operation';
import type { Operation } from '../providers/operation';
import {
	zApiOrderPaymentUpdate,
	zApiOrderPaymentUpdateFields,
} from '../providers/zApi/operations/orderPaymentUpdate.operation';
import { zApiOrderStatus, zApiOrderStatusFields } from '../providers/zApi/operations/orderStatus.operation';
import {
	zApiPaymentRequest,
	zApiPaymentRequestFields,
} from '../providers/zApi/operations/paymentRequest.operation';
import { zApiPixKey, zApiPixKeyFields } from '../providers/zApi/operations/pixKey.operation';

/** What the node can do, by provider and operation. A new operation is one line here and one in the fields. */
const OPERATIONS: { [provider: string]: { [operation: string]: Operation } } = {
	zApi: {
		orderPaymentUpdate: zApiOrderPaymentUpdate,
		orderStatus: zApiOrderStatus,
		paymentCode,
		paymentRequest: zApiPaymentRequest,
		pixKey: zApiPixKey,
	},
	chatt2Me: {
		orderPaymentUpdate: chatt2MeOrderPaymentUpdate,
		orderStatus: chatt2MeOrderStatus,
		paymentCode,
		paymentRequest: chatt2MePaymentRequest,
	},
};

/** The operation of a provider, by the values of the two fields; undefined when the provider has no such one. */
export function findOperation(provider: unknown, operation: unknown): Operation | undefined {
	return ownMember(ownMember(OPERATIONS, provider) ?? {}, operation);
}

/** The fields of every operation, in the order in which a chosen one shows them. */
export const operationFields: INodeProperties[] = [
	...zApiPaymentRequestFields,
	...zApiOrderStatusFields,
	...zApiOrderPaymentUpdateFields,
	...zApiPixKeyFields,
	...chatt2MePaymentRequestFields,
	...chatt2MeOrderStatusFields,
	...chatt2MeOrderPaymentUpdateFields,
	...paymentCodeFields,
];
