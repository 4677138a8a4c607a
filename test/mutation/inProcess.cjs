/**
 * Runs tests in this process, loaded once: a mutant is switched on and off while they stay loaded, which takes
 * milliseconds where jest takes a tenth of a second to set itself up. Test files that need jest itself, or fail here
 * without any mutant, are left to jest.
 */
const Module = require('node:module');
const { readFileSync } = require('node:fs');
const { join, sep } = require('node:path');
const swc = require('@swc/core');
const { projects } = require('../../jest.config.js');

const { expect } = Module.createRequire(require.resolve('@types/jest/package.json'))('expect');
const { ModuleMocker } = Module.createRequire(require.resolve('jest-environment-node'))('jest-mock');
const mocker = new ModuleMocker(globalThis);
const [, swcOptions] = projects[0].transform['^.+\\.ts$'];
const IS_ENGINE = process.env.MUTATION_LAYER === 'engine';
const PATIENCE_MS = 10_000;
const NEEDS_JEST = /\bjest\.(?!(?:fn|spyOn|restoreAllMocks)\b)|toMatch\w*Snapshot|sendOnceWorkers/;

// What jest says too; n8n-core then loads the nodes as any other module.
process.env.NODE_ENV = 'test';
const root = process.cwd() + sep;
const modules = join(root, 'node_modules') + sep;
const stryker = (globalThis.__stryker__ ??= {});

/** The block of `describe` that is being read, and the tests of the file so far. */
let block;
let tests;

const HOOKS = ['beforeAll', 'beforeEach', 'afterEach', 'afterAll'];
const newBlock = (parent) => ({ parent, ...Object.fromEntries(HOOKS.map((name) => [name, []])) });

function eachOf(define) {
	return (table) => (name, body) => {
		const rows = table.every(Array.isArray) ? table : table.map((value) => [value]);
		for (const row of rows) define(name, () => body(...row));
	};
}

function describe(_name, body) {
	const parent = block;
	block = newBlock(parent);
	body();
	block = parent;
}
describe.each = eachOf(describe);

function test(_name, body) {
	tests.push({ body, block });
}
test.each = eachOf(test);

const jest = Object.fromEntries(
	['fn', 'spyOn', 'restoreAllMocks'].map((name) => [name, mocker[name].bind(mocker)]),
);
Object.assign(globalThis, { describe, test, it: test, expect, jest });
for (const name of HOOKS) globalThis[name] = (body) => block[name].push(body);

const INSTEAD = {
	'fast-check': join(__dirname, 'fastCheck.cjs'),
	'fast-check-itself': require.resolve('fast-check'),
};
const resolveFilename = Module._resolveFilename;
Module._resolveFilename = (request, ...rest) => resolveFilename(INSTEAD[request] ?? request, ...rest);

// `X.node` is X.node.ts here, as in jest, and not the X.node.json beside it.
const { '.json': json, '.node': native } = Module._extensions;
delete Module._extensions['.json'];
delete Module._extensions['.node'];

const compiled = new Map();
Module._extensions['.ts'] = (module, filename) => {
	let code = compiled.get(filename);
	if (code === undefined) {
		({ code } = swc.transformSync(readFileSync(filename, 'utf8'), { ...swcOptions, filename, swcrc: false }));
		compiled.set(filename, code);
	}
	module._compile(code, filename);
};
Object.assign(Module._extensions, { '.json': json, '.node': native });

/**
 * The tests of a file, in their order, with modules of its own, as in jest. Engine tests share theirs: n8n-core is set up
 * once in a process, and each copy of the built package would stay.
 */
function read(file) {
	for (const path of Object.keys(require.cache)) {
		const isOwn = IS_ENGINE ? path === file : path.startsWith(root) && !path.startsWith(modules);
		if (isOwn) delete require.cache[path];
	}
	block = newBlock();
	tests = [];
	require(file);
	// It would keep every copy that was ever loaded.
	module.children.length = 0;
	return tests;
}

const outermostFirst = (one) => (one === undefined ? [] : [...outermostFirst(one.parent), one]);

async function settle(body) {
	const result = body();
	if (typeof result?.then !== 'function') return;
	let timer;
	const late = new Promise((_resolve, reject) => {
		timer = setTimeout(() => reject(new Error('took too long')), PATIENCE_MS);
	});
	await Promise.race([result, late]).finally(() => clearTimeout(timer));
}

/** What unit tests prepare once is none of the product's doing; engine tests activate workflows there. */
const prepared = new WeakSet();

/** The first of the tests that fails. */
async function firstFailing(chosen) {
	const begun = IS_ENGINE ? new Set() : prepared;
	for (const one of chosen) {
		const blocks = outermostFirst(one.block);
		try {
			for (const around of blocks) {
				if (begun.has(around)) continue;
				begun.add(around);
				for (const hook of around.beforeAll) await settle(hook);
			}
			for (const hook of blocks.flatMap((around) => around.beforeEach)) await settle(hook);
			await settle(one.body);
			for (const hook of blocks.flatMap((around) => around.afterEach)) await settle(hook);
		} catch {
			mocker.restoreAllMocks();
			return one;
		}
	}
	if (IS_ENGINE) for (const hook of [...begun].flatMap((around) => around.afterAll)) await settle(hook);
	return undefined;
}

const loaded = new Map();

/** The tests of a file that this process can run; undefined when jest has to. `count` is how many jest found. */
async function testsOf(file, count) {
	if (loaded.has(file)) return loaded.get(file);
	let found;
	if (!NEEDS_JEST.test(readFileSync(file, 'utf8'))) {
		try {
			found = read(file);
			// Engine tests take too long for that; one that fails is tried without the mutant anyway.
			const isFit = IS_ENGINE || (await firstFailing(found)) === undefined;
			if (found.length !== count || !isFit) found = undefined;
		} catch {
			found = undefined;
		}
	}
	loaded.set(file, found);
	return found;
}

async function withMutant({ activeMutant, hitLimit }, body) {
	Object.assign(stryker, { activeMutant: activeMutant.id, hitCount: hitLimit && 0, hitLimit });
	try {
		return await body();
	} finally {
		stryker.activeMutant = undefined;
	}
}

const NOBODY = -1;

/** Which test of a file notices the mutant, of those at these places; -1 when none does, undefined when jest has to judge. */
async function noticedBy(options, file, count, indexes) {
	const found = await testsOf(file, count);
	if (found === undefined) return undefined;
	const chosen = indexes.map((index) => found[index]);
	const failing = await withMutant(options, async () => await firstFailing(chosen));
	if (failing === undefined) return NOBODY;
	// Something that the mutant left behind must not tell against the next one.
	if ((await firstFailing([failing])) === undefined) return found.indexOf(failing);
	loaded.delete(file);
	return undefined;
}

/** The same for a mutant that only shows when the file is loaded. */
async function noticedOnLoading(options, file, count) {
	if ((await testsOf(file, count)) === undefined) return undefined;
	return await withMutant(options, async () => {
		try {
			const found = read(file);
			return found.indexOf(await firstFailing(found));
		} catch {
			return 0;
		}
	});
}

// What a mutant leaves undone must not end this process.
process.on('unhandledRejection', () => {});

module.exports = { noticedBy, noticedOnLoading };
