import { centsToDecimalText, formatBrl } from '../../../commerce/domain/money/money';
import type { OrderItem } from '../../../commerce/domain/order/order';

const MAX_ITEMS = 5;
const MAX_TEXT = 200;

/** A charge, as a preview shows it; money in integer cents. */
interface PreviewedCharge {
	items: ReadonlyArray<Pick<OrderItem, 'name' | 'quantity'>>;
	totalCents: number;
	currency?: string;
}

/** A charge in one line: "R$ 219,80 · 1 Café, 2 Caneca · PIX Loja Exemplo". */
export function previewOfCharge(
	{ items, totalCents, currency = 'BRL' }: PreviewedCharge,
	waysToPay: string[],
): string {
	const total = currency === 'BRL' ? formatBrl(totalCents) : `${currency} ${centsToDecimalText(totalCents)}`;
	const named = items.slice(0, MAX_ITEMS).map(({ name, quantity }) => `${quantity} ${name}`);
	const rest = items.length - named.length;
	return previewOf(
		total,
		[...named, ...(rest > 0 ? [`${rest} more`] : [])].join(', '),
		waysToPay.join(' or '),
	);
}

/** What a message says, in one line; parts that are empty are left out. */
export function previewOf(...parts: Array<string | undefined>): string {
	return parts
		.map((part) => shortened((part ?? '').replace(/\s+/g, ' ').trim()))
		.filter((part) => part !== '')
		.join(' · ');
}

/** Counts characters, so that no half of an emoji is left at the end. */
function shortened(text: string): string {
	const characters = text.length > MAX_TEXT ? [...text] : [];
	return characters.length > MAX_TEXT ? `${characters.slice(0, MAX_TEXT - 1).join('')}…` : text;
}
