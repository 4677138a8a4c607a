import { centsToReais, formatBrl } from '../../../../commerce/domain/money/money';
import { checkPaymentLink } from '../../../../commerce/domain/payment/paymentLink';
import { readAll } from '../../../../commerce/domain/readAll';
import { previewOf, previewOfCharge } from '../../fields/preview';
import { textOf } from '../../../shared/readValue';
import type { ItemParameters } from '../../itemParameters';
import type { PreparedSend, SendOperation } from '../../operation';
import type { MetaCharge, MetaPaymentButton } from '../api/charge';
import { checkHeaderImage, checkMessageTexts, METHOD_NAMES } from '../api/chargeRules';
import {
	orderDetailsMessage,
	orderDetailsTemplateMessage,
	paymentButtonsTemplateMessage,
	type MetaTemplate,
} from '../api/requests';
import { factsOf, readAddress, type Address } from './address';
import { PAYMENT_REQUEST_NAMES } from './fieldNames';
import { paymentRequestFields, paymentRequestOptions } from './paymentRequest.fields';
import { readButtons, readCharge } from './readCharge';
import { readFirstButton, readTemplate } from './template';

const SEND_AS = ['text', 'template', 'paymentButtons'] as const;

/** Order details, as a message or by template, or payment request buttons. */
export const paymentRequest: SendOperation = {
	fields: paymentRequestFields,
	options: paymentRequestOptions,
	hasReference: true,
	prepare(params: ItemParameters): PreparedSend {
		const sendAs = params.choice('sendAs', 'Send As', SEND_AS);
		const { address, content } = readAll<{ address: Address; content: Content }>({
			address: () => readAddress(params),
			content: () => (sendAs === 'paymentButtons' ? readOnlyButtons(params) : readOrder(params, sendAs)),
		});
		const { totalCents, methods } = content;
		const pix = methods.find((method) => method.type === 'pix_dynamic_code');
		return {
			...factsOf(address),
			requestTo: (recipient) => content.requestFor({ ...address, recipient }),
			onceKey: `metaCloud|paymentRequest|${address.referenceId}`,
			warnings: [...address.warnings, ...content.warnings],
			askBank: content.askBank,
			fieldNames: PAYMENT_REQUEST_NAMES,
			preview: content.preview,
			output: {
				phoneNumberId: address.phoneNumberId,
				...(totalCents === undefined ? {} : { totalReais: centsToReais(totalCents), totalCents }),
				...(pix === undefined ? {} : { pixCode: pix.code }),
			},
		};
	},
};

/** What a message says, whoever gets it. */
interface Content extends Pick<PreparedSend, 'askBank'> {
	requestFor(address: Address): ReturnType<PreparedSend['requestTo']>;
	methods: readonly MetaPaymentButton[];
	totalCents?: number;
	preview: string;
	warnings: PreparedSend['warnings'];
}

function readOrder(params: ItemParameters, sendAs: 'text' | 'template'): Content {
	const { read, around } = readAll({
		read: () => readCharge(params),
		around: () => (sendAs === 'template' ? { template: readOwnTemplate(params) } : readTexts(params)),
	});
	const { charge, totalCents, warnings, askBank } = read;
	if ('bodyText' in around) checkHeaderImage(charge, around.headerImage);
	return {
		requestFor: (address) =>
			'bodyText' in around
				? orderDetailsMessage({ ...address, charge, ...around })
				: orderDetailsTemplateMessage({ ...address, charge, ...around }),
		...{ methods: charge.methods, totalCents, warnings, askBank },
		preview: previewOfOrder(charge, totalCents),
	};
}

function readOnlyButtons(params: ItemParameters): Content {
	const { read, template } = readAll({
		read: () => readButtons(params),
		template: () => readOwnTemplate(params),
	});
	const { methods, totalCents, warnings, askBank } = read;
	const amount = totalCents === undefined ? undefined : formatBrl(totalCents);
	return {
		requestFor: (address) => paymentButtonsTemplateMessage({ ...address, methods, template }),
		...{ methods, totalCents, warnings, askBank },
		preview: previewOf(amount, template.name, labelsOf(methods).join(' or ')),
	};
}

function readOwnTemplate(params: ItemParameters): MetaTemplate {
	return readTemplate(params, () => readFirstButton(params));
}

function previewOfOrder({ charged, methods }: MetaCharge, totalCents: number): string {
	const items = 'order' in charged ? charged.order.items : [];
	return previewOfCharge({ items, totalCents }, labelsOf(methods));
}

function labelsOf(methods: readonly MetaPaymentButton[]): string[] {
	return methods.map((method) => {
		if (method.type === 'payment_link') return `${METHOD_NAMES[method.type]} ${method.url}`;
		const payee = 'merchantName' in method ? method.merchantName : undefined;
		return [METHOD_NAMES[method.type], payee].filter(Boolean).join(' ');
	});
}

function readTexts(params: ItemParameters) {
	const extra = params.collection('additionalFields');
	const texts = readAll({
		bodyText: () => params.text('bodyText', 'Body Text', 'the text that the customer reads'),
		footerText: () => textOf(extra.footerText, 'Footer Text'),
		headerImage: () => readImage(extra.headerImageUrl),
	});
	checkMessageTexts(texts);
	return texts;
}

function readImage(given: unknown): string | undefined {
	const image = textOf(given, 'Header Image URL');
	return image === undefined ? undefined : checkPaymentLink(image, 'Header Image URL');
}
