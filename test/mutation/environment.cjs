const { TestEnvironment } = require('jest-environment-node');

/** One test that notices a mutant is enough: the rest of its file is skipped. */
module.exports = class extends TestEnvironment {
	handleTestEvent({ name, test }) {
		if (!process.env.__STRYKER_ACTIVE_MUTANT__) return;
		if (name === 'test_done' && test.errors.length > 0) this.hasNoticed = true;
		if (name === 'test_start' && this.hasNoticed) test.mode = 'skip';
	}
};
