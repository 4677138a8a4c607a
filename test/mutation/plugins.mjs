/**
 * What Stryker lacks for this product. `narrowJest`: its own jest runner loads all test files of the configuration for
 * each mutant, although few reach it; this one remembers from the first run which do and loads only those, the most
 * likely one first. `unnoticed`: a reporter. `texts`: leaves out what the rules of wording and the snapshot of fields
 * hold.
 */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join, relative } from 'node:path';
import { strykerPlugins as jestPlugins } from '@stryker-mutator/jest-runner';

const require = createRequire(import.meta.url);
const [jest] = jestPlugins;
const IS_ENGINE = process.env.MUTATION_LAYER === 'engine';
const RECORD = process.env.MUTATION_RECORD;
/** What is computed when a file is loaded shows in every test; those that import the file nearest must do. */
const NEAR_MS = 2_500;
/** Likewise, each engine test reaches most of the sending. */
const ENGINE_MS = 30_000;

/** The names of the tests of each file, in their order, and how long all of them took. */
function recordOf(tests) {
	const names = {};
	const spentMs = {};
	for (const { id, fileName, timeSpentMs } of tests) {
		(names[fileName] ??= []).push(id);
		spentMs[fileName] = (spentMs[fileName] ?? 0) + timeSpentMs;
	}
	return { names, spentMs };
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

/** Test files that reach the mutant, the most telling first: with many such tests, or importing the file itself. */
function tellingFiles({ testFilter, sandboxFileName }, { names }) {
	const wanted = new Set(testFilter);
	const weigh = testFilter
		? (file) => names[file].filter((name) => wanted.has(name)).length
		: (file) => 1 / (distancesFrom(file).get(sandboxFileName) ?? Infinity);
	const weighed = Object.keys(names).map((file) => [file, weigh(file)]);
	return weighed
		.filter(([, weight]) => weight > 0)
		.sort(([, one], [, other]) => other - one)
		.map(([file]) => file);
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
	let inProcess;
	let testFiles;
	runner.run = (settings) => run(testFiles ? { ...settings, testFiles } : settings);
	runner.dryRun = async (options) => {
		const result = await dryRun(options);
		if (result.status === 'complete') writeFileSync(RECORD, JSON.stringify(recordOf(result.tests)));
		return result;
	};
	const judgeInProcess = async (options, file) => {
		const names = record.names[file];
		if (!options.testFilter) return await inProcess.noticedOnLoading(options, file, names.length);
		const wanted = new Set(options.testFilter);
		return await inProcess.noticedBy(options, file, names.length, (index) => wanted.has(names[index]));
	};
	runner.mutantRun = async (options) => {
		record ??= JSON.parse(readFileSync(RECORD, 'utf8'));
		if (!IS_ENGINE) inProcess ??= require('./inProcess.cjs');
		const telling = tellingFiles(options, record);
		const budgetMs = IS_ENGINE ? ENGINE_MS : options.testFilter ? Infinity : NEAR_MS;
		const files = within(budgetMs, telling, record);
		const forJest = [];
		for (const file of files) {
			const index = IS_ENGINE ? undefined : await judgeInProcess(options, file);
			if (index === undefined) forJest.push(file);
			else if (index >= 0) return killedBy(record.names[file][index]);
		}
		for (const file of forJest) {
			testFiles = [file];
			const result = await mutantRun(options);
			if (result.status !== 'survived') return result;
		}
		return { status: 'survived', nrOfTests: files.length };
	};
	return runner;
}

function killedBy(name) {
	return { status: 'killed', killedBy: [name], failureMessage: '', nrOfTests: 1 };
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
