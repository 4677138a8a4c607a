import 'reflect-metadata';
import * as x509 from '@peculiar/x509';
import { webcrypto } from 'crypto';
import { CompactSign, exportJWK, generateKeyPair, type CompactJWSHeaderParameters } from 'jose';

/** A key of a bank, with what its key set says of it. */
export interface BankKey {
	alg: string;
	/** As in a key set: the key, its ID, certificate and thumbprints. */
	jwk: Record<string, unknown>;
	sign(payload: unknown, header?: Partial<CompactJWSHeaderParameters>): Promise<string>;
}

const DAY_MS = 86_400_000;

/** A fresh key for an algorithm, with a certificate that is good from yesterday, for so many days. Signed by jose. */
export async function bankKey(alg: string, { kid = 'key-1', days = 2 } = {}): Promise<BankKey> {
	const { publicKey, privateKey } = await generateKeyPair(alg, { extractable: true });
	const plain = await exportJWK(publicKey);
	const certificate = await certify(
		plain as webcrypto.JsonWebKey,
		(await exportJWK(privateKey)) as webcrypto.JsonWebKey,
		days,
	);
	const thumbprint = async (hash: string) =>
		Buffer.from(await certificate.getThumbprint(hash, webcrypto as never)).toString('base64url');
	const jwk = {
		...plain,
		kid,
		use: 'sig',
		x5c: [Buffer.from(certificate.rawData).toString('base64')],
		x5t: await thumbprint('SHA-1'),
		'x5t#S256': await thumbprint('SHA-256'),
	};
	const sign: BankKey['sign'] = async (payload, header = {}) =>
		await new CompactSign(Buffer.from(typeof payload === 'string' ? payload : JSON.stringify(payload)))
			.setProtectedHeader({ alg, kid, ...header })
			.sign(privateKey);
	return { alg, jwk, sign };
}

async function certify(
	publicJwk: webcrypto.JsonWebKey,
	privateJwk: webcrypto.JsonWebKey,
	days: number,
): Promise<x509.X509Certificate> {
	const how =
		publicJwk.kty === 'EC'
			? { name: 'ECDSA', namedCurve: publicJwk.crv, hash: 'SHA-256' }
			: { name: 'RSASSA-PKCS1-v1_5', hash: 'SHA-256' };
	const read = async (jwk: webcrypto.JsonWebKey, usage: 'sign' | 'verify') =>
		await webcrypto.subtle.importKey('jwk', jwk, how as never, true, [usage]);
	const yesterday = Date.now() - DAY_MS;
	return await x509.X509CertificateGenerator.createSelfSigned(
		{
			name: 'CN=Banco Simulado',
			notBefore: new Date(Math.min(yesterday, yesterday + days * DAY_MS - DAY_MS)),
			notAfter: new Date(yesterday + days * DAY_MS),
			signingAlgorithm: how as never,
			keys: {
				publicKey: await read(publicJwk, 'verify'),
				privateKey: await read(privateJwk, 'sign'),
			} as never,
		},
		webcrypto as never,
	);
}
