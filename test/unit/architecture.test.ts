import ts from 'typescript';

/*
 * The arrows point one way: the two nodes -> providers -> domain. Read from the sources themselves, so a wrong
 * import fails here before anybody has to notice it.
 */

const ROOT = require.resolve('../../package.json').replace(/package\.json$/, '');

interface Import {
	/** Path of the importing file from the repository root. */
	file: string;
	/** What is imported: a path from the repository root, or the name of a module. */
	target: string;
}

function importsUnder(folder: string): Import[] {
	const files = ts.sys.readDirectory(ROOT + folder, ['.ts', '.mts', '.js', '.mjs']);
	return files.flatMap((path) => {
		const file = path.slice(ROOT.length);
		const source = ts.sys.readFile(path) ?? '';
		// Finds import, export from, require and import(), type-only ones too.
		return ts.preProcessFile(source, true, true).importedFiles.map(({ fileName }) => ({
			file,
			target: fileName.startsWith('.') ? resolved(file, fileName) : fileName,
		}));
	});
}

function resolved(file: string, relative: string): string {
	const parts = file.split('/').slice(0, -1);
	for (const step of relative.split('/')) {
		if (step === '..') parts.pop();
		else if (step !== '.') parts.push(step);
	}
	return parts.join('/');
}

/** Imports that go elsewhere than the allowed modules and the allowed folders. */
function strays(folder: string, modules: string[], folders: string[]): Import[] {
	return importsUnder(folder).filter(
		({ target }) => !modules.includes(target) && !folders.some((allowed) => target.startsWith(allowed)),
	);
}

/** What of the providers is pure: requests, responses and webhook bodies, without n8n. */
const API = /^nodes\/providers\/(?:api|\w+\/api)\//;
/** What providers have in common; every other folder there is a provider. */
const COMMON = ['api', 'fields', 'webhook'];
/** The code that knows the contract and no provider. */
const HOSTS = [
	'nodes/WhatsAppCommerce',
	'nodes/WhatsAppCommerceTrigger',
	'nodes/WhatsAppCommercePaymentTrigger',
	'nodes/shared',
];

const PROVIDER_FOLDERS = ts.sys
	.getDirectories(`${ROOT}nodes/providers`)
	.filter((folder) => !COMMON.includes(folder));

/** The provider whose folder a path is in. */
function providerOf(path: string): string | undefined {
	return PROVIDER_FOLDERS.find((folder) => path.startsWith(`nodes/providers/${folder}/`));
}

describe('the arrows between the rings', () => {
	it.each(['commerce/domain', 'nodes/providers', ...HOSTS, 'credentials'])(
		'%s has sources to look at',
		(folder) => {
			expect(importsUnder(folder).length).toBeGreaterThan(0);
		},
	);

	it('commerce/domain imports only itself, and crypto for signatures and secrets; there is nothing else in commerce', () => {
		expect(strays('commerce', ['crypto'], ['commerce/domain/'])).toEqual([]);
	});

	it('what speaks with a provider imports only commerce, its like, and crypto for signatures', () => {
		const outwards = importsUnder('nodes/providers').filter(
			({ file, target }) =>
				API.test(file) && target !== 'crypto' && !target.startsWith('commerce/') && !API.test(target),
		);
		expect(outwards).toEqual([]);
	});

	it('providers import n8n-workflow, crypto, commerce, what nodes share, and themselves', () => {
		const allowed = ['nodes/providers/', 'nodes/shared/', 'commerce/'];
		expect(strays('nodes/providers', ['n8n-workflow', 'crypto'], allowed)).toEqual([]);
	});

	it('a provider never imports another provider', () => {
		const crossing = importsUnder('nodes/providers').filter(({ file, target }) => {
			const [from, to] = [providerOf(file), providerOf(target)];
			return from !== undefined && to !== undefined && from !== to;
		});
		expect(crossing).toEqual([]);
	});

	it('what providers share knows none of them; only the registry does', () => {
		const knowing = importsUnder('nodes/providers').filter(
			({ file, target }) =>
				file !== 'nodes/providers/index.ts' &&
				providerOf(file) === undefined &&
				PROVIDER_FOLDERS.some((folder) => `${target}/`.startsWith(`nodes/providers/${folder}/`)),
		);
		expect(knowing).toEqual([]);
	});

	it('what both nodes share imports the pure part of the providers and nothing of the nodes', () => {
		const allowed = ['nodes/shared/', 'nodes/providers/api/', 'commerce/'];
		expect(strays('nodes/shared', ['n8n-workflow', 'crypto'], allowed)).toEqual([]);
	});

	it.each(['nodes/WhatsAppCommerce', 'nodes/WhatsAppCommerceTrigger'])(
		'%s imports n8n-workflow, crypto, commerce, providers, what nodes share, and itself',
		(host) => {
			const allowed = [`${host}/`, 'nodes/providers', 'nodes/shared/', 'commerce/'];
			expect(strays(host, ['n8n-workflow', 'crypto'], allowed)).toEqual([]);
		},
	);
});

describe('payment providers', () => {
	const folders = ts.sys.getDirectories(`${ROOT}nodes/paymentProviders`).filter((folder) => folder !== 'api');
	const plugOf = (path: string) =>
		folders.find((folder) => `${path}/`.startsWith(`nodes/paymentProviders/${folder}/`));

	it('import n8n-workflow, crypto, commerce, themselves, and what requests and responses are', () => {
		const allowed = ['nodes/paymentProviders/', 'nodes/providers/api/', 'commerce/'];
		expect(strays('nodes/paymentProviders', ['n8n-workflow', 'crypto'], allowed)).toEqual([]);
	});

	it('read calls without n8n', () => {
		const reading = importsUnder('nodes/paymentProviders').filter(({ file }) => /\/api\/|receive/.test(file));
		expect(reading.length).toBeGreaterThan(0);
		expect(reading.filter(({ target }) => target === 'n8n-workflow')).toEqual([]);
	});

	it('know each other only in the registry', () => {
		const crossing = [...importsUnder('nodes/paymentProviders'), ...HOSTS.flatMap(importsUnder)].filter(
			({ file, target }) =>
				file !== 'nodes/paymentProviders/index.ts' &&
				plugOf(target) !== undefined &&
				plugOf(target) !== plugOf(file),
		);
		expect(crossing).toEqual([]);
	});

	it('are read by a trigger that imports the contract, what triggers share, its credential, and itself', () => {
		const host = 'nodes/WhatsAppCommercePaymentTrigger';
		const allowed = [
			`${host}/`,
			'nodes/paymentProviders',
			'nodes/providers/',
			'nodes/shared/',
			'commerce/',
			'credentials/',
		];
		expect(strays(host, ['n8n-workflow', 'crypto'], allowed)).toEqual([]);
	});
});

describe('the nodes and what they share', () => {
	const hostFiles = HOSTS.flatMap((folder) => ts.sys.readDirectory(ROOT + folder, ['.ts']));

	it('import no provider', () => {
		const imports = HOSTS.flatMap(importsUnder);
		expect(imports.filter(({ target }) => providerOf(`${target}/`) !== undefined)).toEqual([]);
	});

	it('name no provider: a third one is a folder and a line', () => {
		const names =
			/z-?api|chatt2|\bhub|metaCloud|\bmeta'?s?\b|asaas|mercado ?pago|woovi|open-?pix|abacate|pag(?:bank|seguro)|infinite-?pay|\bef[ií]\b/i;
		const naming = hostFiles.filter((path) => names.test(ts.sys.readFile(path) ?? ''));
		expect(naming.map((path) => path.slice(ROOT.length))).toEqual([]);
	});
});

describe('the rings themselves', () => {
	it('credentials import n8n-workflow, crypto, commerce and themselves', () => {
		expect(strays('credentials', ['n8n-workflow', 'crypto'], ['credentials/', 'commerce/'])).toEqual([]);
	});

	it('commerce/domain keeps time, chance and the outside world out', () => {
		const files = ts.sys.readDirectory(`${ROOT}commerce/domain`, ['.ts']);
		const impure = /\b(?:Date\.now|new Date\(\)|Math\.random|process|setTimeout|fetch|console|globalThis)\b/;
		expect(files.filter((path) => impure.test(withoutComments(ts.sys.readFile(path) ?? '')))).toEqual([]);
	});
});

function withoutComments(source: string): string {
	return ts.transpileModule(source, {
		compilerOptions: { removeComments: true, target: ts.ScriptTarget.ES2021 },
	}).outputText;
}
