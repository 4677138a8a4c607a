/**
 * What a reviewer at n8n and npm's users would look at, checked on the packed package: npm run gate
 * Needs a build. Ends with `N passed, N failed`.
 */
import { documentChecks } from './gate/documents.mjs';
import { exampleChecks } from './gate/examples.mjs';
import { iconChecks } from './gate/icons.mjs';
import { manifestChecks } from './gate/manifest.mjs';
import { packPackage, tarballChecks } from './gate/tarball.mjs';
import { scannerChecks } from './gate/scanner.mjs';
import { ensureInstalled } from './setup.mjs';

ensureInstalled();
const packed = packPackage();
const checks = [
	...manifestChecks(),
	...tarballChecks(packed),
	...iconChecks(packed),
	...documentChecks(),
	...exampleChecks(),
	...scannerChecks(packed),
];

let failed = 0;
for (const { name, check } of checks) {
	try {
		await check();
		console.log(`ok    ${name}`);
	} catch (error) {
		failed++;
		console.log(`FAIL  ${name}\n      ${String(error.message ?? error).replaceAll('\n', '\n      ')}`);
	}
}
console.log(`gate: ${checks.length - failed} passed, ${failed} failed`);
process.exitCode = failed === 0 ? 0 : 1;
