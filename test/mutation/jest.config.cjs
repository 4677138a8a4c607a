const { resolve } = require('node:path');
const { projects } = require('../../jest.config.js');

const layer = process.env.MUTATION_LAYER ?? 'unit';
const {
	displayName: _name,
	globalSetup: _setup,
	globalTeardown: _teardown,
	...project
} = projects.find(({ displayName }) => displayName === layer);

/**
 * One layer; scripts/mutation.mts starts the simulator, once for all runs. Left out: the hostile
 * suites, each single change of a code and races of workers, which would run thousands of cases for each mutant; what compares with other
 * libraries' random values, whose verdicts would change from run to run; and the package's own tests, which read texts
 * and imports.
 */
module.exports = {
	...project,
	rootDir: resolve(__dirname, '../..'),
	roots: JSON.parse(process.env.MUTATION_TESTS).map((folder) => `<rootDir>/${folder}`),
	testEnvironment: resolve(__dirname, 'environment.cjs'),
	testPathIgnorePatterns: [
		'/unit/hostile/',
		'/unit/package/',
		'/engine/hostile',
		'oracles.test',
		'singleChange.test',
		'Workers.test',
		'architecture.test',
	],
	moduleNameMapper: {
		'^fast-check$': resolve(__dirname, 'fastCheck.cjs'),
		'^fast-check-itself$': require.resolve('fast-check'),
	},
	watchman: false,
	testTimeout: 60_000,
};
