import { crc16 } from './crc16';
import { pixAccountFields, type PixAccountParts } from './pixAccount';
import { merchantFields, type PixMerchantParts } from './pixMerchantFields';
import type { Problem } from '../problem';
import { readTlv, type LengthUnit, type TlvFields } from './tlv';

export { buildStaticBrCode, type StaticBrCodeInput } from './pixBrCodeBuild';

/** What a BR Code says, and every rule it breaks. Parts are given even when the code is not valid. */
export interface BrCode extends PixAccountParts, PixMerchantParts {
	valid: boolean;
	problems: Problem[];
	/** What is against the standard but paid by banks; absent when there is nothing. */
	warnings?: Problem[];
	/** The code without spaces around it: what may be sent. */
	code: string;
}

/** Longest code the PIX API knows (`pixCopiaECola`). */
const MAX_CODE_LENGTH = 512;

const ASCII_PRINTABLE = /^[\x20-\x7e]*$/;

// Control characters, lone surrogates and invisible marks: no bank writes those into the payer's text.
const UNREADABLE = /\p{C}/u;

/**
 * Reads and checks a PIX BR Code ("copia e cola"): TLV structure, CRC, mandatory fields, the PIX account
 * and its key or URL. Never throws. Sources: Manual do BR Code 2.0.1, Manual de Padrões para Iniciação do
 * Pix 2.10, EMV QRCPS-MPM 1.1.
 */
export function decodeBrCode(text: string): BrCode {
	const code = text.trim();
	const decoded = decodeFields(code, 'characters');
	if (decoded.valid || ASCII_PRINTABLE.test(code)) return decoded;
	// EMV counts characters; a writer that counts the bytes of UTF-8 shows only where there are accents.
	const inBytes = decodeFields(code, 'utf8Bytes');
	return inBytes.valid ? inBytes : decoded;
}

function decodeFields(code: string, unit: LengthUnit): BrCode {
	const problems: Problem[] = [];
	const tlv = readTlv(code, unit);
	checkEnvelope(code, tlv, problems);
	// Past a structural defect nothing more was read, and "field 59 is missing" would only be noise.
	const rules = tlv.defect === undefined ? problems : [];
	const account = pixAccountFields(tlv.values, rules, unit);
	const merchant = merchantFields(tlv.values, account, rules);
	const warnings = checkCharacters(code, account.info, problems);
	return {
		valid: problems.length === 0,
		problems,
		...(warnings.length === 0 ? {} : { warnings }),
		code,
		...account,
		...merchant,
	};
}

/**
 * The characters of a code. Accents in the text for the payer (26-02) only warn: Nubank writes them, its CRC
 * is over UTF-8, and most banks take them (bacen/pix-api issues 509 and 559). In the names they are refused.
 */
function checkCharacters(code: string, info: string | undefined, problems: Problem[]): Problem[] {
	if (ASCII_PRINTABLE.test(code)) return [];
	// A name with the same accents is still there after the text for the payer is taken out once.
	const rest = info === undefined || UNREADABLE.test(info) ? code : code.replace(info, '');
	if (!ASCII_PRINTABLE.test(rest)) {
		const message = 'the code has an accent, a line break or another character that is not plain ASCII';
		problems.push({ rule: 'pix.characters', message });
		return [];
	}
	const message = `the text for the payer, "${info}", has accents or other characters that a few banks refuse`;
	return [{ rule: 'pix.infoCharacters', message }];
}

/** The rules about the text as a whole: length, order of fields, CRC. */
function checkEnvelope(code: string, tlv: TlvFields, problems: Problem[]): void {
	if (code.length > MAX_CODE_LENGTH) {
		problems.push({
			rule: 'pix.length',
			message: `the code has ${code.length} characters, at most ${MAX_CODE_LENGTH} are allowed`,
		});
	}
	if (!code.startsWith('000201')) {
		problems.push({
			rule: 'pix.format',
			message: 'the code does not start with 000201, as every BR Code does',
		});
	}
	if (tlv.defect !== undefined) {
		problems.push({ rule: 'pix.structure', message: `the fields are broken: ${tlv.defect}` });
	}
	checkCrc(code, tlv, problems);
}

function checkCrc(code: string, tlv: TlvFields, problems: Problem[]): void {
	const found = code.slice(-4);
	if (code.slice(-8, -4) !== '6304' || !/[0-9A-Fa-f]{4}/.test(found)) {
		const message =
			'the code does not end with 6304 and four hexadecimal digits: its end is missing or changed';
		problems.push({ rule: 'pix.crc', message });
		return;
	}
	const expected = crc16(code, code.length - 4);
	if (found.toUpperCase() !== expected) {
		const message = `the CRC is ${found}, expected ${expected}: a character is missing or changed`;
		problems.push({ rule: 'pix.crc', message });
	}
	if (tlv.defect === undefined && tlv.lastId !== '63') {
		problems.push({ rule: 'pix.crcPlace', message: 'the CRC (field 63) is not the last field' });
	}
}
