/** How the trigger sets and gives back webhook addresses, in a real n8n: npm run test:registration */
import { Checks } from '../lib/checks.mts';
import { CRASH_CASES } from './crashCases.mts';
import { type CrashableN8n, openCrashableN8n } from './crashableN8n.mts';
import { HUB_CASES } from './hubCases.mts';
import { META_CASES, META_CRASH_CASES } from './metaCases.mts';
import { Z_API_CASES } from './zApiCases.mts';

const checks = new Checks();

async function runAll(n8n: CrashableN8n): Promise<void> {
	for (const [name, play] of Object.entries({ ...Z_API_CASES, ...HUB_CASES, ...META_CASES })) {
		await checks.run(name, async () => await play(n8n));
	}
	const alive: typeof CRASH_CASES = {};
	for (const [name, crashCase] of Object.entries({ ...CRASH_CASES, ...META_CRASH_CASES })) {
		const isReady = await checks.run(`before the crash: ${name}`, async () => await crashCase.before(n8n));
		if (isReady) alive[name] = crashCase;
	}
	console.log('        n8n is killed and started again ...');
	await n8n.crash();
	for (const [name, { after }] of Object.entries(alive)) {
		await checks.run(name, async () => await after(n8n));
	}
}

// Servers end with the process that started them, which a signal alone would not bring about.
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => process.exit(1));

let n8n: CrashableN8n | undefined;
try {
	n8n = await openCrashableN8n();
	await runAll(n8n);
} catch (error) {
	checks.fail(error instanceof Error ? (error.stack ?? error.message) : String(error));
} finally {
	await n8n?.close();
}
checks.end();
