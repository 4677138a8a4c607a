const { resolve } = require('node:path');
const { projects } = require('../../jest.config.js');

const layer = process.env.MUTATION_LAYER ?? 'unit';
const { displayName: _name, ...project } = projects.find(({ displayName }) => displayName === layer);

/**
 * One layer, as a mutation run needs it. The hostile suites would run thousands of cases for each mutant, and what the
 * package's own tests read (texts, arrows between folders) has nothing to do with behaviour.
 */
module.exports = {
	...project,
	rootDir: resolve(__dirname, '../..'),
	testPathIgnorePatterns: ['/unit/hostile/', '/unit/package/', 'architecture.test'],
};
