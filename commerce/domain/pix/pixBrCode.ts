import { crc16 } from './crc16';
import { pixAccountFields, type PixAccountParts } from './pixAccount';
import { merchantFields, type PixMerchantParts } from './pixMerchantFields';
import type { Problem } from '../problem';
import { readTlv, type TlvFields } from './tlv';

export { buildStaticBrCode, type StaticBrCodeInput } from './pixBrCodeBuild';

/** What a BR Code says, and every rule it breaks. Parts are told even when the code is not valid. */
export interface BrCode extends PixAccountParts, PixMerchantParts {
	valid: boolean;
	problems: Problem[];
	/** The code without spaces around it: what may be sent. */
	code: string;
}

/** Longest code the PIX API knows (`pixCopiaECola`). */
const MAX_CODE_LENGTH = 512;

const ASCII_PRINTABLE = /^[\x20-\x7e]*$/;

/**
 * Reads and checks a PIX BR Code ("copia e cola"): TLV structure, CRC, mandatory fields, the PIX account
 * and its key or URL. Never throws. Sources: Manual do BR Code 2.0.1, Manual de Padrões para Iniciação do
 * Pix 2.10, EMV QRCPS-MPM 1.1.
 */
export function decodeBrCode(text: string): BrCode {
	const code = text.trim();
	const problems: Problem[] = [];
	const tlv = readTlv(code);
	checkEnvelope(code, tlv, problems);
	// Past a structural defect nothing more was read, and "field 59 is missing" would only be noise.
	const rules = tlv.defect === undefined ? problems : [];
	const account = pixAccountFields(tlv.values, rules);
	const merchant = merchantFields(tlv.values, account, rules);
	return { valid: problems.length === 0, problems, code, ...account, ...merchant };
}

/** The rules about the text as a whole: length, characters, order of fields, CRC. */
function checkEnvelope(code: string, tlv: TlvFields, problems: Problem[]): void {
	if (code.length > MAX_CODE_LENGTH) {
		problems.push({
			rule: 'pix.length',
			message: `the code has ${code.length} characters, at most ${MAX_CODE_LENGTH} are allowed`,
		});
	}
	if (!ASCII_PRINTABLE.test(code)) {
		problems.push({
			rule: 'pix.characters',
			message: 'the code has an accent, a line break or another character that is not plain ASCII',
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
	if (code.slice(-8, -4) !== '6304' || !/^[0-9A-Fa-f]{4}$/.test(found)) {
		const message =
			'the code does not end with 6304 and four hexadecimal digits: its end is missing or changed';
		problems.push({ rule: 'pix.crc', message });
		return;
	}
	const expected = crc16(code, code.length - 4);
	if (found !== expected) {
		const message =
			found.toUpperCase() === expected
				? `the CRC must be in upper case: ${expected}, found ${found}`
				: `the CRC is ${found}, expected ${expected}: a character is missing or changed`;
		problems.push({ rule: 'pix.crc', message });
	}
	if (tlv.defect === undefined && tlv.lastId !== '63') {
		problems.push({ rule: 'pix.crcPlace', message: 'the CRC (field 63) is not the last field' });
	}
}
