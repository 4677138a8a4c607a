/**
 * Changes the product line by line and says which changes no test notices: npm run mutation -- [--engine] [file | folder/ ...].
 * Without files and folders all of the product. The unit tests judge; with `--engine` the engine tests then judge what
 * the unit tests let pass. Results are kept in .cache/mutation, and what is unchanged is not judged again. Writes
 * artifacts/mutation.md, by folder, and artifacts/unnoticed.txt; exits non-zero when a folder is below its target.
 */
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { Stryker } from '@stryker-mutator/core';
import startSimulator from '../test/helpers/startSimulator.mjs';
import stopSimulator from '../test/helpers/stopSimulator.mjs';
import { keyOfMutant } from '../test/mutation/keyOfMutant.mjs';

interface Mutant {
	readonly mutatorName: string;
	readonly replacement?: string;
	readonly status: string;
	readonly static?: boolean;
	readonly location: Record<'start' | 'end', { line: number; column: number }>;
}

/** Folders of the product, the inner ones first, and the unit tests that are meant to hold each. */
const AREAS: ReadonlyArray<readonly [string, readonly string[]]> = [
	['commerce/domain/', ['test/unit/domain']],
	['nodes/paymentProviders/', ['test/unit/paymentProviders']],
	['nodes/providers/', ['test/unit/providers', 'test/unit/nodes']],
	['nodes/', ['test/unit/nodes', 'test/unit/providers']],
];

/** Descriptions of fields and tables of names are held by snapshots, by the rules of wording and by published lists. */
const LEFT_OUT = ['*.fields.ts', 'fields.ts', 'description.ts', '*.node.ts', 'bankNames.ts'].map(
	(name) => `!**/${name}`,
);

/** What protects money and secrets. */
const CRITICAL =
	/signature|proof|redact|secret|httpOutcome|responses|ledger|idempotency|keyStore|onceKey|seenEvents|onceMemory/i;

const FOLDER = '.cache/mutation';
const words = process.argv.slice(2);
const isEngine = words.includes('--engine');

const UNIT_REPORT = `${FOLDER}/unit.json`;
/** What engine tests are to judge, and what they noticed. */
const WANTED = `${FOLDER}/engine-wanted.json`;
const ENGINE_RECORD = `${FOLDER}/engine.jsonl`;

interface Judged {
	/** As it was when it was judged. */
	readonly source: string;
	readonly mutants: readonly Mutant[];
}

function judgedByUnitTests(): Record<string, Judged> {
	if (!existsSync(UNIT_REPORT)) return {};
	return (JSON.parse(readFileSync(UNIT_REPORT, 'utf8')) as { files: Record<string, Judged> }).files;
}

const isNoticed = ({ status }: Mutant): boolean => status === 'Killed' || status === 'Timeout';
const isUnnoticed = ({ status }: Mutant): boolean => status === 'Survived' || status === 'NoCoverage';

/** What engine tests noticed, in this run or an earlier one, even if that was stopped: a line for each mutant. */
function noticedByEngine(): Set<string> {
	return new Set(existsSync(ENGINE_RECORD) ? readFileSync(ENGINE_RECORD, 'utf8').split('\n') : []);
}

/** The mutants by file, as the layer that noticed more judged them. */
function judged(): Array<[string, Judged]> {
	const noticed = noticedByEngine();
	return Object.entries(judgedByUnitTests()).map(([file, { source, mutants }]) => {
		const isByEither = (one: Mutant): Mutant =>
			noticed.has(keyOfMutant(source, one)) ? { ...one, status: 'Killed' } : one;
		return [file, { source, mutants: mutants.map(isByEither) }];
	});
}

function targetOf(file: string): number {
	if (CRITICAL.test(file)) return 97;
	return file.startsWith('commerce/') ? 96 : 88;
}

function folderOf(file: string): string {
	const folder = file
		.split('/')
		.slice(0, 3)
		.join('/')
		.replace(/\/[^/]*\.ts$/, '');
	return CRITICAL.test(file) ? `${folder}: signatures, outcomes, secrets, once` : folder;
}

function table(files: ReadonlyArray<[string, Judged]>): { text: string; isBelow: boolean } {
	const folders = new Map<string, { noticed: number; all: number; target: number }>();
	for (const [file, { mutants }] of files) {
		const folder = folders.get(folderOf(file)) ?? { noticed: 0, all: 0, target: targetOf(file) };
		folders.set(folderOf(file), folder);
		folder.noticed += mutants.filter(isNoticed).length;
		folder.all += mutants.filter((one) => isNoticed(one) || isUnnoticed(one)).length;
	}
	const rows = [...folders]
		.filter(([, { all }]) => all > 0)
		.sort()
		.map(([name, { noticed, all, target }]) => {
			const score = (100 * noticed) / all;
			return { row: `| ${name} | ${all} | ${score.toFixed(1)} % | ${target} % |`, isBelow: score < target };
		});
	const head = ['| Folder | Mutants | Noticed | Target |', '|---|---|---|---|'];
	return {
		text: [...head, ...rows.map(({ row }) => row)].join('\n'),
		isBelow: rows.some(({ isBelow }) => isBelow),
	};
}

/** As Stryker takes it: lines from 1, columns from 0. */
const place = ({ location: { start, end } }: Mutant): string =>
	`${start.line}:${start.column - 1}-${end.line}:${end.column - 1}`;

/** What nobody noticed, one line each. */
function unnoticed(files: ReadonlyArray<[string, Judged]>): string {
	return files
		.flatMap(([file, { source, mutants }]) => {
			const lines = source.split('\n');
			return mutants.filter(isUnnoticed).map((one) => {
				const { start, end } = one.location;
				const text = lines[start.line - 1].slice(
					start.column - 1,
					end.line === start.line ? end.column - 1 : undefined,
				);
				return `${file}:${start.line}:${start.column} ${one.status} ${one.mutatorName}: ${text} -> ${one.replacement}`;
			});
		})
		.join('\n');
}

const chosen = words.filter((word) => !word.startsWith('--'));
const isChosen = (file: string): boolean =>
	chosen.length === 0 ||
	chosen.some((word) => file === word || (word.endsWith('/') && file.startsWith(word)));
const areaOf = (word: string): string | undefined => AREAS.find(([folder]) => word.startsWith(folder))?.[0];

/** What is to be changed in an area: all of it, or what was named. */
function sourcesOf(area: string): string[] {
	const inner = AREAS.filter(([folder]) => folder !== area && folder.startsWith(area));
	const wanted = chosen.length === 0 ? [area] : chosen.filter((word) => areaOf(word) === area);
	return [
		...wanted.map((word) => (word.endsWith('/') ? `${word}**/*.ts` : word)),
		...inner.map(([folder]) => `!${folder}**`),
		...LEFT_OUT,
	];
}

/**
 * What the engine tests are to judge: what the unit tests let pass, where n8n is needed to see it. Stryker adds whatever
 * lies inside such a place.
 */
function leftByUnitTests(): string[] {
	const left = judged()
		.filter(([file]) => file.startsWith('nodes/') && isChosen(file))
		.flatMap(([file, { source, mutants }]) =>
			mutants
				.filter((one) => isUnnoticed(one) && !one.static)
				.map((one) => ({ key: keyOfMutant(source, one), place: `${file}:${place(one)}` })),
		);
	writeFileSync(WANTED, JSON.stringify(left.map(({ key }) => key)));
	return left.map(({ place }) => place);
}

async function judge(layer: 'unit' | 'engine', mutate: string[], tests: readonly string[]): Promise<void> {
	process.env.MUTATION_LAYER = layer;
	process.env.MUTATION_PROJECT = process.cwd();
	process.env.MUTATION_TESTS = JSON.stringify(tests);
	process.env.MUTATION_RECORD = `${process.cwd()}/${FOLDER}/tests-${layer}.json`;
	process.env.MUTATION_NOTICED = `${process.cwd()}/${ENGINE_RECORD}`;
	process.env.MUTATION_WANTED = `${process.cwd()}/${WANTED}`;
	await new Stryker({
		plugins: ['@stryker-mutator/jest-runner', './test/mutation/plugins.mjs'],
		testRunner: 'narrowJest',
		jest: {
			projectType: 'custom',
			configFile: 'test/mutation/jest.config.cjs',
			enableFindRelatedTests: false,
		},
		...(layer === 'engine' ? { buildCommand: 'npm run build' } : {}),
		dryRunTimeoutMinutes: 20,
		// The first mutant waits for the tests to load; on a busy machine that must not pass for one that never ends.
		timeoutMS: layer === 'engine' ? 40_000 : 60_000,
		// By what all tests take that reach the mutant; here only the most telling ones judge.
		timeoutFactor: 0,
		coverageAnalysis: 'perTest',
		// What is computed when a file of nodes/ is loaded is texts and fields for the most part.
		ignoreStatic: !tests.includes('test/unit/domain'),
		ignorers: ['texts'],
		mutate,
		ignorePatterns: ['.cache', 'dist', 'artifacts'],
		tempDirName: '.cache/stryker',
		incremental: layer === 'unit',
		incrementalFile: UNIT_REPORT,
		reporters: ['progress-append-only', 'unnoticed'],
		concurrency: availableParallelism(),
	}).runMutationTest();
}

// A run that was stopped leaves its copies of the product there, which the linter would read.
rmSync('.cache/stryker', { recursive: true, force: true });
mkdirSync(FOLDER, { recursive: true });
mkdirSync('artifacts', { recursive: true });
for (const [area, tests] of AREAS) {
	if (chosen.length > 0 && !chosen.some((word) => areaOf(word) === area)) continue;
	console.log(`\n== ${area}`);
	await judge('unit', sourcesOf(area), tests);
}
const left = isEngine ? leftByUnitTests() : [];
if (left.length > 0) {
	await startSimulator();
	await judge('engine', left, ['test/engine']);
	await stopSimulator();
}
writeFileSync('artifacts/unnoticed.txt', `${unnoticed(judged())}\n`);
const { text, isBelow } = table(judged());
writeFileSync('artifacts/mutation.md', `${text}\n`);
console.log(`\n${text}`);
process.exitCode = isBelow ? 1 : 0;
