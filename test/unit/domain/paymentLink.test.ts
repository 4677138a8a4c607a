import fc from 'fast-check';
import { InvalidInputError } from '../../../commerce/domain/errors';
import { checkPaymentLink } from '../../../commerce/domain/payment/paymentLink';

function refusalOf(task: () => unknown): InvalidInputError {
	try {
		task();
	} catch (error) {
		expect(error).toBeInstanceOf(InvalidInputError);
		return error as InvalidInputError;
	}
	throw new Error('nothing was refused');
}

describe('checkPaymentLink', () => {
	const check = (link: string) => checkPaymentLink(link, 'Payment URL');

	it.each([
		'https://pay.example.com/order-123',
		'http://pay.example.com',
		'HTTPS://PAY.EXAMPLE.COM/A?b=c#d',
		'https://pay.example.com?order=1',
		'https://pay.example.com#1',
		'https://pay.example.com:8443/x',
		'https://pay.example.com:65535',
		'https://pay_me.example.com/x',
		'https://pay.example.com./x',
		'https://mpago.la/1AbCdE',
		'https://xn--ao-siap.com.br/',
		'https://8.8.8.8/pay',
		'https://172.32.0.1',
		'https://100.128.0.1',
		'https://192.169.0.1',
		'https://200.147.3.157',
		'https://10.0.0.1.example.com/x',
		'https://example.com/localhost/10.0.0.1/user@host',
	])('takes %s', (link) => {
		expect(check(link)).toBe(link);
		expect(check(` ${link}\n`)).toBe(link);
	});

	it.each([
		['https://ação.com.br/pedido?nome=João', 'https://xn--ao-siap.com.br/pedido?nome=Jo%C3%A3o'],
		['https://pay.example.com/café', 'https://pay.example.com/caf%C3%A9'],
		['https://pay.example.com/caf%C3%A9', 'https://pay.example.com/caf%C3%A9'],
		['https://LOJA.example.com/Pão', 'https://loja.example.com/P%C3%A3o'],
	])('encodes the accents of %s', (link, encoded) => {
		expect(check(link)).toBe(encoded);
		expect(new URL(link).href).toBe(encoded);
	});

	it('takes a host with accents however often it is asked', () => {
		const link = 'https://ação.com.br';
		for (let times = 0; times < 20_000; times++) check(link);
		expect(check(link)).toBe(new URL(link).href);
	});

	it.each([
		['nothing', ''],
		['no scheme', 'pay.example.com/order-123'],
		['no host', 'https:///order-123'],
		['another scheme', 'ftp://pay.example.com/x'],
		['a script', 'javascript:alert(1)'],
		['a data address', 'data:text/html,x'],
		['an app address', 'nubank://pay/1'],
		['one slash', 'https:/pay.example.com'],
		['backslashes', 'https:\\\\pay.example.com'],
		['a space', 'https://pay.example.com/order 123'],
		['a line break', 'https://pay.example.com/\norder'],
		['two links', 'https://pay.example.com/1 https://pay.example.com/2'],
		['a zero-width space', 'https://pay.example.com/order\u200b123'],
		['a direction mark in the host', 'https://pay.\u200eexample.com'],
		['a user', 'https://shop@pay.example.com'],
		['a user and password', 'https://shop:secret@pay.example.com/x'],
		['a host in disguise', 'https://bank.example.com\\@evil.example'],
		['a host of one word', 'https://localhost:3000/x'],
		['a local host', 'https://shop.localhost/x'],
		['a name of the local network', 'https://shop.local'],
		['a name of the office', 'https://erp.lan/x'],
		['a local name in capitals', 'HTTPS://LOJA.LOCAL'],
		['a name for tests', 'https://shop.test/x'],
		['a placeholder', 'https://shop.example/x'],
		['a private address', 'http://192.168.0.10/x'],
		['another private address', 'http://10.1.2.3'],
		['the first private address', 'http://172.16.0.1'],
		['a private address between', 'http://172.20.0.1'],
		['the last private address', 'http://172.31.255.255'],
		['an address of the provider network', 'http://100.64.0.1'],
		['another of its addresses', 'http://100.70.0.1'],
		['one of its last addresses', 'http://100.110.0.1'],
		['a loopback address', 'http://127.0.0.1:5678/x'],
		['no address', 'http://0.0.0.0'],
		['a link-local address', 'http://169.254.169.254'],
		['a multicast address', 'http://224.0.0.1'],
		['an address for later', 'http://240.0.0.1'],
		['an address past 255', 'http://8.8.8.256'],
		['a hexadecimal address', 'http://0x7f.0.0.1'],
		['an octal address', 'http://0177.0.0.1'],
		['a number', 'http://2130706433'],
		['a short address', 'http://10.1'],
		['an IPv6 address', 'http://[::1]/x'],
		['a port past 65535', 'https://pay.example.com:99999'],
		['a port that is a word', 'https://pay.example.com:pix'],
		['two dots', 'https://pay..example.com'],
		['a dot first', 'https://.example.com'],
		['a hyphen first', 'https://-pay.example.com'],
		['a hyphen last', 'https://pay.example.co-'],
		['a domain of a hyphen', 'https://pay.example.-c'],
		['a domain of one letter', 'https://pay.example.c'],
		['an expression nobody filled in', 'https://{{ $json.host }}/x'],
	])('refuses %s', (_what, link) => {
		const refusal = refusalOf(() => check(link));
		expect(refusal.field).toBe('Payment URL');
		expect(refusal.expected).toMatch(/^a full web address such as https:\/\/pay\.example\.com\/order-123/);
	});

	it.each([
		['https://shop@pay.example.com', ', without user or password'],
		['xhttps://pay.example.com', ''],
		['https://10.0.0.1', ": the customer's phone cannot open this host"],
		['https://pay.example.com/a b', ', without spaces, line breaks or invisible characters'],
	])('says of %s what is wrong', (link, why) => {
		expect(refusalOf(() => check(link)).expected).toBe(
			`a full web address such as https://pay.example.com/order-123${why}`,
		);
	});

	it('takes nothing that a browser could not read', () => {
		const part = fc.constantFrom(
			'a',
			'pay',
			'-',
			'.',
			':',
			'/',
			'@',
			'443',
			'10',
			'[',
			'\\',
			'%',
			'?',
			'é',
			' ',
			'_',
		);
		const links = fc.array(part, { maxLength: 12 }).map((parts) => `https://${parts.join('')}`);
		fc.assert(
			fc.property(fc.oneof(links, fc.webUrl()), (link) => {
				let taken: string;
				try {
					taken = check(link);
				} catch (error) {
					expect(error).toBeInstanceOf(InvalidInputError);
					return;
				}
				const url = new URL(taken);
				expect(url.protocol).toMatch(/^https?:$/);
				expect(url.username + url.password).toBe('');
				expect(url.hostname).toContain('.');
			}),
			{ numRuns: 1500 },
		);
	});

	it('takes every public web address', () => {
		const reserved = /\.(example|home|internal|invalid|lan|local|localdomain|localhost|test)$/;
		const links = fc
			.webUrl({ withFragments: true, withQueryParameters: true })
			.filter((link) => !reserved.test(new URL(link).hostname));
		fc.assert(fc.property(links, (link) => expect(check(link)).toBe(link)));
	});

	it('stays quick with a hostile link', () => {
		const hosts = ['a'.repeat(50_000), 'a-'.repeat(25_000), 'a.'.repeat(25_000), `${'-a'.repeat(20_000)}.`];
		for (const host of hosts) expect(() => check(`https://${host}!`)).toThrow(InvalidInputError);
	}, 2000);
});
