import type { IDataObject } from 'n8n-workflow';

import type { Problem } from '../../../../commerce/domain/problem';
import { InvalidInputError } from '../../../../commerce/domain/errors';
import { formatBrl } from '../../../../commerce/domain/money/money';
import { checkStatedTotals, computeTotals } from '../../../../commerce/domain/order/orderTotals';
import { readAll, readEach } from '../../../../commerce/domain/readAll';
import { toUnixSeconds } from '../../../../commerce/domain/time/timestamp';
import { readItems } from '../../fields/readItems';
import { readBoletoLine, readPaymentUrl, readPixCharge, readPixCode } from '../../fields/readPaymentCodes';
import { choiceOf, listOf, textOf } from '../../../shared/readValue';
import type { ItemParameters } from '../../itemParameters';
import type { PreparedSend } from '../../operation';
import { GOODS_TYPES, totalsOf } from '../api/charge';
import type { BoletoOrLink, MetaAmount, MetaCharge, MetaOrder } from '../api/charge';
import { checkCharge, checkPaymentMethods } from '../api/chargeRules';

interface Read<T> extends Pick<PreparedSend, 'askBank'> {
	value: T;
	warnings: Problem[];
}

/** Items or a total, and the ways to pay it. Throws InvalidInputError. */
export function readCharge(params: ItemParameters) {
	const { goodsType, charged, methods } = readAll({
		goodsType: () => params.choice('goodsType', 'Goods Type', GOODS_TYPES),
		charged: () => readCharged(params),
		// A code is checked also when the total is wrong, only not against it.
		methods: () => readMethods(params, readPixForOrder),
	});
	const charge: MetaCharge = { goodsType, methods: methods.value, charged: charged.value };
	const ruleWarnings = checkCharge(charge, Date.now());
	const { totalCents } = totalsOf(charge);
	const warnings = [...charged.warnings, ...methods.warnings, ...ruleWarnings];
	return { charge, totalCents, warnings, askBank: methods.askBank };
}

/** The ways to pay of a message that shows no order; the total is only compared. Throws InvalidInputError. */
export function readButtons(params: ItemParameters) {
	const names = readNames(params);
	const { methods } = readAll({
		total: () => (names.some((name) => name !== 'payment_link') ? readTotal(params) : undefined),
		methods: () => readMethods(params, readPixForButton),
	});
	const warnings = [...methods.warnings, ...checkPaymentMethods(methods.value)];
	const { value, askBank } = methods;
	return { methods: value, totalCents: params.known.totalCents, warnings, askBank };
}

/** The total in integer cents, above zero. Throws InvalidInputError. */
function readTotal(params: ItemParameters): number {
	const totalCents = params.cents(params.value('total'), 'Total');
	params.known.totalCents = totalCents;
	if (totalCents === 0) throw new InvalidInputError('Total', formatBrl(0), 'an amount above zero to charge');
	return totalCents;
}

function readCharged(params: ItemParameters): Read<MetaCharge['charged']> {
	if (params.choice('charge', 'Charge', ['items', 'total']) === 'total') {
		return { value: { totalCents: readTotal(params) }, warnings: [] };
	}
	const extra = params.collection('additionalFields');
	const { list, subtotalCents, statedCents, ...others } = readAll({
		list: () => readItems(params, { needsRetailerId: true }),
		tax: () => readAmount(params, extra, 'tax', 'Tax'),
		shipping: () => readAmount(params, extra, 'shipping', 'Shipping'),
		discount: () => readDiscount(params, extra),
		expiration: () => readExpiration(extra),
		catalogId: () => textOf(extra.catalogId, 'Catalog ID'),
		subtotalCents: () => params.optionalCents(extra.subtotal, 'Expected Subtotal'),
		statedCents: () => params.optionalCents(extra.total, 'Expected Total'),
	});
	const items = list.items.map((item, index) => ({ ...item, label: list.labels[index] }));
	const order: MetaOrder = { items, ...others };
	const amounts = {
		items: list.items,
		taxCents: order.tax?.amountCents,
		shippingCents: order.shipping?.amountCents,
		discountCents: order.discount?.amountCents,
	};
	params.known.totalCents = computeTotals(amounts).totalCents;
	checkStatedTotals(amounts, { subtotalCents, totalCents: statedCents });
	return { value: { order }, warnings: list.warnings };
}

function readAmount(
	params: ItemParameters,
	extra: IDataObject,
	name: string,
	label: string,
): MetaAmount | undefined {
	const amountCents = params.optionalCents(extra[name], label);
	if (amountCents === undefined) return undefined;
	return { amountCents, description: textOf(extra[`${name}Description`], `${label} Description`) };
}

function readDiscount(params: ItemParameters, extra: IDataObject): MetaOrder['discount'] {
	const discount = readAmount(params, extra, 'discount', 'Discount');
	const programName = textOf(extra.discountProgramName, 'Discount Program Name');
	return discount && { ...discount, programName };
}

function readExpiration(extra: IDataObject): MetaOrder['expiration'] {
	const expiresAt = extra.expiresAt ?? '';
	if (expiresAt === '') return undefined;
	const description = textOf(extra.expirationDescription, 'Expiration Description') ?? '';
	return { timestamp: toUnixSeconds(expiresAt, 'Expires At'), description };
}

const PAYMENT_METHODS = ['pix', 'boleto', 'payment_link'] as const;
type MethodName = (typeof PAYMENT_METHODS)[number];

/** The ways to pay, in the order chosen. Throws InvalidInputError. */
function readMethods<Pix extends { type: 'pix_dynamic_code' }>(
	params: ItemParameters,
	readPix: (params: ItemParameters) => Read<Pix>,
): Read<Array<Pix | BoletoOrLink>> {
	const read = readEach(readNames(params), (name) => readMethod<Pix>(params, name, readPix));
	return {
		value: read.map(({ value }) => value),
		warnings: read.flatMap(({ warnings }) => warnings),
		askBank: read.find(({ askBank }) => askBank)?.askBank,
	};
}

/** Not sorted: the buttons of a template have an order. */
function readNames(params: ItemParameters): MethodName[] {
	const label = 'Payment Methods';
	const expected = `one or more of ${PAYMENT_METHODS.join(', ')}`;
	const names = listOf(params.value('paymentMethods'), label, expected);
	if (names.length === 0) throw new InvalidInputError(label, undefined, expected);
	return names.map((name) => choiceOf(name, label, PAYMENT_METHODS));
}

function readMethod<Pix>(
	params: ItemParameters,
	name: MethodName,
	readPix: (params: ItemParameters) => Read<Pix>,
): Read<Pix | BoletoOrLink> {
	switch (name) {
		case 'pix':
			return readPix(params);
		case 'boleto': {
			const { warnings, digitableLine } = readBoletoLine(params, params.known.totalCents);
			return { value: { type: 'boleto', digitableLine }, warnings };
		}
		case 'payment_link':
			return { value: { type: 'payment_link', url: readPaymentUrl(params) }, warnings: [] };
	}
}

function readPixForOrder(params: ItemParameters) {
	const { warnings, askBank, ...pix } = readPixCharge(params, params.known.totalCents);
	return { value: { type: 'pix_dynamic_code' as const, ...pix }, warnings, askBank };
}

/** A button shows the code alone, so no key is asked for. */
function readPixForButton(params: ItemParameters) {
	const { code, payee, ...more } = readPixCode(params, params.known.totalCents);
	return { value: { type: 'pix_dynamic_code' as const, code, merchantName: payee.merchantName }, ...more };
}
