/**
 * Ends of names that no public DNS has: reserved (RFC 6761, 6762, 7686, 8375), `internal` (ICANN, 2024), and what
 * companies use at home (ICANN on name collisions: corp, home, mail).
 */
const PRIVATE_ENDINGS = new Set([
	...['localhost', 'local', 'internal', 'test', 'invalid', 'onion', 'arpa'],
	...['home', 'corp', 'mail', 'lan', 'intranet', 'private', 'localdomain'],
]);

const LABEL = /^(?!-)[a-z0-9-]{1,63}(?<!-)$/;

/** Whether a host, as a URL object gives it, is a name that public DNS can have: no address, no single word. */
export function isPublicName(host: string): boolean {
	const labels = host.split('.');
	const last = labels[labels.length - 1];
	return (
		host.length <= 253 &&
		labels.length >= 2 &&
		labels.every((label) => LABEL.test(label)) &&
		// Numbers at the end are an address (WHATWG URL, "ends in a number").
		/[a-z]/.test(last) &&
		!PRIVATE_ENDINGS.has(last)
	);
}

/**
 * Public suffixes below `br` in which companies register (publicsuffix.org/list, registro.br/dominio/categorias).
 * Without those that have suffixes of their own, such as `gov.br` and `nom.br`.
 */
const BRAZILIAN_SUFFIXES = new Set(
	[
		...[
			'com',
			'net',
			'org',
			'b',
			'ind',
			'inf',
			'srv',
			'tec',
			'app',
			'dev',
			'coop',
			'eco',
			'emp',
			'log',
			'seg',
		],
		...['adm', 'adv', 'agr', 'art', 'cnt', 'eng', 'esp', 'etc', 'far', 'imb', 'med', 'psi', 'tur'],
	].map((name) => `${name}.br`),
);

/**
 * Whether keys at one host may vouch for what another host serves: the same host, or the same registered domain
 * below a Brazilian suffix that is known here. Any `.com.br` shares its last two labels with every bank.
 */
export function mayVouchFor(keyHost: string, host: string): boolean {
	if (keyHost === host) return true;
	const domain = registeredDomain(host);
	return domain !== undefined && domain === registeredDomain(keyHost);
}

function registeredDomain(host: string): string | undefined {
	const labels = host.split('.');
	return BRAZILIAN_SUFFIXES.has(labels.slice(-2).join('.')) ? labels.slice(-3).join('.') : undefined;
}
