import { createHmac, generateKeyPairSync, sign } from 'crypto';
import fc from 'fast-check';
import { readJws, thumbprintOf } from '../../../commerce/domain/pix/charge/jws';
import { candidateKeys, readKeySet, whyNotUsable } from '../../../commerce/domain/pix/charge/jwsKeys';
import { notVerified, verifyJws } from '../../../commerce/domain/pix/charge/jwsSignature';
import { bankKey, type BankKey } from '../../helpers/bankKeys';

/** Signatures of banks, made by jose, with the untidiness of real key sets. */

const NOW = Date.now();
const PAYLOAD = { txid: 'a', status: 'CONCLUIDA' };

const verdictOn = (text: string, ...keys: unknown[]) => verifyJws(readJws(text)!, readKeySet({ keys }), NOW);

let rsa: BankKey;
let other: BankKey;
beforeAll(async () => {
	[rsa, other] = await Promise.all([bankKey('PS256'), bankKey('PS256', { kid: 'key-2' })]);
});

it.each(['PS256', 'PS384', 'PS512', 'RS256', 'RS384', 'RS512', 'ES256', 'ES384', 'ES512'])(
	'%s holds, and not for another payload',
	async (alg) => {
		const key = await bankKey(alg);
		const text = await key.sign(PAYLOAD);
		expect(verdictOn(text, key.jwk)).toEqual({ verified: true, algorithm: alg, keyId: 'key-1' });
		const [header, , signature] = text.split('.');
		const forged = [header, Buffer.from('{"status":"ATIVA"}').toString('base64url'), signature].join('.');
		expect(verdictOn(forged, key.jwk)).toMatchObject({
			verified: false,
			reason: expect.stringContaining('match'),
		});
	},
);

describe('untidy key sets of real banks', () => {
	const padded = (base64url: unknown) => `${Buffer.from(String(base64url), 'base64url').toString('base64')}`;
	const hex = (base64url: unknown) =>
		Buffer.from(String(base64url), 'base64url').toString('hex').toUpperCase();
	const bare = ({ kty, n, e }: Record<string, unknown>) => ({ kty, n, e });
	type Case = [string, (key: BankKey) => [Record<string, unknown>, Record<string, unknown>]];
	it.each<Case>([
		[
			'thumbprint as padded base64, no ID',
			({ jwk }) => [
				{ kid: undefined, x5t: padded(jwk.x5t) },
				{ ...jwk, kid: 'x' },
			],
		],
		[
			'thumbprint in hexadecimal',
			({ jwk }) => [
				{ kid: undefined, x5t: hex(jwk.x5t) },
				{ ...jwk, x5t: undefined },
			],
		],
		['SHA-256 thumbprint', ({ jwk }) => [{ kid: undefined, 'x5t#S256': jwk['x5t#S256'] }, jwk]],
		[
			'thumbprint only in the certificate',
			({ jwk }) => [
				{ kid: undefined, x5t: jwk.x5t },
				{ ...bare(jwk), x5c: jwk.x5c },
			],
		],
		['another alg in the key', ({ jwk }) => [{}, { ...jwk, alg: 'RSA' }]],
		[
			'line breaks in the certificate',
			({ jwk }) => [{}, { ...jwk, x5c: [String(jwk.x5c).replace(/.{64}/g, '$&\r\n')] }],
		],
		[
			'PEM lines, as a text',
			({ jwk }) => [
				{},
				{ ...jwk, x5c: `-----BEGIN CERTIFICATE-----\n${String(jwk.x5c)}\n-----END CERTIFICATE-----` },
			],
		],
		['a header without names', ({ jwk }) => [{ kid: undefined }, jwk]],
		['a key without names', ({ jwk }) => [{}, bare(jwk)]],
		['no certificate', ({ jwk }) => [{}, { ...jwk, x5c: undefined }]],
		['a key of the same ID before it', ({ jwk }) => [{}, jwk]],
	])('%s', async (_what, make) => {
		const [header, jwk] = make(rsa);
		const text = await rsa.sign(PAYLOAD, header);
		expect(
			verdictOn(text, { ...other.jwk, kid: _what.startsWith('a key of') ? 'key-1' : 'key-2' }, jwk).verified,
		).toBe(true);
	});
});

describe('what is never taken', () => {
	const compact = (header: object, signature = '') =>
		[header, PAYLOAD].map((part) => Buffer.from(JSON.stringify(part)).toString('base64url')).join('.') +
		`.${signature}`;

	it('no signature, and one made with the public key as a password', () => {
		expect(verdictOn(compact({ alg: 'none', kid: 'key-1' }), rsa.jwk).reason).toMatch(
			/none is not an algorithm/,
		);
		const open = compact({ alg: 'HS256', kid: 'key-1' }).slice(0, -1);
		const mac = createHmac('sha256', JSON.stringify(rsa.jwk)).update(open).digest('base64url');
		expect(verdictOn(`${open}.${mac}`, rsa.jwk, { kty: 'oct', kid: 'key-1' }).reason).toMatch(/HS256 is not/);
		expect(verdictOn(compact({ kid: 'key-1' }), rsa.jwk).reason).toMatch(/names no algorithm/);
		expect(verdictOn(compact({ alg: 'none', kid: 'key-1' }))).toMatchObject({
			algorithm: 'none',
			keyId: 'key-1',
		});
		expect(notVerified('why')).toEqual({ verified: false, algorithm: null, keyId: null, reason: 'why' });
		expect(verdictOn(compact({ alg: 'constructor' }), rsa.jwk).verified).toBe(false);
	});

	it('rules that only the signer knows', async () => {
		const text = await rsa.sign(PAYLOAD);
		const [, payload, signature] = text.split('.');
		const header = Buffer.from('{"alg":"PS256","crit":["x"]}').toString('base64url');
		expect(verdictOn([header, payload, signature].join('.'), rsa.jwk).reason).toMatch(/crit/);
	});

	it('a key that is not there, of another kind, too short, for encryption, or about another certificate', async () => {
		const elliptic = await bankKey('ES256');
		const text = await rsa.sign(PAYLOAD);
		expect(verdictOn(text, other.jwk).reason).toMatch(/no key with the ID/);
		expect(verdictOn(text).reason).toMatch(/no key with the ID/);
		expect(verdictOn(text, elliptic.jwk).reason).toMatch(/not one for PS256/);
		expect(verdictOn(compact({ alg: 'ES384' }, 'AA'), elliptic.jwk).reason).toMatch(/not one for ES384/);
		expect(verdictOn(text, { ...rsa.jwk, use: 'enc' }).verified).toBe(false);
		expect(verdictOn(text, { ...rsa.jwk, x5c: other.jwk.x5c }).reason).toMatch(/about another key/);
		expect(verdictOn(text, { ...rsa.jwk, x5c: ['AAAA'] }).reason).toMatch(/certificate.*cannot be read/);
		// The kind of key, 1.2.840.113549.1.1.1, becomes one that nobody knows.
		const der = Buffer.from(String(rsa.jwk.x5c), 'base64');
		der[der.indexOf(Buffer.from('2a864886f70d010101', 'hex')) + 8] = 0x77;
		expect(verdictOn(text, { ...rsa.jwk, x5c: [der.toString('base64')] }).reason).toMatch(
			/certificate.*cannot be read/,
		);
		expect(verdictOn(text, { ...rsa.jwk, n: 7 }).reason).toMatch(/cannot be read/);
		const endless = Buffer.alloc(40_000, 255).toString('base64url');
		expect(verdictOn(text, { ...rsa.jwk, n: endless, e: endless }).reason).toMatch(/cannot be read/);
		// jose makes none so short; Node does.
		const short = generateKeyPairSync('rsa', { modulusLength: 1024 });
		const open = compact({ alg: 'RS256' }).slice(0, -1);
		const signature = sign('sha256', Buffer.from(open), short.privateKey).toString('base64url');
		expect(verdictOn(`${open}.${signature}`, short.publicKey.export({ format: 'jwk' })).reason).toMatch(
			/not one for RS256/,
		);
	});

	it('a key that OpenSSL does not use for this algorithm', () => {
		const restricted = generateKeyPairSync('rsa-pss', {
			...{ modulusLength: 2048, hashAlgorithm: 'sha512', mgf1HashAlgorithm: 'sha512' },
		});
		const jws = readJws(compact({ alg: 'PS256' }, 'AA'))!;
		const keys = [{ thumbprints: [], key: restricted.publicKey }];
		expect(verifyJws(jws, keys, NOW)).toMatchObject({
			verified: false,
			reason: expect.stringMatching(/match/),
		});
	});

	it('a certificate that has ended, or has not begun', async () => {
		const ended = await bankKey('ES256', { days: 0 });
		expect(verdictOn(await ended.sign(PAYLOAD), ended.jwk).reason).toMatch(/ended on/);
		const text = readJws(await rsa.sign(PAYLOAD))!;
		const yesteryear = verifyJws(text, readKeySet({ keys: [rsa.jwk] }), NOW - 400 * 86_400_000);
		expect(yesteryear.reason).toMatch(/valid only from/);
	});
});

describe('the parts', () => {
	const part = (json: unknown) => Buffer.from(JSON.stringify(json)).toString('base64url');
	const headerOf = (header: object) => readJws(` ${part(header)}.${part(PAYLOAD)}.AA\n`)?.header;
	const nested = (levels: number): object => (levels === 0 ? {} : { in: nested(levels - 1) });

	it('a header names algorithm, keys and what it demands', () => {
		const given = { alg: 'PS256', kid: 'k', x5t: 'A+/=', 'x5t#S256': 'BB', jku: ' https://x ', crit: [] };
		expect(headerOf(given)).toEqual({
			...{ algorithm: 'PS256', keyId: 'k', thumbprints: ['A-_', 'BB'], jku: 'https://x', isCritical: true },
		});
		expect(headerOf({ x5t: 7, 'x5t#S256': '=' })).toEqual({
			...{ algorithm: null, keyId: null, thumbprints: [], isCritical: false },
		});
	});

	it.each([
		['a header that is no object', [1], PAYLOAD],
		['a payload that is no object', {}, 'x'],
		['a payload that is nested too deeply', {}, nested(101)],
	])('%s makes none', (_what, header, payload) => {
		expect(readJws(`${part(header)}.${part(payload)}.AA`)).toBeUndefined();
	});

	it.each([
		['something before it', (text: string) => `!${text}`],
		['something behind it', (text: string) => `${text}!`],
		['a part before it', (text: string) => `e30.${text}`],
		['a part behind it', (text: string) => `${text}.e30`],
	])('%s makes none', (_what, write) => {
		const text = `${part({})}.${part(PAYLOAD)}.AA`;
		expect([readJws(text)?.payload, readJws(write(text))]).toEqual([PAYLOAD, undefined]);
	});

	it.each([
		[2740, 4, true],
		[2741, 4, false],
		[342, 2740, true],
		[342, 2741, false],
	])('RSA numbers of %d and %d characters are read: %p', (modulus, exponent, isRead) => {
		const [key] = readKeySet({ kty: 'RSA', n: '_'.repeat(modulus), e: 'AQAB'.padEnd(exponent, 'A') });
		expect([key.key !== undefined, key.reason === undefined]).toEqual([isRead, isRead]);
	});

	it.each([
		['0a:FF '.repeat(10), Buffer.from('0aff'.repeat(10), 'hex').toString('base64url')],
		['0aff'.repeat(16), Buffer.from('0aff'.repeat(16), 'hex').toString('base64url')],
		[`${'0'.repeat(40)}a`, `${'0'.repeat(40)}a`],
		[`x${'0'.repeat(40)}`, `x${'0'.repeat(40)}`],
		[`${'0'.repeat(64)}a`, `${'0'.repeat(64)}a`],
		['a+b/c+d/e==', 'a-b_c-d_e'],
	])('the thumbprint %s is %s', (written, bare) => expect(thumbprintOf(written)).toBe(bare));

	it('a key set is a list of keys, a hundred at most, or a key alone', () => {
		const numberIn = (keySet: unknown) => readKeySet(keySet).length;
		const lists = [{ keys: [] }, { keys: [rsa.jwk, 7, { use: 'enc' }] }, { keys: Array(101).fill({}) }];
		expect([...lists, rsa.jwk, null].map(numberIn)).toEqual([0, 1, 100, 1, 0]);
	});

	it.each<[unknown, string | undefined]>([
		[[], undefined],
		[null, undefined],
		['', undefined],
		[7, 'the certificate of the key cannot be read'],
	])('x5c of %j', (x5c, reason) => {
		expect(readKeySet({ ...rsa.jwk, x5c })[0]).toMatchObject(reason === undefined ? {} : { reason });
		expect(readKeySet({ ...rsa.jwk, x5c })[0].key === undefined).toBe(reason !== undefined);
	});

	it('keys with the name or a thumbprint are asked, else those without any, else all', () => {
		const named = { id: 'a', thumbprints: ['t'] };
		const printed = { thumbprints: ['u'] };
		const bare = { thumbprints: [] };
		const asked = (keyId: string | null, thumbprints: string[] = [], keys = [named, printed, bare]) =>
			candidateKeys(keys, { algorithm: null, keyId, thumbprints, isCritical: false });
		expect(asked(null)).toEqual([named, printed, bare]);
		expect(asked('a')).toEqual([named]);
		expect(asked(null, ['u', 'x'])).toEqual([printed]);
		expect(asked('b')).toEqual([bare]);
		expect(asked('b', [], [{ id: 'c', thumbprints: [] }, printed] as never)).toEqual([]);
	});

	it.each<[number, RegExp | undefined]>([
		[-1, /valid only from/],
		[0, undefined],
		[1000, undefined],
		[1001, /ended on/],
	])('a certificate of a second, %d ms after it begins', (ms, why) => {
		const certificate = { validFrom: 'Nov 20 12:00:00 2026 GMT', validTo: 'Nov 20 12:00:01 2026 GMT' };
		const told = whyNotUsable({ thumbprints: [], certificate } as never, Date.UTC(2026, 10, 20, 12) + ms);
		if (why === undefined) expect(told).toBeUndefined();
		else expect(told).toMatch(why);
		const unusable = { thumbprints: [], certificate, reason: 'it is another' } as never;
		expect(whyNotUsable(unusable, Date.UTC(2026, 10, 20, 12) + ms)).toBe('it is another');
	});
});

it('no change of a signed charge holds, and no text or key set makes it throw', async () => {
	const text = await rsa.sign(PAYLOAD);
	fc.assert(
		fc.property(fc.nat(text.length - 1), fc.constantFrom('A', 'b', '_', '.', '{'), (at, character) => {
			fc.pre(text[at] !== character);
			const changed = readJws(text.slice(0, at) + character + text.slice(at + 1));
			if (changed === undefined) return true;
			// The last characters of base64 may have bits that say nothing.
			if (at === text.length - 1) return true;
			return !verifyJws(changed, readKeySet({ keys: [rsa.jwk] }), NOW).verified;
		}),
	);
	fc.assert(
		fc.property(
			fc.json(),
			(keySet) => !verifyJws(readJws(text)!, readKeySet(JSON.parse(keySet)), NOW).verified,
		),
	);
	fc.assert(fc.property(fc.string(), (anything) => readJws(anything) === undefined));
});
