import { bareTaxId } from '../../identity/taxId';
import { asObject, asText, type LooseObject } from '../../looseJson';
import { parseAmountCents } from '../../money/money';
import { dayOfIsoDate } from '../../time/calendarDay';
import { toUnixSeconds } from '../../time/timestamp';

/** Somebody whom a charge names. */
export interface ChargeParty {
	name: string | null;
	/** CPFs are masked, and so is every number of the payer. */
	taxId: string | null;
}

/** What a charge says of itself, whatever became of it; null where it says nothing. Money in integer cents. */
export interface ChargeFacts {
	/** What is due: for a charge with due date the final amount of the day that was asked for. */
	amountCents: number | null;
	originalCents: number | null;
	fineCents: number | null;
	interestCents: number | null;
	/** Discount and rebate (abatimento) together. */
	discountCents: number | null;
	payerMayChangeAmount: boolean;
	txid: string | null;
	revision: number | null;
	/** ISO 8601, UTC. */
	createdAt: string | null;
	/** ISO 8601, UTC; of an immediate charge. */
	expiresAt: string | null;
	/** YYYY-MM-DD; of a charge with due date. */
	dueDate: string | null;
	/** Last day on which it can be paid, YYYY-MM-DD, weekends counted and holidays not. */
	payableUntil: string | null;
	key: string | null;
	receiver: ChargeParty | null;
	payer: ChargeParty | null;
	/** For the payer (solicitacaoPagador). */
	message: string | null;
	information: Array<{ name: string | null; value: string | null }>;
}

/** A charge as read, and what the status hangs on. */
export interface ReadCharge {
	facts: ChargeFacts;
	/** As the bank wrote it. */
	statusWord: string | undefined;
	/** It hands out cash: Pix Saque or Pix Troco. */
	isWithdrawal: boolean;
}

const DAY_S = 86_400;
const MAX_INFORMATION = 50;

/**
 * Reads the payload of a charge, cob or cobv; undefined when it is something else, such as a recurrence. Numbers may
 * come as text and the other way round. Never throws. Source: bacen/pix-api, openapi.yaml 2.9.0, schemas CobPayload
 * and CobVPayload.
 */
export function readChargePayload(payload: LooseObject): ReadCharge | undefined {
	const money = asObject(payload.valor);
	const dates = asObject(payload.calendario) ?? {};
	if (money === undefined) return undefined;
	const { final, original, modalidadeAlteracao, abatimento, desconto } = money;
	const originalCents = centsOf(original);
	return {
		statusWord: asText(payload.status)?.trim().toUpperCase(),
		isWithdrawal: asObject(money.retirada) !== undefined,
		facts: {
			amountCents: final === undefined || final === null ? originalCents : centsOf(final),
			originalCents,
			fineCents: centsOf(money.multa),
			interestCents: centsOf(money.juros),
			discountCents: sumOf(centsOf(desconto), centsOf(abatimento)),
			payerMayChangeAmount: wholeOf(modalidadeAlteracao) === 1,
			txid: asText(payload.txid) ?? null,
			revision: wholeOf(payload.revisao),
			...readDates(dates),
			key: asText(payload.chave) ?? null,
			receiver: partyOf(payload.recebedor, 'receiver'),
			payer: partyOf(payload.devedor, 'payer'),
			message: asText(payload.solicitacaoPagador) ?? null,
			information: informationIn(payload.infoAdicionais),
		},
	};
}

function readDates({ criacao, expiracao, dataDeVencimento, validadeAposVencimento }: LooseObject) {
	const dueDay = dayOf(dataDeVencimento);
	const created = secondsOf(criacao);
	const lastDay =
		dueDay === undefined
			? undefined
			: workdayFrom(workdayFrom(dueDay) + (wholeOf(validadeAposVencimento) ?? 0));
	const expires = created === undefined ? undefined : created + (wholeOf(expiracao) ?? DAY_S);
	return {
		createdAt: isoTime(created),
		expiresAt: dueDay === undefined ? isoTime(expires) : null,
		dueDate: isoDay(dueDay),
		payableUntil: isoDay(lastDay),
	};
}

/** The day itself, or Monday after a weekend: a due date is moved to the next working day (CobDataDeVencimento). */
function workdayFrom(day: number): number {
	// Day 0 was a Thursday.
	const weekday = (day + 4) % 7;
	if (weekday === 6) return day + 2;
	return weekday === 0 ? day + 1 : day;
}

function centsOf(value: unknown): number | null {
	try {
		return parseAmountCents(value, { decimalMark: 'dot' });
	} catch {
		return null;
	}
}

function sumOf(one: number | null, other: number | null): number | null {
	return one === null && other === null ? null : (one ?? 0) + (other ?? 0);
}

/** A whole number from zero, as number or as digits. */
function wholeOf(value: unknown): number | null {
	const text = asText(value)?.trim() ?? '';
	return /^\d{1,12}$/.test(text) ? Number(text) : null;
}

function secondsOf(value: unknown): number | undefined {
	try {
		return toUnixSeconds(value, '');
	} catch {
		return undefined;
	}
}

function dayOf(value: unknown): number | undefined {
	try {
		return dayOfIsoDate((asText(value) ?? '').slice(0, 10), '');
	} catch {
		return undefined;
	}
}

/** Last moment of the year 9999; a validity of a thousand years says nothing. */
const MAX_MS = 253_402_300_799_000;

function isoTime(seconds: number | undefined): string | null {
	if (seconds === undefined || seconds * 1000 > MAX_MS) return null;
	return new Date(seconds * 1000).toISOString().replace('.000Z', 'Z');
}

function isoDay(day: number | undefined): string | null {
	return day === undefined ? null : (isoTime(day * DAY_S)?.slice(0, 10) ?? null);
}

function partyOf(value: unknown, role: 'payer' | 'receiver'): ChargeParty | null {
	const party = asObject(value);
	if (party === undefined) return null;
	const cpf = asText(party.cpf);
	const cnpj = asText(party.cnpj);
	const taxId = cpf === undefined && role === 'receiver' ? cnpj : masked(cpf ?? cnpj);
	return { name: asText(party.nome) ?? asText(party.nomeFantasia) ?? null, taxId: taxId ?? null };
}

/** `***456789**`: what a person recognizes and nobody else can use. */
function masked(taxId: string | undefined): string | undefined {
	if (taxId === undefined) return undefined;
	const bare = bareTaxId(taxId);
	return bare.length < 8 ? '***' : `***${bare.slice(3, -2)}**`;
}

function informationIn(value: unknown): ChargeFacts['information'] {
	if (!Array.isArray(value)) return [];
	return value
		.slice(0, MAX_INFORMATION)
		.map(asObject)
		.filter((entry) => entry !== undefined)
		.map(({ nome, valor }) => ({ name: asText(nome) ?? null, value: asText(valor) ?? null }));
}
