import type { IDataObject } from 'n8n-workflow';

import type { CommerceWarning } from '../../../../commerce/domain/errors';
import { InvalidInputError } from '../../../../commerce/domain/errors';
import { checkStatedTotals } from '../../../../commerce/domain/order/orderTotals';
import { toUnixSeconds } from '../../../../commerce/domain/time/timestamp';
import { readItems } from '../../fields/readItems';
import { readBoletoLine, readPaymentUrl, readPixCode } from '../../fields/readPaymentCodes';
import { textOf, type ItemParameters } from '../../itemParameters';
import { GOODS_TYPES, totalsOf } from '../api/charge';
import type { MetaAmount, MetaCharge, MetaOrder, MetaPaymentMethod } from '../api/charge';

interface Read<T> {
	value: T;
	warnings: CommerceWarning[];
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

const PAYMENT_METHODS = ['pix', 'boleto', 'payment_link'];
const METHODS_EXPECTED = 'at least one of pix, boleto, payment_link';

/**
 * The ways to pay, in the order chosen. `totalOf` gives integer cents, and is asked only for codes that carry an
 * amount. Throws InvalidInputError.
 */
export function readMethods(params: ItemParameters, totalOf: () => number): Read<MetaPaymentMethod[]> {
	const warnings: CommerceWarning[] = [];
	const methods = chosenMethods(params.value('paymentMethods')).map((name): MetaPaymentMethod => {
		switch (name) {
			case 'pix': {
				const { warnings: about, ...pix } = readPixCode(params, totalOf());
				warnings.push(...about);
				return { type: 'pix_dynamic_code', ...pix };
			}
			case 'boleto': {
				const { warnings: about, digitableLine } = readBoletoLine(params, totalOf());
				warnings.push(...about);
				return { type: 'boleto', digitableLine };
			}
			case 'payment_link':
				return { type: 'payment_link', url: readPaymentUrl(params) };
			default:
				throw new InvalidInputError('Payment Methods', name, METHODS_EXPECTED);
		}
	});
	return { value: methods, warnings };
}

/** A list; an expression may also give one name, or several with commas. */
function chosenMethods(given: unknown): unknown[] {
	const list: unknown[] = Array.isArray(given) ? given : String(given ?? '').split(',');
	const names = list
		.map((name) => (typeof name === 'string' ? name.trim() : name))
		.filter((name) => name !== '');
	if (names.length === 0) throw new InvalidInputError('Payment Methods', given, METHODS_EXPECTED);
	return names.map((name) => PAYMENT_METHODS.find((known) => known === name) ?? name);
}
