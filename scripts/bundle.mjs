/**
 * The code step of the build, after `tsc --outDir .cache/compiled --module esnext`: the classes that package.json names
 * stay files of their own, and all that they import goes into one file. So n8n opens 8 files instead of 260, and what a
 * module keeps exists once for all nodes. All names stay; each function and constant is on a line of its own, without
 * the white space in between, which would be a tenth of the package.
 */
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, posix } from 'node:path';
import { build, transform } from 'esbuild';
import ts from 'typescript';
import { root } from './setup.mjs';

/** npm packs files of one ending by name: with this one first, the classes are neighbours and compress better. */
const BUNDLE = 'dist/bundle.js';
/** Otherwise each accented letter becomes an escape. */
const CHARSET = 'utf8';
const compiled = join(root, '.cache', 'compiled');

const { n8n } = JSON.parse(read('package.json'));
const { compilerOptions } = ts.readConfigFile(join(root, 'tsconfig.json'), ts.sys.readFile).config;
const classes = [...n8n.nodes, ...n8n.credentials].map((output) => {
	const source = output.replace(/^dist\//, '').replace(/\.js$/, '.ts');
	return { output, source, text: read(source) };
});

for (const each of classes) compileClass(each);
await bundle(classes.flatMap(importsOf));
rmSync(compiled, { recursive: true });
for (const file of readdirSync(join(root, 'nodes'), { recursive: true })) {
	if (file.endsWith('.json'))
		write(join('dist/nodes', file), JSON.stringify(JSON.parse(read(join('nodes', file)))));
}

/** As tsc does, but what it takes from other files of ours comes from the bundle. */
function compileClass({ output, source, text }) {
	const { outputText } = ts.transpileModule(text, { compilerOptions, fileName: source });
	const path = posix.relative(posix.dirname(output), BUNDLE);
	write(output, outputText.replace(/\brequire\("\.[^"]*"\)/g, `require("${path}")`));
}

/** What a class imports from files of ours, as exports of the bundle. */
function importsOf({ source, text }) {
	return ts
		.createSourceFile(source, text, ts.ScriptTarget.Latest)
		.statements.filter(ts.isImportDeclaration)
		.filter(
			({ importClause, moduleSpecifier }) => !importClause.isTypeOnly && moduleSpecifier.text.startsWith('.'),
		)
		.flatMap(({ importClause, moduleSpecifier }) => {
			const file = `./${posix.join(posix.dirname(source), moduleSpecifier.text)}`;
			return importClause.namedBindings.elements
				.filter(({ isTypeOnly }) => !isTypeOnly)
				.map(({ name, propertyName }) => `export { ${(propertyName ?? name).text} } from '${file}';`);
		});
}

/** Fails when classes import the same name from different files. */
async function bundle(exports) {
	const { outputFiles } = await build({
		stdin: { contents: [...new Set(exports)].join('\n'), resolveDir: compiled, sourcefile: 'bundle.js' },
		absWorkingDir: compiled,
		write: false,
		bundle: true,
		format: 'cjs',
		platform: 'node',
		target: 'node20',
		external: ['n8n-workflow'],
		charset: CHARSET,
		logLevel: 'warning',
	});
	const { statements } = ts.createSourceFile(BUNDLE, outputFiles[0].text, ts.ScriptTarget.Latest, true);
	const lines = await Promise.all(
		statements.map(async (statement) => {
			const options = { minifyWhitespace: true, charset: CHARSET };
			return (await transform(statement.getText(), options)).code;
		}),
	);
	write(BUNDLE, ['"use strict";\n', ...lines].join(''));
}

function read(file) {
	return readFileSync(join(root, file), 'utf8');
}

function write(file, text) {
	mkdirSync(join(root, dirname(file)), { recursive: true });
	writeFileSync(join(root, file), text);
}
