/** How the trigger sets and gives back webhook addresses, in a real n8n: npm run test:registration */
import { CRASH_CASES } from './crashCases.mts';
import { HUB_CASES } from './hubCases.mts';
import { openCrashableN8n, type CrashableN8n } from './crashableN8n.mts';
import { Z_API_CASES } from './zApiCases.mts';

let passed = 0;
let failed = 0;

/** Runs a part of a case; says the result when the case is over or has failed. */
async function attempt(name: string, work: () => Promise<void>, isLast: boolean): Promise<boolean> {
	try {
		await work();
		if (!isLast) return true;
		passed += 1;
		console.log(`ok      ${name}`);
		return true;
	} catch (error) {
		failed += 1;
		console.log(`FAILED  ${name}: ${error instanceof Error ? error.message : String(error)}`);
		return false;
	}
}

async function runAll(n8n: CrashableN8n): Promise<void> {
	for (const [name, play] of Object.entries({ ...Z_API_CASES, ...HUB_CASES })) {
		await attempt(name, async () => await play(n8n), true);
	}
	const alive: typeof CRASH_CASES = {};
	for (const [name, crashCase] of Object.entries(CRASH_CASES)) {
		if (await attempt(name, async () => await crashCase.before(n8n), false)) alive[name] = crashCase;
	}
	console.log('        n8n is killed and started again ...');
	await n8n.crash();
	for (const [name, { after }] of Object.entries(alive)) {
		await attempt(name, async () => await after(n8n), true);
	}
}

// Servers end with the process that started them, which a signal alone would not bring about.
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => process.exit(1));

let n8n: CrashableN8n | undefined;
try {
	n8n = await openCrashableN8n();
	await runAll(n8n);
} catch (error) {
	failed += 1;
	console.error(error instanceof Error ? error.stack : String(error));
} finally {
	await n8n?.close();
}
console.log(`${passed} passed, ${failed} failed`);
process.exit(failed === 0 ? 0 : 1);
