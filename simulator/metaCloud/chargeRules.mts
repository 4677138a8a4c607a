import type { Json } from '../core/accounts.mts';
import { check } from './check.mts';
import { MetaRefusal } from './refusal.mts';
import * as schemas from './schemas.mts';

interface Amount {
	value: number;
}

export interface OrderDetails {
	reference_id: string;
	payment_settings: Array<PaymentSetting>;
	total_amount: Amount;
	order?: {
		items: Array<{ amount: Amount; sale_amount?: Amount; quantity: number }>;
		subtotal: Amount;
		tax: Amount;
		shipping?: Amount;
		discount?: Amount;
		expiration?: { timestamp: string };
	};
}

export interface PaymentSetting extends Json {
	type: string;
	pix_dynamic_code?: { key?: string; key_type?: string };
}

const MIN_EXPIRATION_SECONDS = 300;

/** Formats of payments-br/offsite-pix. */
const KEY_FORMATS: Record<string, RegExp> = {
	CPF: /^\d{11}$/,
	CNPJ: /^[0-9A-Z]{12}\d{2}$/,
	EMAIL: /^[^\s@]+@[^\s@]+$/,
	PHONE: /^\+[1-9]\d{7,14}$/,
	EVP: /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i,
};

/** Every rule of payments-br/orders but the uniqueness of the reference. */
export function checkOrderDetails(given: unknown, where: string): OrderDetails {
	check(schemas.orderDetails, given, where);
	const details = given as OrderDetails;
	details.payment_settings.forEach((setting, index) =>
		checkPaymentSetting(setting, `${where}.payment_settings[${index}]`),
	);
	if (details.order) checkAmounts(details.order, details.total_amount.value, where);
	return details;
}

/** The member that the type names, and no other. */
export function checkPaymentSetting(setting: PaymentSetting, where: string): void {
	if (setting[setting.type] === undefined)
		throw new MetaRefusal(131008, `${where}.${setting.type} is required`);
	const extra = Object.keys(setting).find((name) => name !== 'type' && name !== setting.type);
	if (extra) throw new MetaRefusal(131009, `${where}.${extra} does not go with type ${setting.type}`);
	const { key, key_type: keyType } = setting.pix_dynamic_code ?? {};
	if (key !== undefined && keyType !== undefined && !KEY_FORMATS[keyType].test(key)) {
		throw new MetaRefusal(131009, `${where}.pix_dynamic_code.key is not a ${keyType} key`);
	}
}

function checkAmounts(order: NonNullable<OrderDetails['order']>, total: number, where: string): void {
	order.items.forEach(({ amount, sale_amount: sale }, index) => {
		if (sale && sale.value >= amount.value) {
			throw new MetaRefusal(131009, `${where}.order.items[${index}].sale_amount must be less than amount`);
		}
	});
	const subtotal = order.items.reduce(
		(sum, { amount, sale_amount: sale, quantity }) => sum + (sale ?? amount).value * quantity,
		0,
	);
	if (order.subtotal.value !== subtotal) {
		const details = `${where}.order.subtotal is ${order.subtotal.value}, items add up to ${subtotal}`;
		throw new MetaRefusal(131009, details);
	}
	const sum = subtotal + order.tax.value + (order.shipping?.value ?? 0) - (order.discount?.value ?? 0);
	if (total !== sum) {
		const words = 'subtotal + tax + shipping - discount';
		throw new MetaRefusal(131009, `${where}.total_amount is ${total}, ${words} is ${sum}`);
	}
	if (order.expiration && Number(order.expiration.timestamp) < Date.now() / 1000 + MIN_EXPIRATION_SECONDS) {
		throw new MetaRefusal(131009, `${where}.order.expiration must be at least 300 seconds ahead`);
	}
}
