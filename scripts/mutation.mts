/**
 * Changes the product line by line and says which changes no test notices: npm run mutation -- [--engine] [file ...].
 * Without files all of the product, which takes hours; with one, minutes. `--engine` lets the engine tests judge, for
 * what only they reach (sending, receiving). Writes artifacts/mutation.json and, by folder, artifacts/mutation.md;
 * exits non-zero when a folder is below its target.
 */
import { writeFileSync } from 'node:fs';
import { relative } from 'node:path';
import { Stryker } from '@stryker-mutator/core';

type Mutant = Awaited<ReturnType<Stryker['runMutationTest']>>[number];

/** Descriptions of fields and texts are held by snapshots and by the rules of wording. */
const PRODUCT = [
	'commerce/**/*.ts',
	'nodes/providers/**/*.ts',
	'nodes/paymentProviders/**/*.ts',
	'nodes/shared/**/*.ts',
	'nodes/WhatsAppCommerce*/**/*.ts',
	'!**/*.fields.ts',
	'!**/fields.ts',
	'!**/description.ts',
	'!**/*.node.ts',
];

/** What protects money and secrets. */
const CRITICAL =
	/signature|proof|redact|secret|httpOutcome|responses|ledger|idempotency|keyStore|onceKey|seenEvents|onceMemory/i;

const isEngine = process.argv.includes('--engine');
const files = process.argv.slice(2).filter((word) => !word.startsWith('--'));

function targetOf(file: string): number {
	if (CRITICAL.test(file)) return 97;
	return file.startsWith('commerce/') ? 96 : 88;
}

function groupOf(file: string): string {
	const folder = file.split('/').slice(0, 3).join('/');
	return CRITICAL.test(file) ? `${folder}: signatures, outcomes, secrets, once` : folder;
}

function table(mutants: readonly Mutant[]): { text: string; isBelow: boolean } {
	const groups = new Map<string, { killed: number; all: number; target: number }>();
	for (const { fileName, status } of mutants) {
		const isKilled = status === 'Killed' || status === 'Timeout';
		if (!isKilled && status !== 'Survived' && status !== 'NoCoverage') continue;
		const file = relative(process.cwd(), fileName);
		const group = groups.get(groupOf(file)) ?? { killed: 0, all: 0, target: targetOf(file) };
		groups.set(groupOf(file), group);
		group.all += 1;
		if (isKilled) group.killed += 1;
	}
	const rows = [...groups].sort().map(([name, { killed, all, target }]) => {
		const score = (100 * killed) / all;
		return { row: `| ${name} | ${all} | ${score.toFixed(1)} % | ${target} % |`, isBelow: score < target };
	});
	const head = ['| Folder | Mutants | Noticed | Target |', '|---|---|---|---|'];
	return {
		text: [...head, ...rows.map(({ row }) => row)].join('\n'),
		isBelow: rows.some(({ isBelow }) => isBelow),
	};
}

process.env.MUTATION_LAYER = isEngine ? 'engine' : 'unit';
const name = isEngine ? 'mutation-engine' : 'mutation';
const mutants = await new Stryker({
	plugins: ['@stryker-mutator/jest-runner'],
	testRunner: 'jest',
	jest: {
		projectType: 'custom',
		configFile: 'test/mutation/jest.config.cjs',
		// The engine tests load the built nodes, so that jest cannot tell which belong to a source.
		enableFindRelatedTests: !isEngine,
	},
	...(isEngine ? { buildCommand: 'npm run build' } : {}),
	coverageAnalysis: 'perTest',
	ignoreStatic: true,
	mutate: files.length > 0 ? files : PRODUCT,
	ignorePatterns: ['.cache', 'dist', 'artifacts'],
	tempDirName: '.cache/stryker',
	incremental: true,
	incrementalFile: `.cache/${name}.json`,
	reporters: ['clear-text', 'json', 'progress-append-only'],
	clearTextReporter: { allowColor: false, reportTests: false },
	jsonReporter: { fileName: `artifacts/${name}.json` },
	concurrency: 2,
}).runMutationTest();
const { text, isBelow } = table(mutants);
writeFileSync(`artifacts/${name}.md`, `${text}\n`);
console.log(`\n${text}`);
process.exitCode = isBelow ? 1 : 0;
