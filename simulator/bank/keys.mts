import 'reflect-metadata';
import { createHmac, webcrypto } from 'node:crypto';
import * as x509 from '@peculiar/x509';
import { CompactSign, exportJWK, generateKeyPair, type JWK, type KeyLike } from 'jose';

x509.cryptoProvider.set(webcrypto as never);

const DAY_MS = 86_400_000;
type JsonKey = webcrypto.JsonWebKey;

/** One key of a bank: what it signs with, and what its key set says. */
export interface SigningKey {
	alg: string;
	privateKey: KeyLike;
	jwk: JWK;
}

/** Algorithms that a bank of the simulator has a key for. */
export const ALGORITHMS = ['PS256', 'RS256', 'ES256'];

/** Signs itself; good from yesterday until `days` days later. */
async function certificateOf(publicJwk: JWK, privateJwk: JWK, days: number): Promise<x509.X509Certificate> {
	const how =
		publicJwk.kty === 'EC'
			? { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' }
			: { name: 'RSASSA-PKCS1-v1_5', hash: 'SHA-256' };
	const read = async (jwk: JWK, usage: 'sign' | 'verify') =>
		await webcrypto.subtle.importKey('jwk', jwk as JsonKey, how, true, [usage]);
	const notBefore = new Date(Date.now() - 2 * DAY_MS);
	return await x509.X509CertificateGenerator.createSelfSigned({
		name: 'CN=Banco Simulado',
		notBefore,
		notAfter: new Date(notBefore.getTime() + DAY_MS + days * DAY_MS),
		signingAlgorithm: how,
		keys: { publicKey: await read(publicJwk, 'verify'), privateKey: await read(privateJwk, 'sign') },
	});
}

/** A fresh key with its certificate, named like those of real banks. `days` 0: the certificate ended yesterday. */
export async function newKey(alg: string, days = 30): Promise<SigningKey> {
	const { publicKey, privateKey } = await generateKeyPair(alg, { extractable: true });
	const publicJwk = await exportJWK(publicKey);
	const certificate = await certificateOf(publicJwk, await exportJWK(privateKey), days);
	const thumbprint = Buffer.from(await certificate.getThumbprint('SHA-1')).toString('base64url');
	const jwk = {
		...publicJwk,
		kid: `${alg}-${thumbprint.slice(0, 8)}`,
		use: 'sig',
		x5t: thumbprint,
		// Line breaks, as a bank had them (bacen/pix-api issue 188).
		x5c: [Buffer.from(certificate.rawData).toString('base64').replace(/.{64}/g, '$&\n')],
	};
	return { alg, privateKey, jwk };
}

/** A charge as a JWS; `lie` says what is wrong with it. */
export async function signCharge(
	payload: object,
	{ alg, privateKey, jwk }: SigningKey,
	jku: string | undefined,
	lie?: string,
): Promise<string> {
	const header = { alg, kid: jwk.kid, x5t: jwk.x5t, ...(jku === undefined ? {} : { jku }) };
	if (lie === 'algNone') return `${encoded({ ...header, alg: 'none' })}.${encoded(payload)}.`;
	if (lie === 'hmac') {
		const open = `${encoded({ ...header, alg: 'HS256' })}.${encoded(payload)}`;
		const mac = createHmac('sha256', JSON.stringify(jwk)).update(open).digest('base64url');
		return `${open}.${mac}`;
	}
	const named = lie === 'unknownKey' ? { ...header, kid: 'nobody', x5t: undefined } : header;
	const written = lie === 'wrongSignature' ? { ...payload, revisao: 99 } : payload;
	const signed = await new CompactSign(Buffer.from(JSON.stringify(written)))
		.setProtectedHeader(named)
		.sign(privateKey);
	if (lie !== 'wrongSignature') return signed;
	const [head, , signature] = signed.split('.');
	return `${head}.${encoded(payload)}.${signature}`;
}

function encoded(part: object): string {
	return Buffer.from(JSON.stringify(part)).toString('base64url');
}

/** Key and certificate in PEM for a TLS server with these names, which a client trusts by the certificate itself. */
export async function tlsIdentity(names: string[]): Promise<{ key: string; cert: string }> {
	const how = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' };
	const keys = await webcrypto.subtle.generateKey(how, true, ['sign', 'verify']);
	const certificate = await x509.X509CertificateGenerator.createSelfSigned({
		name: 'CN=Banks of the simulator',
		notBefore: new Date(Date.now() - DAY_MS),
		notAfter: new Date(Date.now() + 2 * DAY_MS),
		signingAlgorithm: how,
		keys,
		extensions: [
			new x509.SubjectAlternativeNameExtension(names.map((value) => ({ type: 'dns' as const, value }))),
		],
	});
	const pkcs8 = Buffer.from(await webcrypto.subtle.exportKey('pkcs8', keys.privateKey));
	const key = `-----BEGIN PRIVATE KEY-----\n${pkcs8.toString('base64')}\n-----END PRIVATE KEY-----\n`;
	return { key, cert: certificate.toString('pem') };
}
