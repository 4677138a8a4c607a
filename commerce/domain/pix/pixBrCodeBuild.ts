import { crc16 } from './crc16';
import { InvalidInputError } from '../errors';
import { centsToDecimalText, formatBrl, MAX_AMOUNT_CENTS } from '../money/money';
import { normalizePixKey, type PixKeyType } from './pixKey';
import { tlvField } from './tlv';

/** What a static code is made of. */
export interface StaticBrCodeInput {
	key: string;
	keyType: PixKeyType;
	merchantName: string;
	merchantCity: string;
	/** Integer cents above zero; absent lets the payer type the amount. */
	amountCents?: number;
	/** 1 to 25 letters and digits; absent writes `***`. */
	txid?: string;
	/** Free text for the payer; the room left depends on the key (72 characters at most). */
	info?: string;
}

const MAX_NAME_LENGTH = 25;
const MAX_CITY_LENGTH = 15;
const MAX_TEMPLATE_LENGTH = 99;

/**
 * A static PIX BR Code. Accents are folded to ASCII; name and city, which are only shown, are cut to 25 and
 * 15 characters; a key, amount, txid or info that does not fit is refused, because cutting would change what
 * the shop asked for. Throws InvalidInputError. Source: Manual de Padrões para Iniciação do Pix 2.10, 2.6.
 */
export function buildStaticBrCode(input: StaticBrCodeInput): string {
	const fields = [
		tlvField('00', '01'),
		tlvField('26', accountTemplate(input)),
		tlvField('52', '0000'),
		tlvField('53', '986'),
		amountField(input.amountCents),
		tlvField('58', 'BR'),
		tlvField('59', displayText(input.merchantName, 'Merchant Name', MAX_NAME_LENGTH)),
		tlvField('60', displayText(input.merchantCity, 'Merchant City', MAX_CITY_LENGTH)),
		tlvField('62', tlvField('05', txidText(input.txid))),
		'6304',
	];
	const body = fields.join('');
	return body + crc16(body);
}

function accountTemplate({ key, keyType, info }: StaticBrCodeInput): string {
	const account = tlvField('00', 'br.gov.bcb.pix') + tlvField('01', normalizePixKey(key, keyType, 'PIX Key'));
	const text = foldToAscii(info ?? '');
	if (text === '') return account;
	const room = MAX_TEMPLATE_LENGTH - account.length - 4;
	if (text.length > room) {
		const expected =
			room > 0 ? `at most ${room} characters with this key` : 'nothing: this key leaves no room';
		throw new InvalidInputError('Info', text, expected);
	}
	return account + tlvField('02', text);
}

function amountField(amountCents: number | undefined): string {
	if (amountCents === undefined) return '';
	if (!Number.isSafeInteger(amountCents) || amountCents < 1 || amountCents > MAX_AMOUNT_CENTS) {
		const expected = `whole cents, from 1 to ${MAX_AMOUNT_CENTS} (${formatBrl(MAX_AMOUNT_CENTS)})`;
		throw new InvalidInputError('Amount', amountCents, expected);
	}
	return tlvField('54', centsToDecimalText(amountCents));
}

function displayText(text: string, field: string, limit: number): string {
	const folded = foldToAscii(text).slice(0, limit).trimEnd();
	if (folded === '') throw new InvalidInputError(field, text, 'a text with letters or digits');
	return folded;
}

function txidText(txid: string | undefined): string {
	if (txid === undefined || txid === '' || txid === '***') return '***';
	if (!/^[A-Za-z0-9]{1,25}$/.test(txid)) {
		throw new InvalidInputError('Transaction ID', txid, '1 to 25 letters and digits');
	}
	return txid;
}

// Letters and marks that Unicode decomposition leaves alone.
const FOLDED: Record<string, string> = {
	ß: 'ss',
	æ: 'ae',
	Æ: 'AE',
	œ: 'oe',
	Œ: 'OE',
	ø: 'o',
	Ø: 'O',
	đ: 'd',
	Đ: 'D',
	ł: 'l',
	Ł: 'L',
	'‘': "'",
	'’': "'",
	'“': '"',
	'”': '"',
	'–': '-',
	'—': '-',
	'⁄': '/',
};

/** Printable ASCII: accents dropped, look-alikes replaced, the rest (emoji) left out, spaces collapsed. */
function foldToAscii(text: string): string {
	return text
		.normalize('NFKD')
		.replace(/[^\x20-\x7e]/g, (character) => FOLDED[character] ?? (/\s/.test(character) ? ' ' : ''))
		.replace(/ +/g, ' ')
		.trim();
}
