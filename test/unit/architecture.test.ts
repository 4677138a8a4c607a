import ts from 'typescript';

/*
 * The arrows point one way: nodes -> commerce/providers -> commerce/domain. Read from the sources themselves,
 * so a wrong import fails here before anybody has to notice it.
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
const own = (path: string) => /^nodes\/providers\/(zApi|hub)\//.exec(path)?.[1];

describe('the arrows between the rings', () => {
	it.each(['commerce/domain', 'nodes/providers', 'nodes', 'credentials'])(
		'%s has sources to look at',
		(folder) => {
			expect(importsUnder(folder).length).toBeGreaterThan(0);
		},
	);

	it('commerce/domain imports only itself', () => {
		expect(strays('commerce', [], ['commerce/domain/'])).toEqual([]);
	});

	it('what speaks with a provider imports only commerce, its like, and crypto for signatures', () => {
		const outwards = importsUnder('nodes/providers').filter(
			({ file, target }) =>
				API.test(file) && target !== 'crypto' && !target.startsWith('commerce/') && !API.test(target),
		);
		expect(outwards).toEqual([]);
	});

	it('a provider never imports another provider', () => {
		const crossing = importsUnder('nodes/providers').filter(({ file, target }) => {
			const [from, to] = [own(file), own(target)];
			return from !== undefined && to !== undefined && from !== to;
		});
		expect(crossing).toEqual([]);
	});

	it('nodes import n8n-workflow, crypto, commerce and themselves', () => {
		expect(strays('nodes', ['n8n-workflow', 'crypto'], ['nodes/', 'commerce/'])).toEqual([]);
	});

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
