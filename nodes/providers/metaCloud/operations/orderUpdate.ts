import type { INodeProperties } from 'n8n-workflow';

import { parseOrderStatus } from '../../../../commerce/domain/order/orderLifecycle';
import { warningsBeforeStatus } from '../../../../commerce/domain/payment/paymentEventRules';
import type { GivenPayment } from '../../../../commerce/domain/payment/readPaymentEvent';
import { readAll } from '../../../../commerce/domain/readAll';
import { toUnixSeconds } from '../../../../commerce/domain/time/timestamp';
import { when } from '../../fields/conditions';
import { CHECK_STATUS_CHANGE_OPTION } from '../../fields/options';
import type { ToldStatus } from '../../fields/paymentEvent';
import { previewOf } from '../../fields/preview';
import { isNothing, textOf } from '../../../shared/readValue';
import type { ItemParameters } from '../../itemParameters';
import type { PreparedSend } from '../../operation';
import { checkMessageTexts } from '../api/chargeRules';
import type { MetaOrderUpdate } from '../api/requests';
import { orderStatusMessage, orderStatusTemplateMessage } from '../api/requests';
import { checkOrderUpdate, parseMetaPaymentStatus, type MetaOrderState } from '../api/statusRules';
import { factsOf, readAddress } from './address';
import { UPDATE_NAMES } from './fieldNames';
import {
	bodyVariablesField,
	HEADER_IMAGE_FIELD,
	readTemplate,
	templateField,
	templateHeaderFields,
} from './template';

export const ORDER_STATUS_OPTIONS = [
	{ name: 'Canceled', value: 'canceled' },
	{ name: 'Completed', value: 'completed' },
	{ name: 'Partially Shipped', value: 'partially_shipped' },
	{ name: 'Pending', value: 'pending' },
	{ name: 'Processing', value: 'processing' },
	{ name: 'Shipped', value: 'shipped' },
];

export const PAYMENT_STATUS_OPTIONS = [
	{ name: 'Failed', value: 'failed' },
	{ name: 'Paid', value: 'paid' },
	{ name: 'Pending', value: 'pending' },
];

/** How an update leaves, and its texts. */
export const messageFields: INodeProperties[] = [
	{
		displayName: 'Send As',
		name: 'sendAs',
		type: 'options',
		options: [
			{
				name: 'Message (Within 24 Hours)',
				value: 'text',
				description: 'The customer wrote in the last 24 hours',
			},
			{
				name: 'Template (Any Time)',
				value: 'template',
				description: 'With an approved template of sub-category ORDER_STATUS',
			},
		],
		default: 'text',
		description: 'WhatsApp takes free messages only in the 24 hours after the customer last wrote',
	},
	templateField('template', 'metaCloudOrderStatusTemplates', 'of sub-category ORDER_STATUS'),
	bodyVariablesField(['template']),
	{
		displayName: 'Body Text',
		name: 'bodyText',
		type: 'string',
		typeOptions: { rows: 2 },
		default: '',
		placeholder: 'e.g. Your order has been shipped!',
		displayOptions: when({ sendAs: ['text'] }),
		description: 'Text that the customer reads, up to 1,024 characters',
	},
];

const FOOTER_FIELD: INodeProperties = {
	displayName: 'Footer Text',
	name: 'footerText',
	type: 'string',
	default: '',
	placeholder: 'e.g. Thank you',
	displayOptions: when({ '/sendAs': ['text'] }),
	description: 'Small text below the message, up to 60 characters',
};

/** Additional Fields of an update: those of its operation, and the texts around it. */
export function updateAdditionalFields(own: INodeProperties[]): INodeProperties {
	const members = [
		...own,
		FOOTER_FIELD,
		{ ...HEADER_IMAGE_FIELD, displayOptions: when({ '/sendAs': ['template'] }) },
		...templateHeaderFields(['template']),
	];
	return {
		displayName: 'Additional Fields',
		name: 'additionalFields',
		type: 'collection',
		placeholder: 'Add Field',
		default: {},
		options: members.sort((a, b) => a.displayName.localeCompare(b.displayName)),
	};
}

/** What an update tells, in the words of payment events. */
export function toldBy({ orderStatus, payment }: Change): ToldStatus {
	const paymentStatus = payment?.status === 'captured' ? 'paid' : payment?.status;
	return { orderStatus, paymentStatus };
}

/** What the workflow knows of the order, to check the change against: WhatsApp is not asked. */
export const updateOptions: INodeProperties[] = [
	CHECK_STATUS_CHANGE_OPTION,
	{
		displayName: 'Current Order Status',
		name: 'currentOrderStatus',
		type: 'options',
		options: ORDER_STATUS_OPTIONS,
		default: 'pending',
		description:
			'Order status as your system knows it; a change that WhatsApp does not allow is then refused here',
	},
	{
		displayName: 'Current Payment Status',
		name: 'currentPaymentStatus',
		type: 'options',
		options: PAYMENT_STATUS_OPTIONS,
		default: 'pending',
		description:
			'Payment status as your system knows it; a change that WhatsApp does not allow is then refused here',
	},
];

/** A payment status, with its time where it is known. Throws InvalidInputError. */
export function readPayment(given: unknown, readCapturedAt: () => unknown): MetaPayment {
	const status = parseMetaPaymentStatus(given, 'New Payment Status');
	const capturedAt = status === 'captured' ? readCapturedAt() : undefined;
	if (isNothing(capturedAt)) return { status };
	return { status, timestamp: toUnixSeconds(capturedAt, 'Payment Captured At') };
}

type MetaPayment = NonNullable<MetaOrderUpdate['payment']>;
/** What changes of the order. */
type Change = Omit<MetaOrderUpdate, 'referenceId'>;

/**
 * Reads, checks and builds the message of an update; `readChange` reads what is new, `given` is the payment event that
 * it is about. Throws InvalidInputError.
 */
export function prepareUpdate(
	params: ItemParameters,
	operation: 'orderStatus' | 'orderPaymentUpdate',
	given: GivenPayment | undefined,
	readChange: () => Change,
): PreparedSend {
	const { address, change, before, form } = readAll({
		address: () => readAddress(params, given),
		change: readChange,
		before: () => readState(params),
		form: () => readForm(params),
	});
	const { warnings, referenceId } = address;
	const update: MetaOrderUpdate = { referenceId, ...change };
	const ruleWarnings = checkOrderUpdate(update, before);
	const { orderStatus, payment } = change;
	const eventWarnings = given ? warningsBeforeStatus(given, orderStatus) : [];
	const news = operation === 'orderStatus' ? orderStatus : payment?.status;
	return {
		...factsOf(address),
		requestTo: (recipient) =>
			'template' in form
				? orderStatusTemplateMessage({ ...address, recipient, update, ...form })
				: orderStatusMessage({ ...address, recipient, update, ...form }),
		onceKey: `metaCloud|${operation}|${referenceId}|${news}`,
		warnings: [...eventWarnings, ...warnings, ...ruleWarnings],
		fieldNames: UPDATE_NAMES,
		preview: previewOf(
			`Order ${referenceId}`,
			orderStatus,
			payment?.status === 'captured' ? 'paid' : payment && `payment ${payment.status}`,
			'template' in form ? form.template.name : form.bodyText,
		),
		output: {
			phoneNumberId: address.phoneNumberId,
			...(orderStatus && { orderStatus }),
			...(payment && { paymentStatus: payment.status }),
		},
	};
}

function readForm(params: ItemParameters) {
	return params.choice('sendAs', 'Send As', ['text', 'template']) === 'template'
		? { template: readTemplate(params) }
		: readTexts(params);
}

function readTexts(params: ItemParameters) {
	const texts = readAll({
		bodyText: () => params.text('bodyText', 'Body Text', 'the text that the customer reads'),
		footerText: () => textOf(params.collection('additionalFields').footerText, 'Footer Text'),
	});
	checkMessageTexts(texts);
	return texts;
}

function readState(params: ItemParameters): MetaOrderState {
	if (!params.optionFlag(CHECK_STATUS_CHANGE_OPTION)) return {};
	const { currentOrderStatus: order, currentPaymentStatus: payment } = params.options;
	return {
		...(!isNothing(order) && { orderStatus: parseOrderStatus(order, 'Current Order Status') }),
		...(!isNothing(payment) && { paymentStatus: parseMetaPaymentStatus(payment, 'Current Payment Status') }),
	};
}
