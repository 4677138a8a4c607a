import { crc16ccitt } from 'crc';
import {
	decimals,
	newCharge,
	type ApiAnswer,
	type ApiRequest,
	type Charge,
	type ChargeMethod,
	type Desk,
} from './desk.mts';

/** A charge made through a payment provider's own API, as a workflow makes it. */
export function makeCharge(desk: Desk, id: string, given: Partial<Charge>): Charge {
	const charge = newCharge(id, given);
	desk.charges.set(charge.id, charge);
	return charge;
}

/** A dynamic PIX code for the amount (BR Code manual of the central bank): payload, fields in order, CRC. */
export function brCodeOf(charge: Charge): string {
	const field = (id: string, value: string) => `${id}${String(value.length).padStart(2, '0')}${value}`;
	const account = field('00', 'br.gov.bcb.pix') + field('25', `pix.example/qr/v2/${charge.txid}`);
	const body = [
		field('00', '01'),
		field('01', '12'),
		field('26', account),
		field('52', '0000'),
		field('53', '986'),
		field('54', decimals(charge.amountCents)),
		field('58', 'BR'),
		field('59', 'Example Shop'),
		field('60', 'Sao Paulo'),
		field('62', field('05', '***')),
		'6304',
	].join('');
	return body + crc16ccitt(body).toString(16).toUpperCase().padStart(4, '0');
}

/** Whole cents of an amount in reais; NaN for anything else. */
export const centsOf = (value: unknown): number =>
	typeof value === 'number' && /^\d+(?:\.\d{1,2})?$/.test(String(value))
		? Math.round(value * 100)
		: Number.NaN;

export const isAmount = (cents: unknown): cents is number => Number.isSafeInteger(cents) && Number(cents) > 0;

export const textOf = (value: unknown): string | null =>
	typeof value === 'string' && value !== '' ? value : null;

/** What a workflow gets for a request that the payment provider does not take. */
export const refusedFor = (message: string): ApiAnswer => ({
	status: 400,
	body: { message, errors: [{ description: message }] },
});

export type Handler = (desk: Desk, request: ApiRequest) => ApiAnswer;

export const METHODS: Record<string, ChargeMethod> = {
	PIX: 'pix',
	BOLETO: 'boleto',
	CREDIT_CARD: 'card',
	CARD: 'card',
	pix: 'pix',
	bolbradesco: 'boleto',
};
