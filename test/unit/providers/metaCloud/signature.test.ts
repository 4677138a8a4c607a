import { createHmac } from 'crypto';
import fc from 'fast-check';

import {
	judgeHandshake,
	verifyMetaSignature,
	verifyTokenFor,
} from '../../../../nodes/providers/metaCloud/api/signature';

const appSecret = 'app-secret-of-our-own';
const rawBody = Buffer.from('{"object":"whatsapp_business_account","note":"ação"}');
const sign = (body: Uint8Array, secret = appSecret) =>
	`sha256=${createHmac('sha256', secret).update(body).digest('hex')}`;

describe('X-Hub-Signature-256', () => {
	it('over the bytes as received is valid', () => {
		expect(verifyMetaSignature({ header: sign(rawBody), rawBody, appSecret })).toEqual({ valid: true });
		const upper = sign(rawBody).toUpperCase().replace('SHA', 'sha');
		expect(verifyMetaSignature({ header: ` ${upper} `, rawBody, appSecret })).toEqual({ valid: true });
	});

	it.each([
		['missing', undefined, 'the signature header is missing'],
		['empty', '', 'the signature header is missing'],
		['of another kind', 'sha1=0123', 'the signature header is malformed'],
		["the Hub's", 't=1,v1=00', 'the signature header is malformed'],
		['with more before it', `x${sign(rawBody)}`, 'the signature header is malformed'],
		['cut off', sign(rawBody).slice(0, -2), 'the signature header is malformed'],
		['twice', `${sign(rawBody)},${sign(rawBody)}`, 'the signature header is malformed'],
		['of another secret', sign(rawBody, 'other'), 'the signature does not match the body'],
		['of another body', sign(Buffer.from('{}')), 'the signature does not match the body'],
	])('%s is refused', (_name, header, reason) => {
		expect(verifyMetaSignature({ header, rawBody, appSecret })).toEqual({ valid: false, reason });
	});

	it('with an empty app secret is refused, because anybody can sign so', () => {
		expect(verifyMetaSignature({ header: sign(rawBody, ''), rawBody, appSecret: '' })).toEqual({
			valid: false,
			reason: 'the credential has no app secret',
		});
	});

	it('never throws and never tells the secret', () => {
		fc.assert(
			fc.property(fc.string(), fc.uint8Array(), (header, body) => {
				const verdict = verifyMetaSignature({ header, rawBody: body, appSecret });
				expect(verdict.valid).toBe(false);
				expect(JSON.stringify(verdict)).not.toContain(appSecret);
			}),
		);
	});
});

describe('the call that verifies an address', () => {
	const query = { 'hub.mode': 'subscribe', 'hub.verify_token': 'ours', 'hub.challenge': '1158201444' };

	it('gets its challenge back', () => {
		expect(judgeHandshake(query, 'ours')).toEqual({ status: 200, challenge: '1158201444' });
	});

	it.each([
		['another mode', { ...query, 'hub.mode': 'unsubscribe' }, 'ours', 400],
		['nothing', {}, 'ours', 400],
		['another token', { ...query, 'hub.verify_token': 'theirs' }, 'ours', 403],
		['a list of tokens', { ...query, 'hub.verify_token': ['ours'] }, 'ours', 403],
		['no token', { 'hub.mode': 'subscribe', 'hub.challenge': '1' }, 'ours', 403],
		['no registration', query, undefined, 403],
		['an empty token', { ...query, 'hub.verify_token': '' }, '', 403],
		['no challenge', { ...query, 'hub.challenge': undefined }, 'ours', 400],
		['markup', { ...query, 'hub.challenge': '<script>' }, 'ours', 400],
		['markup behind it', { ...query, 'hub.challenge': '1<b>' }, 'ours', 400],
		['markup before it', { ...query, 'hub.challenge': '<b>1' }, 'ours', 400],
		['a long challenge', { ...query, 'hub.challenge': '1'.repeat(257) }, 'ours', 400],
		['an object', { ...query, 'hub.challenge': { toString: 1 } }, 'ours', 400],
	])('with %s is refused', (_name, given, token, status) => {
		expect(judgeHandshake(given, token)).toEqual({ status, reason: expect.any(String) });
	});

	it('is answered with a token that only address and secret make', () => {
		const url = 'https://n8n.example.com/webhook/1/webhook';
		expect(verifyTokenFor(url, appSecret)).toBe(verifyTokenFor(url, appSecret));
		expect(verifyTokenFor(url, appSecret)).toMatch(/^[0-9a-f]{64}$/);
		expect(verifyTokenFor(`${url}2`, appSecret)).not.toBe(verifyTokenFor(url, appSecret));
		expect(verifyTokenFor(url, 'other')).not.toBe(verifyTokenFor(url, appSecret));
	});
});
