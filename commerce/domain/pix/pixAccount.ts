import { canonicalPixKeyType, type PixKeyType } from './pixKey';
import type { Problem } from '../problem';
import { readTlv, type LengthUnit, type TlvFields } from './tlv';

/** Who is paid and how, out of the account template of a BR Code. */
export interface PixAccountParts {
	/** static: carries a key; dynamic: carries a URL. Undefined when it carries neither or both. */
	kind?: 'static' | 'dynamic';
	/** Also carries a recurrence (Pix Automático). */
	composite: boolean;
	key?: string;
	keyType?: PixKeyType;
	/** Location of a dynamic charge, without scheme. */
	url?: string;
	/** Free text for the payer (`infoAdicional`). */
	info?: string;
	/** ISPB of the withdrawal facilitator (Pix Saque). */
	fss?: string;
	recurrenceUrl?: string;
}

/** Compared without case: codes with `BR.GOV.BCB.PIX` circulate and are paid. */
const PIX_GUI = 'br.gov.bcb.pix';

// Key and URL have 77 characters at most, which the 99 of the template leave without a check of their own.
// Host with a dot, optional port and path; no scheme, no user, no spaces.
const LOCATION =
	/^[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?(?:\.[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?)+(?::\d{1,5})?(?:\/[\x21-\x7e]*)?$/;

/** Finds the PIX account (26-51) and the recurrence (80-99) and reads them; adds every broken rule. */
export function pixAccountFields(
	fields: Map<string, string>,
	problems: Problem[],
	unit: LengthUnit,
): PixAccountParts {
	const accounts: TlvFields[] = [];
	let recurrence: TlvFields | undefined;
	for (const [id, value] of fields) {
		const place = templatePlace(id);
		if (place === undefined) continue;
		const template = readTlv(value, unit);
		if (template.defect !== undefined) {
			problems.push({ rule: 'pix.structure', message: `inside field ${id}: ${template.defect}` });
		}
		if (template.values.get('00')?.toLowerCase() !== PIX_GUI) continue;
		if (place === 'account') accounts.push(template);
		else recurrence = template;
	}
	const parts: PixAccountParts = { composite: recurrence !== undefined };
	if (recurrence !== undefined) readRecurrence(recurrence, parts, problems);
	if (accounts.length === 1) readAccount(accounts[0].values, parts, problems);
	if (parts.kind === undefined) {
		problems.push(whyNoPayment(accounts.length, parts));
		parts.composite = false;
	}
	return parts;
}

function templatePlace(id: string): 'account' | 'recurrence' | undefined {
	if (id >= '26' && id <= '51') return 'account';
	return id >= '80' ? 'recurrence' : undefined;
}

/** A payment needs exactly one account with either a key or a URL; names each way to miss that. */
function whyNoPayment(accounts: number, parts: PixAccountParts): Problem {
	if (accounts > 1) {
		const message = `${accounts} fields from 26 to 51 are PIX accounts, exactly one is allowed`;
		return { rule: 'pix.account', message };
	}
	if (parts.key !== undefined) {
		const message = 'the PIX account has both a key and a URL, only one is allowed';
		return { rule: 'pix.keyOrUrl', message };
	}
	if (parts.composite) {
		const message = 'the code only carries a recurrence (Pix Automático), there is no payment in it';
		return { rule: 'pix.recurrenceOnly', message };
	}
	if (accounts === 1) {
		return { rule: 'pix.keyOrUrl', message: 'the PIX account has neither a key nor a URL' };
	}
	return { rule: 'pix.account', message: 'no field from 26 to 51 is a PIX account (br.gov.bcb.pix)' };
}

function readAccount(account: Map<string, string>, parts: PixAccountParts, problems: Problem[]): void {
	parts.key = account.get('01');
	parts.url = account.get('25');
	parts.info = account.get('02');
	parts.fss = account.get('03');
	if (parts.key === undefined && parts.url !== undefined) parts.kind = 'dynamic';
	if (parts.key !== undefined && parts.url === undefined) parts.kind = 'static';
	if (parts.key !== undefined) checkKey(parts.key, parts, problems);
	if (parts.url !== undefined) checkLocation(parts.url, 'pix.url', problems);
	if (parts.fss !== undefined) checkWithdrawal(parts.fss, parts, problems);
}

function checkKey(key: string, parts: PixAccountParts, problems: Problem[]): void {
	parts.keyType = canonicalPixKeyType(key);
	if (parts.keyType !== undefined) return;
	const message =
		`"${key}" is not a PIX key: expected a valid CPF or CNPJ without mask, +55 and a phone number, ` +
		'an email address or a random key in lower case';
	problems.push({ rule: 'pix.key', message });
}

function checkLocation(url: string, rule: string, problems: Problem[]): void {
	if (LOCATION.test(url)) return;
	problems.push({
		rule,
		message: `"${url}" is not the address of a charge: expected host and path without https://`,
	});
}

function checkWithdrawal(fss: string, parts: PixAccountParts, problems: Problem[]): void {
	if (parts.url !== undefined) {
		problems.push({ rule: 'pix.fss', message: 'the withdrawal field (fss) is only for codes with a key' });
	} else if (!/^[0-9A-Z]{8}$/.test(fss)) {
		problems.push({
			rule: 'pix.fss',
			message: `the withdrawal field (fss) is "${fss}", expected an ISPB of 8 characters`,
		});
	}
}

function readRecurrence(recurrence: TlvFields, parts: PixAccountParts, problems: Problem[]): void {
	const url = recurrence.values.get('25');
	if (url === undefined) {
		problems.push({ rule: 'pix.recurrence', message: 'the recurrence (fields 80 to 99) has no URL' });
		return;
	}
	parts.recurrenceUrl = url;
	checkLocation(url, 'pix.recurrence', problems);
}
