import { InvalidInputError } from './errors';
import { ORDER_STATUSES, PAYMENT_STATUSES } from './order';
import type { OrderStatus, PaymentStatus } from './order';

/** JSON that somebody else wrote: every member may be missing, null or of another type. */
export type LooseObject = { readonly [key: string]: unknown };

/** The value as an object, or undefined when it is anything else (arrays included). */
export function asObject(value: unknown): LooseObject | undefined {
	return typeof value === 'object' && value !== null && !Array.isArray(value)
		? (value as LooseObject)
		: undefined;
}

/** A non-empty text; whole numbers are accepted as ids because some senders drop the quotes. */
export function asText(value: unknown): string | undefined {
	if (typeof value === 'number' && Number.isSafeInteger(value)) return String(value);
	return typeof value === 'string' && value.trim() !== '' ? value : undefined;
}

/** True and false, also when they come as text; anything else is undefined. */
export function asFlag(value: unknown): boolean | undefined {
	if (typeof value === 'boolean') return value;
	if (value === 'true') return true;
	return value === 'false' ? false : undefined;
}

/** A quantity of an order line: a whole number from 1 up, also as text. Throws InvalidInputError. */
export function readQuantity(value: unknown, field: string): number {
	const quantity = typeof value === 'string' && /^\d+$/.test(value.trim()) ? Number(value) : value;
	if (typeof quantity === 'number' && Number.isSafeInteger(quantity) && quantity > 0) return quantity;
	throw new InvalidInputError(field, value, 'a whole number from 1 up');
}

/** One of our order status words in any case; another word is undefined. */
export function asOrderStatus(value: unknown): OrderStatus | undefined {
	const word = asText(value)?.trim().toLowerCase().replace(/-/g, '_');
	return ORDER_STATUSES.find((status) => status === word);
}

/** One of our payment status words in any case; `captured` is the Hub's word for paid. */
export function asPaymentStatus(value: unknown): PaymentStatus | undefined {
	const word = asText(value)?.trim().toLowerCase();
	return PAYMENT_STATUSES.find((status) => status === (word === 'captured' ? 'paid' : word));
}

/** Drops members that are undefined, so that an absent fact is an absent key. */
export function compact<T extends object>(object: T): T {
	return Object.fromEntries(Object.entries(object).filter(([, value]) => value !== undefined)) as T;
}
