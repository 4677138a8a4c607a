/**
 * What Stryker lacks for this product. `narrowJest`: its own jest runner loads all test files of the configuration for
 * each mutant, although few reach it; this one remembers from the first run which do and loads only those, the most
 * likely one first. `unnoticed`: a reporter. `texts`: leaves out what the rules of wording and the snapshot of fields
 * hold.
 */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { strykerPlugins as jestPlugins } from '@stryker-mutator/jest-runner';

const [jest] = jestPlugins;
const RECORD = process.env.MUTATION_RECORD;
const SLOW_MS = 700;
/** What is computed when a file is loaded shows in every test; those that import the file nearest must do. */
const NEAR_MS = 2_500;
/** Likewise, each engine test reaches most of the sending. */
const ENGINE_MS = 30_000;

/** Test files by the name of each test in them, and how long all tests of a file took. */
function recordOf(tests) {
	const files = {};
	const spentMs = {};
	for (const { id, fileName, timeSpentMs } of tests) {
		(files[id] ??= []).push(fileName);
		spentMs[fileName] = (spentMs[fileName] ?? 0) + timeSpentMs;
	}
	return { files, spentMs };
}

function importsOf(file) {
	const found = readFileSync(file, 'utf8').matchAll(/^(?:import(?! type)|export|\}).* from '(\.[^']+)'/gm);
	return [...found]
		.map(([, path]) => join(dirname(file), path))
		.flatMap((path) => [`${path}.ts`, join(path, 'index.ts')].filter(existsSync).slice(0, 1));
}

const distances = new Map();

/** How many imports lie between a test file and each file that it needs. */
function distancesFrom(testFile) {
	const known = distances.get(testFile);
	if (known) return known;
	const found = new Map([[testFile, 0]]);
	for (const [file, distance] of found) {
		for (const imported of importsOf(file)) if (!found.has(imported)) found.set(imported, distance + 1);
	}
	distances.set(testFile, found);
	return found;
}

/** Test files that reach the mutant, with how telling each is: it has many such tests, or imports the file itself. */
function tellingFiles({ testFilter, sandboxFileName }, { files, spentMs }) {
	const telling = new Map();
	if (testFilter) {
		for (const file of testFilter.flatMap((id) => files[id])) telling.set(file, (telling.get(file) ?? 0) + 1);
		return telling;
	}
	for (const file of Object.keys(spentMs)) {
		const distance = distancesFrom(file).get(sandboxFileName);
		if (distance !== undefined) telling.set(file, -distance);
	}
	return telling;
}

function groupsOf(options, record) {
	const telling = tellingFiles(options, record);
	const sorted = [...telling.keys()].sort((one, other) => telling.get(other) - telling.get(one));
	if (process.env.MUTATION_LAYER === 'engine') return within(ENGINE_MS, sorted, record).map((file) => [file]);
	const near = options.testFilter ? sorted : within(NEAR_MS, sorted, record);
	const isQuick = (file) => record.spentMs[file] < SLOW_MS;
	const [first, ...others] = near.filter(isQuick);
	const slow = near.filter((file) => !isQuick(file)).map((file) => [file]);
	return [first ? [first] : [], others, ...slow].filter(({ length }) => length > 0);
}

function within(budgetMs, files, { spentMs }) {
	let leftMs = budgetMs;
	return files.filter((file) => {
		leftMs -= spentMs[file];
		return leftMs > 0;
	});
}

function narrowJest(injector) {
	const runner = jest.factory(injector);
	const dryRun = runner.dryRun.bind(runner);
	const mutantRun = runner.mutantRun.bind(runner);
	const run = runner.run.bind(runner);
	let record;
	let testFiles;
	runner.run = (settings) => run(testFiles ? { ...settings, testFiles } : settings);
	runner.dryRun = async (options) => {
		const result = await dryRun(options);
		if (result.status === 'complete') writeFileSync(RECORD, JSON.stringify(recordOf(result.tests)));
		return result;
	};
	runner.mutantRun = async (options) => {
		record ??= JSON.parse(readFileSync(RECORD, 'utf8'));
		let nrOfTests = 0;
		for (const group of groupsOf(options, record)) {
			testFiles = group;
			const result = await mutantRun(options);
			nrOfTests += result.nrOfTests ?? 0;
			if (result.status !== 'survived') return { ...result, nrOfTests };
		}
		return { status: 'survived', nrOfTests };
	};
	return runner;
}
narrowJest.inject = jest.factory.inject;

const SENTENCE = /\p{L}[,:;]? \p{L}/u;

function isSentence({ type, value, quasis, expressions }) {
	if (type === 'StringLiteral') return SENTENCE.test(value);
	// Within a template something may be computed, which is to be held.
	const isPlain =
		type === 'TemplateLiteral' &&
		expressions.every((part) => /^(Identifier|MemberExpression)$/.test(part.type));
	return isPlain && SENTENCE.test(quasis.map((part) => part.value.cooked).join('x'));
}

/** A field of a node, or one of the choices of a field. */
function isDescription({ type, properties }) {
	if (type !== 'ObjectExpression') return false;
	const names = properties.map((property) => property.key?.name);
	return (
		names.includes('displayName') || ['name', 'value', 'description'].every((name) => names.includes(name))
	);
}

const texts = {
	shouldIgnore({ node }) {
		if (isSentence(node)) return 'a sentence';
		return isDescription(node) ? 'the description of a field' : undefined;
	},
};

/** Says at once what nobody noticed. */
class Unnoticed {
	onMutantTested({ status, fileName, location: { start }, mutatorName, replacement }) {
		if (status !== 'Survived' && status !== 'NoCoverage') return;
		console.log(
			`${status} ${relative('.', fileName)}:${start.line}:${start.column} ${mutatorName} -> ${replacement}`,
		);
	}
}

export const strykerPlugins = [
	{ kind: 'TestRunner', name: 'narrowJest', factory: narrowJest },
	{ kind: 'Reporter', name: 'unnoticed', injectableClass: Unnoticed },
	{ kind: 'Ignore', name: 'texts', value: texts },
];
