/** Runs one jest project and ends with the line that scripts/steps.mjs counts: node scripts/jest.mjs unit */
import { spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './setup.mjs';

const [project, ...args] = process.argv.slice(2);
const resultFile = join(root, 'artifacts', `jest-${project}.json`);
mkdirSync(join(root, 'artifacts'), { recursive: true });
rmSync(resultFile, { force: true });
const { status } = spawnSync(
	process.execPath,
	[join(root, 'node_modules/jest/bin/jest.js'), '--selectProjects', project, '--json', `--outputFile=${resultFile}`, ...args],
	{ cwd: root, stdio: ['ignore', 'ignore', 'inherit'] },
);
const { numPassedTests, numFailedTests, numFailedTestSuites, numRuntimeErrorTestSuites, numPendingTests } = JSON.parse(
	readFileSync(resultFile, 'utf8'),
);
if (numPendingTests > 0) console.log(`${numPendingTests} tests of ${project} were skipped: a skipped test counts as failed`);
const failed = numFailedTests + numRuntimeErrorTestSuites + numPendingTests;
console.log(`${project}: ${numPassedTests} passed, ${Math.max(failed, numFailedTestSuites > 0 ? 1 : 0)} failed`);
process.exitCode = status === 0 && failed === 0 && numPassedTests > 0 ? 0 : 1;
