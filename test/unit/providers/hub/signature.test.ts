import { createHmac } from 'crypto';

import { verifyHubSignature } from '../../../../nodes/providers/hub/api/signature';

const SECRET = 'whsec_test';
const BODY = Buffer.from('{"eventType":"Message","text":"Olá, é R$ 10"}');
const NOW_MS = 1_700_000_100_000;

function sign(body: Uint8Array, timestamp: number | string, secret = SECRET): string {
	const mac = createHmac('sha256', secret).update(Buffer.concat([Buffer.from(`${timestamp}.`), body]));
	return `t=${timestamp},v1=${mac.digest('hex')}`;
}

const verify = (header: string | undefined, rawBody: Uint8Array = BODY, toleranceSeconds = 300) =>
	verifyHubSignature({ header, rawBody, secret: SECRET, nowMs: NOW_MS, toleranceSeconds });

test('accepts what openssl dgst -sha256 -hmac computes', () => {
	const v1 = '3a6bff58264f8d52cf5ee5460630ce1d8c1372a0c375210dabc887b080945dd0';
	expect(verify(`t=1700000000,v1=${v1}`, Buffer.from('{"eventType":"Message"}'))).toEqual({ valid: true });
});

test.each([0, 299, 300, -300])('accepts a signature %i seconds old', (age) => {
	expect(verify(sign(BODY, 1_700_000_100 - age))).toEqual({ valid: true });
});

test.each([301, -301, 3_000_000])('refuses one %i seconds off', (age) => {
	expect(verify(sign(BODY, 1_700_000_100 - age))).toEqual({
		valid: false,
		reason: 'the signature is outside the time tolerance',
	});
});

test('accepts spaces, upper-case hex and a second signature of a rotation', () => {
	const [t, v1] = sign(BODY, 1_700_000_100).split(',');
	expect(verify(`${t}, ${v1}`).valid).toBe(true);
	expect(verify(`${t},v1=${v1.slice(3).toUpperCase()}`).valid).toBe(true);
	expect(verify(`${t},v1=${'0'.repeat(64)},${v1}`).valid).toBe(true);
});

test.each([
	['another secret', sign(BODY, 1_700_000_100, 'other')],
	['another body', sign(Buffer.from('{}'), 1_700_000_100)],
	['a time that was not signed', sign(BODY, 1_700_000_100).replace('t=1700000100', 't=1700000101')],
])('refuses %s', (_name, header) => {
	expect(verify(header)).toEqual({ valid: false, reason: 'the signature does not match the body' });
});

test('refuses the same JSON written in another way', () => {
	const respaced = Buffer.from(JSON.stringify(JSON.parse(BODY.toString()), null, 1));
	expect(verify(sign(BODY, 1_700_000_100), respaced).valid).toBe(false);
});

const [RIGHT_TIME, RIGHT_HASH] = sign(BODY, 1_700_000_100).split(',');

test.each([undefined, ''])('says that the header is missing, not malformed: %p', (header) => {
	expect(verify(header)).toEqual({ valid: false, reason: 'the signature header is missing' });
});

test.each([
	'sha1=abc',
	RIGHT_TIME,
	RIGHT_HASH,
	't=,v1=',
	't=now,v1=ab',
	`t=1,${RIGHT_TIME},${RIGHT_HASH}`,
	`${RIGHT_TIME},${RIGHT_HASH}0`,
	`${RIGHT_TIME},v1=0${RIGHT_HASH.slice(3)}`,
	sign(BODY, '1700000100x'),
	sign(BODY, 'x1700000100'),
	sign(BODY, '0'.repeat(13)),
])('refuses the malformed header %p', (header) => {
	expect(verify(header)).toEqual({ valid: false, reason: 'the signature header is malformed' });
});
