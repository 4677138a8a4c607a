import type { IDataObject } from 'n8n-workflow';

import type { Problem } from '../../../../commerce/domain/problem';
import { InvalidInputError } from '../../../../commerce/domain/errors';
import { checkStatedTotals } from '../../../../commerce/domain/order/orderTotals';
import { toUnixSeconds } from '../../../../commerce/domain/time/timestamp';
import { readItems } from '../../fields/readItems';
import { readBoletoLine, readPaymentUrl, readPixCode } from '../../fields/readPaymentCodes';
import { choiceOf, listOf, textOf } from '../../../shared/readValue';
import type { ItemParameters } from '../../itemParameters';
import { GOODS_TYPES, totalsOf } from '../api/charge';
import type { MetaAmount, MetaCharge, MetaOrder, MetaPaymentMethod } from '../api/charge';

interface Read<T> {
	value: T;
	warnings: Problem[];
}

/** Items or a total, and the ways to pay it. Throws InvalidInputError. */
export function readCharge(params: ItemParameters, referenceId: string): Read<MetaCharge> {
	const charged = readCharged(params);
	const unpaid: MetaCharge = {
		referenceId,
		goodsType: params.choice('goodsType', 'Goods Type', GOODS_TYPES),
		methods: [],
		charged: charged.value,
	};
	const methods = readMethods(params, () => totalsOf(unpaid).totalCents);
	return {
		value: { ...unpaid, methods: methods.value },
		warnings: [...charged.warnings, ...methods.warnings],
	};
}

/** The total, in integer cents; above zero. Throws InvalidInputError. */
export function readTotal(params: ItemParameters): number {
	return params.cents(params.value('total'), 'Total');
}

function readCharged(params: ItemParameters): Read<MetaCharge['charged']> {
	if (params.choice('charge', 'Charge', ['items', 'total']) === 'total') {
		return { value: { totalCents: readTotal(params) }, warnings: [] };
	}
	const { items, warnings } = readItems(params, { needsRetailerId: true });
	const extra = params.collection('additionalFields');
	const order: MetaOrder = {
		items,
		tax: readAmount(params, extra, 'tax', 'Tax'),
		shipping: readAmount(params, extra, 'shipping', 'Shipping'),
		discount: readDiscount(params, extra),
		expiration: readExpiration(extra),
		catalogId: textOf(extra.catalogId, 'Catalog ID'),
	};
	checkStatedTotals(
		{
			items,
			taxCents: order.tax?.amountCents,
			shippingCents: order.shipping?.amountCents,
			discountCents: order.discount?.amountCents,
		},
		{
			subtotalCents: params.optionalCents(extra.subtotal, 'Subtotal'),
			totalCents: params.optionalCents(extra.total, 'Total'),
		},
	);
	return { value: { order }, warnings };
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

/**
 * The ways to pay, in the order chosen. `totalOf` gives integer cents, and is asked only for codes that carry an
 * amount. Throws InvalidInputError.
 */
export function readMethods(params: ItemParameters, totalOf: () => number): Read<MetaPaymentMethod[]> {
	const read = readNames(params).map((name) => readMethod(params, name, totalOf));
	return { value: read.map(({ value }) => value), warnings: read.flatMap(({ warnings }) => warnings) };
}

/** Not sorted: the buttons of a template have an order. */
function readNames(params: ItemParameters): MethodName[] {
	const label = 'Payment Methods';
	const expected = `one or more of ${PAYMENT_METHODS.join(', ')}`;
	const names = listOf(params.value('paymentMethods'), label, expected);
	if (names.length === 0) throw new InvalidInputError(label, undefined, expected);
	return names.map((name) => choiceOf(name, label, PAYMENT_METHODS));
}

function readMethod(
	params: ItemParameters,
	name: MethodName,
	totalOf: () => number,
): Read<MetaPaymentMethod> {
	switch (name) {
		case 'pix': {
			const { warnings, ...pix } = readPixCode(params, totalOf());
			return { value: { type: 'pix_dynamic_code', ...pix }, warnings };
		}
		case 'boleto': {
			const { warnings, digitableLine } = readBoletoLine(params, totalOf());
			return { value: { type: 'boleto', digitableLine }, warnings };
		}
		case 'payment_link':
			return { value: { type: 'payment_link', url: readPaymentUrl(params) }, warnings: [] };
	}
}
