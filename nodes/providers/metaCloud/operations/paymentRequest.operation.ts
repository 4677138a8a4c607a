import { centsToReais } from '../../../../commerce/domain/money/money';
import { checkPaymentLink } from '../../../../commerce/domain/payment/paymentLink';
import { requiredText, textOf } from '../../../shared/readValue';
import type { ItemParameters } from '../../itemParameters';
import type { PreparedSend, SendOperation } from '../../operation';
import { totalsOf } from '../api/charge';
import type { MetaPaymentMethod } from '../api/charge';
import { checkCharge, checkChargeTexts, checkPaymentMethods } from '../api/chargeRules';
import {
	orderDetailsMessage,
	orderDetailsTemplateMessage,
	paymentButtonsTemplateMessage,
} from '../api/requests';
import { factsOf, readAddress, type Address } from './address';
import { paymentRequestFields, paymentRequestOptions } from './paymentRequest.fields';
import { readCharge, readMethods, readTotal } from './readCharge';
import { readFirstButton, readTemplate } from './template';

/** Order details, as a message or by template, or payment request buttons. */
export const paymentRequest: SendOperation = {
	choice: {
		name: 'Payment Request',
		action: 'Send payment request',
		description: 'Send an order that the customer can pay',
	},
	fields: paymentRequestFields,
	options: paymentRequestOptions,
	hasReference: true,
	prepare(params: ItemParameters): PreparedSend {
		const address = readAddress(params);
		const sendAs = params.choice('sendAs', 'Send As', ['text', 'template', 'paymentButtons']);
		const prepared =
			sendAs === 'paymentButtons' ? prepareButtons(params, address) : prepareOrder(params, address, sendAs);
		return {
			...factsOf(address),
			onceKey: `metaCloud|paymentRequest|${address.referenceId}`,
			...prepared,
			warnings: [...address.warnings, ...prepared.warnings],
		};
	},
};

type Prepared = Pick<PreparedSend, 'request' | 'warnings' | 'output'>;

function prepareOrder(params: ItemParameters, address: Address, sendAs: 'text' | 'template'): Prepared {
	const { value: charge, warnings } = readCharge(params, address.referenceId);
	const ruleWarnings = checkCharge(charge, Date.now());
	const { totalCents } = totalsOf(charge);
	const request =
		sendAs === 'template'
			? orderDetailsTemplateMessage({
					...address,
					charge,
					template: readTemplate(params, readFirstButton(params)),
				})
			: orderDetailsMessage({ ...address, charge, ...readTexts(params, charge) });
	return {
		request,
		warnings: [...warnings, ...ruleWarnings],
		output: outputOf(address, charge.methods, totalCents),
	};
}

function prepareButtons(params: ItemParameters, address: Address): Prepared {
	let totalCents: number | undefined;
	const { value: methods, warnings } = readMethods(params, () => (totalCents ??= readTotal(params)));
	const ruleWarnings = checkPaymentMethods(methods);
	const template = readTemplate(params, readFirstButton(params));
	return {
		request: paymentButtonsTemplateMessage({ ...address, methods, template }),
		warnings: [...warnings, ...ruleWarnings],
		output: outputOf(address, methods, totalCents),
	};
}

function readTexts(params: ItemParameters, charge: Parameters<typeof checkChargeTexts>[0]) {
	const extra = params.collection('additionalFields');
	const image = textOf(extra.headerImageUrl, 'Header Image URL');
	const texts = {
		bodyText: requiredText(params.value('bodyText'), 'Body Text', 'the text that the customer reads'),
		footerText: textOf(extra.footerText, 'Footer Text'),
		headerImage: image === undefined ? undefined : checkPaymentLink(image, 'Header Image URL'),
	};
	checkChargeTexts(charge, texts);
	return texts;
}

function outputOf(
	{ phoneNumberId }: Address,
	methods: readonly MetaPaymentMethod[],
	totalCents: number | undefined,
): PreparedSend['output'] {
	const pix = methods.find((method) => method.type === 'pix_dynamic_code');
	return {
		phoneNumberId,
		...(totalCents === undefined ? {} : { totalReais: centsToReais(totalCents), totalCents }),
		...(pix === undefined ? {} : { pixCode: pix.code }),
	};
}
