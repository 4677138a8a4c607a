/**
 * Properties as mutation runs need them: few cases, the same each time, and no search for the smallest that fails.
 * What only the thousandth case shows belongs into a table.
 */
const fastCheck = require('fast-check-itself');

const MOST_RUNS = 10;

const assert = (property, settings) =>
	fastCheck.assert(property, {
		...settings,
		numRuns: Math.min(settings?.numRuns ?? 100, MOST_RUNS),
		seed: 20261121,
		endOnFailure: true,
	});

module.exports = { ...fastCheck, __esModule: true, assert, default: { ...fastCheck.default, assert } };
