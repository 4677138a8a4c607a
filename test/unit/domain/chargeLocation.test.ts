import fc from 'fast-check';
import {
	looksLikeLocation,
	questionUrl,
	readKeysUrl,
	readLocation,
	type DueDateQuery,
} from '../../../commerce/domain/pix/charge/location';
import { isPublicName, mayVouchFor } from '../../../commerce/domain/pix/charge/publicHost';
import { account, brCode, field } from '../../helpers/brCode';

/** Where a bank may be asked, and whose keys count. */

const CODE = brCode({ '26': account(field('25', 'pix.example.com/qr/v2/1')), '59': 'LOJA' });

const urlOf = (text: string) => {
	const read = readLocation(text);
	return 'location' in read ? read.location.url : undefined;
};

it.each([
	['pix.example.com/qr/v2/9d36b84f', 'https://pix.example.com/qr/v2/9d36b84f', 'immediate'],
	['https://PIX.Example.com:443/qr/v2/a#x', 'https://pix.example.com/qr/v2/a', 'immediate'],
	['pix.example.com/qr/v2/cobv/9d36b84f', 'https://pix.example.com/qr/v2/cobv/9d36b84f', 'withDueDate'],
	['pix.example.com/qr/v2/rec/2353c790', 'https://pix.example.com/qr/v2/rec/2353c790', 'recurrence'],
	['qrcode.b.br/record/a', 'https://qrcode.b.br/record/a', 'immediate'],
	[' pix.example.com/a\n', 'https://pix.example.com/a', 'immediate'],
	['pix.example.com/a?b=http://c', 'https://pix.example.com/a?b=http://c', 'immediate'],
	[`pix.example.com/${'a'.repeat(484)}`, `https://pix.example.com/${'a'.repeat(484)}`, 'immediate'],
])('%j is asked at %s', (text, url, kind) => {
	expect(looksLikeLocation(text)).toBe(true);
	expect(readLocation(text)).toEqual({ location: { url, host: new URL(url).hostname, kind } });
});

it.each([
	['http://pix.example.com/a', 'begins with http://'],
	['ftp://pix.example.com/a', 'begins with ftp://'],
	['pix.example.com:8443/a', 'names port 8443'],
	['pix.example.com', 'has no path'],
	['pix.example.com/', 'has no path'],
	['user@pix.example.com/a', 'not a plain host'],
	['@pix.example.com/a', 'not a plain host'],
	['pix.example.com\\@evil.example/a', 'not a plain host'],
	['pix.example.com/a b', 'not a plain host'],
	['pix.exämple.com/a', 'not a plain host'],
	[`pix.example.com/${'a'.repeat(500)}`, 'longer than'],
	['127.0.0.1/a', 'public host name'],
	['0x7f.1/a', 'public host name: 127.0.0.1'],
	['2130706433/a', 'public host name: 127.0.0.1'],
	['10.1/a', 'public host name: 10.0.0.1'],
	['169.254.169.254/latest/meta-data', 'public host name'],
	['[::1]/a', 'public host name'],
	['localhost/a', 'public host name'],
	['localhost./a', 'public host name'],
	['pix.example.com./a', 'public host name'],
	['bank.localhost/a', 'public host name'],
	['printer.local/a', 'public host name'],
	['n8n.internal/a', 'public host name'],
	['router.home.arpa/a', 'public host name'],
	['postgres/a', 'public host name'],
	['a_b.example.com/a', 'public host name'],
	['', 'not a plain host'],
	['https://', 'not a plain host'],
	['%31.example.com%2f/a', 'not a URL'],
])('%s is not called: %s', (text, reason) => {
	expect(readLocation(text)).toEqual({ reason: expect.stringContaining(reason) });
});

it.each([
	['http://localhost', true],
	['pix.example.com:8443/a', true],
	['ask pix.example.com/a', false],
	['ask https://pix.example.com/a', false],
	['pix.example.com/a b', false],
	['https://pix.example.com/a b', false],
	['pix.example.com', false],
	['localhost/a', false],
	// A code without any space in it, whole and without its beginning.
	[CODE, false],
	[CODE.slice(4), false],
])('%s was meant to be the address of a charge: %p', (text, isMeant) => {
	expect(looksLikeLocation(text)).toBe(isMeant);
});

it('whatever the text, what is called is https at a public name, on port 443, without a user', () => {
	const part = fc.constantFrom(
		'a',
		'pix',
		'127.0.0.1',
		'localhost',
		'.',
		'@',
		':',
		'/',
		'\\',
		'?',
		'#',
		'[::1]',
		'%40',
		'443',
		'。',
		'com',
		'https://',
		'0x7f000001',
		' ',
	);
	fc.assert(
		fc.property(fc.array(part, { maxLength: 10 }), (parts) => {
			const url = urlOf(parts.join(''));
			if (url === undefined) return;
			const { protocol, port, username, password, hostname } = new URL(url);
			expect([protocol, port, username, password]).toEqual(['https:', '', '', '']);
			expect(hostname).toMatch(/^[a-z0-9-]+(\.[a-z0-9-]+)*\.[a-z0-9-]*[a-z][a-z0-9-]*$/);
			expect(hostname).not.toMatch(/(^|\.)localhost$/);
		}),
		{ numRuns: 2_000 },
	);
});

describe('keys', () => {
	it.each([
		['https://pix.banco.com.br/jwks', 'pix.banco.com.br'],
		['pix.banco.com.br/jwks', 'pix.banco.com.br'],
		['https://api.banco.com.br/jwks', 'pix.banco.com.br'],
		['https://banco.b.br/jwks', 'a.pix.banco.b.br'],
		['https://pix.bank.io/jwks', 'pix.bank.io'],
	])('at %s may sign for %s', (jku, host) => {
		expect(readKeysUrl(jku, host)).toEqual({ url: expect.stringMatching(/^https:\/\/.*\/jwks$/) });
	});

	it.each([
		['https://evil.com.br/jwks', 'pix.banco.com.br'],
		['https://com.br/jwks', 'pix.banco.com.br'],
		['https://evilbanco.com.br/jwks', 'banco.com.br'],
		['https://banco.com.br.evil.com/jwks', 'pix.banco.com.br'],
		// Without a list of all suffixes nobody knows who owns what below these.
		['https://api.bank.io/jwks', 'pix.bank.io'],
		['https://b.sp.gov.br/jwks', 'a.sp.gov.br'],
		['https://banco.imb.br/jwks', 'bancoim.b.br'],
		['http://pix.banco.com.br/jwks', 'pix.banco.com.br'],
		['https://pix.banco.com.br@evil.com/jwks', 'pix.banco.com.br'],
		['https://127.0.0.1/jwks', '127.0.0.1'],
	])('at %s may not sign for %s', (jku, host) => {
		expect(readKeysUrl(jku, host)).toHaveProperty('reason');
	});
});

describe('hosts', () => {
	const words = (text: string) => text.split(' ');

	it('of private networks are none, and others of two labels are', () => {
		const endings =
			'localhost local internal test invalid onion arpa home corp mail lan intranet private localdomain';
		for (const ending of words(endings))
			expect([ending, isPublicName(`bank.${ending}`)]).toEqual([ending, false]);
		expect([isPublicName('bank.io'), isPublicName('bank')]).toEqual([true, false]);
	});

	it('have 253 characters at most', () => {
		const long = (last: number) => [...Array(3).fill('a'.repeat(63)), 'a'.repeat(last)].join('.');
		expect([long(61).length, isPublicName(long(61)), isPublicName(long(62))]).toEqual([253, true, false]);
	});

	it('of one company vouch for each other below the suffixes in which companies register', () => {
		const suffixes =
			'com net org b ind inf srv tec app dev coop eco emp log seg adm adv agr art cnt eng esp etc far imb med psi tur';
		for (const suffix of words(suffixes)) {
			expect([suffix, mayVouchFor(`api.bank.${suffix}.br`, `pix.bank.${suffix}.br`)]).toEqual([suffix, true]);
		}
		expect(mayVouchFor('com.br', 'pix.com.br')).toBe(false);
	});
});

it('only a charge with due date takes day and city', () => {
	const both = { day: '2026-12-01', cityCode: '3550308' };
	const ask = (text: string, query: DueDateQuery = both) => {
		const read = readLocation(text);
		return 'location' in read ? questionUrl(read.location, query) : undefined;
	};
	expect(ask('pix.example.com/cobv/a')).toBe('https://pix.example.com/cobv/a?codMun=3550308&DPP=2026-12-01');
	expect(ask('pix.example.com/cobv/a?v=1')).toBe(
		'https://pix.example.com/cobv/a?v=1&codMun=3550308&DPP=2026-12-01',
	);
	expect(ask('pix.example.com/a')).toBe('https://pix.example.com/a');
	expect(
		[{}, { day: '2026-12-01' }, { cityCode: '3550308' }].map((query) => ask('a.example.com/cobv', query)),
	).toEqual([
		'https://a.example.com/cobv',
		'https://a.example.com/cobv?DPP=2026-12-01',
		'https://a.example.com/cobv?codMun=3550308',
	]);
});
