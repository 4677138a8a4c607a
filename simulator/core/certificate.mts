import { generateKeyPairSync, sign } from 'node:crypto';

/** Key and certificate in PEM. */
export interface KeyAndCertificate {
	key: string;
	cert: string;
}

/** DER: tag, length, content (ITU-T X.690). */
function der(tag: number, ...parts: Buffer[]): Buffer {
	const content = Buffer.concat(parts);
	const { length } = content;
	const size =
		length < 0x80 ? [length] : length < 0x100 ? [0x81, length] : [0x82, length >> 8, length & 0xff];
	return Buffer.concat([Buffer.from([tag, ...size]), content]);
}

const SEQUENCE = 0x30;
const sequence = (...parts: Buffer[]) => der(SEQUENCE, ...parts);
const bitString = (bytes: Buffer) => der(0x03, Buffer.from([0]), bytes);
const time = (date: Date) => {
	const digits = date.toISOString().replace(/\D/g, '').slice(0, 14);
	return der(0x18, Buffer.from(`${digits}Z`));
};
/** Object identifiers in DER content bytes. */
const ECDSA_WITH_SHA256 = Buffer.from('2a8648ce3d040302', 'hex');
const COMMON_NAME = Buffer.from('550403', 'hex');
const SUBJECT_ALT_NAME = Buffer.from('551d11', 'hex');

const DAY_MS = 86_400_000;

/**
 * A certificate for 127.0.0.1 that signs itself, good for a day (RFC 5280 section 4.1): made anew for each start, so
 * that no private key lies in a repository.
 */
export function selfSignedCertificate(nowMs = Date.now()): KeyAndCertificate {
	const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
	const algorithm = sequence(der(0x06, ECDSA_WITH_SHA256));
	const name = sequence(
		der(0x31, sequence(der(0x06, COMMON_NAME), der(0x0c, Buffer.from('WhatsApp Commerce simulator')))),
	);
	const address = sequence(der(0x87, Buffer.from([127, 0, 0, 1])));
	const content = sequence(
		der(0xa0, der(0x02, Buffer.from([2]))),
		der(0x02, Buffer.from([1])),
		algorithm,
		name,
		sequence(time(new Date(nowMs - DAY_MS)), time(new Date(nowMs + DAY_MS))),
		name,
		publicKey.export({ type: 'spki', format: 'der' }),
		der(0xa3, sequence(sequence(der(0x06, SUBJECT_ALT_NAME), der(0x04, address)))),
	);
	const certificate = sequence(content, algorithm, bitString(sign('sha256', content, privateKey)));
	const lines = certificate.toString('base64').replace(/.{64}/g, '$&\n');
	return {
		key: String(privateKey.export({ type: 'pkcs8', format: 'pem' })),
		cert: `-----BEGIN CERTIFICATE-----\n${lines}\n-----END CERTIFICATE-----\n`,
	};
}
