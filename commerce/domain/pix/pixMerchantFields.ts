import type { PixAccountParts } from './pixAccount';
import type { Problem } from '../problem';
import { readTlv } from './tlv';

/** The fields around the account of a BR Code. */
export interface PixMerchantParts {
	merchantName?: string;
	merchantCity?: string;
	/** Amount of field 54 in cents; undefined when the payer types it. Payers ignore it in a dynamic code. */
	amountCents?: number;
	/** `***` when the code names no transaction. */
	txid?: string;
	/** Merchant category code, `0000` when not given. */
	mcc?: string;
	postalCode?: string;
	/** 11: may be paid again; 12: once. Says nothing about static or dynamic. */
	pointOfInitiation?: string;
}

const MAX_NAME_LENGTH = 25;
const MAX_CITY_LENGTH = 15;
const MAX_AMOUNT_LENGTH = 13;

// EMV: digits with an optional dot, "98." included; the PIX manual allows two decimals.
const AMOUNT = /^(\d+)(?:\.(\d{0,2}))?$/;
const TXID = /^(?:\*\*\*|[A-Za-z0-9]{1,25})$/;
// Payers ignore it in a dynamic code, and C6 and BMG write a hyphen there (bacen/pix-api issue 189).
const DYNAMIC_TXID = /^(?:\*\*\*|[A-Za-z0-9-]{1,25})$/;

/** Reads the fields around the account (01, 52-62) and adds every broken rule. */
export function merchantFields(
	fields: Map<string, string>,
	account: PixAccountParts,
	problems: Problem[],
): PixMerchantParts {
	const parts: PixMerchantParts = {
		merchantName: fields.get('59'),
		merchantCity: fields.get('60'),
		mcc: fields.get('52'),
		postalCode: fields.get('61'),
		pointOfInitiation: fields.get('01'),
	};
	checkInitiation(parts.pointOfInitiation, problems);
	checkFixed(fields, problems);
	checkText('59', 'merchant name', MAX_NAME_LENGTH, parts.merchantName, problems);
	checkText('60', 'merchant city', MAX_CITY_LENGTH, parts.merchantCity, problems);
	parts.amountCents = readAmount(fields.get('54'), account, problems);
	parts.txid = readTxid(fields.get('62'), account, problems);
	return parts;
}

function checkInitiation(initiation: string | undefined, problems: Problem[]): void {
	if (initiation === undefined || initiation === '11' || initiation === '12') return;
	const message = `field 01 is "${initiation}", expected 11 (may be paid again) or 12 (once)`;
	problems.push({ rule: 'pix.initiation', message });
}

function checkFixed(fields: Map<string, string>, problems: Problem[]): void {
	const mcc = fields.get('52');
	if (mcc === undefined || !/^\d{4}$/.test(mcc)) {
		problems.push({ rule: 'pix.mcc', message: `field 52 (category) is ${shown(mcc)}, expected four digits` });
	}
	if (fields.get('53') !== '986') {
		const message = `field 53 (currency) is ${shown(fields.get('53'))}, expected 986 (BRL)`;
		problems.push({ rule: 'pix.currency', message });
	}
	if (fields.get('58') !== 'BR') {
		problems.push({
			rule: 'pix.country',
			message: `field 58 (country) is ${shown(fields.get('58'))}, expected BR`,
		});
	}
}

function checkText(
	id: string,
	name: string,
	limit: number,
	value: string | undefined,
	problems: Problem[],
): void {
	const rule = id === '59' ? 'pix.merchantName' : 'pix.merchantCity';
	if (value === undefined || value.trim() === '') {
		problems.push({ rule, message: `field ${id} (${name}) is missing` });
	} else if (value.length > limit) {
		const message = `field ${id} (${name}) has ${value.length} characters, at most ${limit} are allowed`;
		problems.push({ rule, message });
	}
}

function readAmount(
	amount: string | undefined,
	account: PixAccountParts,
	problems: Problem[],
): number | undefined {
	if (amount === undefined) return undefined;
	const match = AMOUNT.exec(amount);
	if (match === null || amount.length > MAX_AMOUNT_LENGTH) {
		const message = `field 54 (amount) is "${amount}", expected at most 13 characters such as 149.90`;
		problems.push({ rule: 'pix.amount', message });
		return undefined;
	}
	const cents = Number(match[1] + (match[2] ?? '').padEnd(2, '0'));
	if (cents === 0 && account.kind === 'static' && account.fss === undefined) {
		problems.push({ rule: 'pix.amount', message: 'field 54 (amount) is zero in a code with a key' });
	}
	return cents;
}

function readTxid(
	additional: string | undefined,
	account: PixAccountParts,
	problems: Problem[],
): string | undefined {
	if (additional === undefined) {
		problems.push({
			rule: 'pix.txid',
			message: 'field 62 with the transaction ID (*** when there is none) is missing',
		});
		return undefined;
	}
	const { values, defect } = readTlv(additional);
	if (defect !== undefined) problems.push({ rule: 'pix.structure', message: `inside field 62: ${defect}` });
	const txid = values.get('05');
	const allowed = account.kind === 'dynamic' ? DYNAMIC_TXID : TXID;
	if (txid === undefined || !allowed.test(txid)) {
		const message = `the transaction ID (62-05) is ${shown(txid)}, expected *** or 1 to 25 letters and digits`;
		problems.push({ rule: 'pix.txid', message });
	}
	return txid;
}

function shown(value: string | undefined): string {
	return value === undefined ? 'missing' : `"${value}"`;
}
