/**
 * What Stryker lacks for this product. `narrowJest`: its own jest runner loads all test files of the configuration for
 * each mutant, although few reach it; this one remembers from the first run which do and loads only those, the most
 * likely one first. `unnoticed`: a reporter. `texts`: leaves out what the rules of wording and the snapshot of fields
 * hold.
 */
import { appendFileSync, existsSync, readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join, relative } from 'node:path';
import { strykerPlugins as jestPlugins } from '@stryker-mutator/jest-runner';
import { keyOfMutant } from './keyOfMutant.mjs';

const require = createRequire(import.meta.url);
const [jest] = jestPlugins;
const IS_ENGINE = process.env.MUTATION_LAYER === 'engine';
const RECORD = process.env.MUTATION_RECORD;
/** Much is reached by nearly every test: the most telling ones must do, as many as take so long. */
const NEAR_MS = 10_000;
const ENGINE_MS = 4_000;

/** The tests of each file in their order, with what each took. */
function recordOf(tests) {
	const record = {};
	for (const { id, fileName, timeSpentMs } of tests) (record[fileName] ??= []).push({ id, timeSpentMs });
	return record;
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

/**
 * Test files with the tests in them that reach the mutant, the most telling first: those that import its file
 * themselves, and of these the quickest; as many as the budget has room for.
 */
function tellingFiles({ testFilter, sandboxFileName }, record) {
	const wanted = testFilter && new Set(testFilter);
	const weighed = Object.entries(record).map(([file, tests]) => {
		const reaching = wanted ? tests.filter(({ id }) => wanted.has(id)) : tests;
		const spentMs = reaching.reduce((sum, { timeSpentMs }) => sum + timeSpentMs, 0);
		const distance = IS_ENGINE ? 0 : (distancesFrom(file).get(sandboxFileName) ?? Infinity);
		return {
			file,
			spentMs,
			distance,
			isReaching: wanted ? reaching.length > 0 : distance < Infinity,
		};
	});
	let leftMs = IS_ENGINE ? ENGINE_MS : NEAR_MS;
	return weighed
		.filter(({ isReaching }) => isReaching)
		.sort((one, other) => one.distance - other.distance || one.spentMs - other.spentMs)
		.filter(({ spentMs }, index) => {
			leftMs -= spentMs;
			return index === 0 || leftMs > 0;
		})
		.map(({ file }) => file);
}

let wanted;
const sources = new Map();
const PROJECT = process.env.MUTATION_PROJECT;

/** As in the record: by the source of the file as it is in the project, without mutants. The file may be that of a copy. */
function keyOfRun({ fileName, ...mutant }) {
	const file = fileName.replace(/^.*\/sandbox-[^/]+\//, '').replace(`${PROJECT}/`, '');
	if (!sources.has(file)) sources.set(file, readFileSync(join(PROJECT, file), 'utf8'));
	return keyOfMutant(sources.get(file), mutant);
}

const fromOne = ({ line, column }) => ({ line: line + 1, column: column + 1 });

/** Whether unit tests let the mutant pass, so that engine tests are to judge it. */
function isWanted(mutant) {
	wanted ??= new Set(JSON.parse(readFileSync(process.env.MUTATION_WANTED, 'utf8')));
	return wanted.has(keyOfRun(mutant));
}

function isWantedRun({ activeMutant: { location, ...mutant } }) {
	return isWanted({ ...mutant, location: { start: fromOne(location.start), end: fromOne(location.end) } });
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
		const tests = record[file];
		if (!options.testFilter) return await inProcess.noticedOnLoading(options, file, tests.length);
		const wanted = new Set(options.testFilter);
		const quickestFirst = [...tests.keys()]
			.filter((index) => wanted.has(tests[index].id))
			.sort((one, other) => tests[one].timeSpentMs - tests[other].timeSpentMs);
		return await inProcess.noticedBy(options, file, tests.length, quickestFirst);
	};
	runner.mutantRun = async (options) => {
		if (IS_ENGINE && !isWantedRun(options)) return { status: 'survived', nrOfTests: 0 };
		record ??= JSON.parse(readFileSync(RECORD, 'utf8'));
		inProcess ??= require('./inProcess.cjs');
		const files = tellingFiles(options, record);
		const forJest = [];
		for (const file of files) {
			const index = await judgeInProcess(options, file);
			// Jest sets n8n-core up for each engine test file anew, which takes seconds.
			if (index === undefined && !IS_ENGINE) forJest.push(file);
			if (index >= 0) return killedBy(record[file][index].id);
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

/** Says at once what nobody noticed; what engine tests noticed is kept, also when the run is stopped. */
class Unnoticed {
	onMutantTested(mutant) {
		const { status, fileName, location, mutatorName, replacement } = mutant;
		const { start } = location;
		if (process.env.MUTATION_LAYER === 'engine') {
			if (!isWanted(mutant)) return;
			if (status === 'Killed' || status === 'Timeout') {
				appendFileSync(process.env.MUTATION_NOTICED, `${keyOfRun(mutant)}\n`);
			}
		}
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
