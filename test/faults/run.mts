/**
 * The fault matrix: every fault of the simulator x 1, 3 and 50 items with the fault on the first, middle and last
 * x n8n's Retry On Fail off and 3 tries x its three On Error settings x all providers, through n8n-core; and each
 * fault once more with the node as the tool of an agent, whose tries n8n runs in another loop.
 * Compares what n8n shows with what the simulator received: npm run faults
 * [-- --only <part of a fault's name>] [--provider <id>] [--quick]
 * `--quick` leaves out the first and last item and, but for one setting, runs of 50.
 */
import { parseArgs } from 'node:util';
import startSimulator from '../helpers/startSimulator.mjs';
import stopSimulator from '../helpers/stopSimulator.mjs';
import type { Cell } from './cells.mts';

const AT_ONCE = 20;

const { values } = parseArgs({
	options: { only: { type: 'string' }, provider: { type: 'string' }, quick: { type: 'boolean' } },
});

// The simulator's certificate is its own, and trust is not what these faults are about.
process.env.NODE_TLS_REJECT_UNAUTHORIZED = '0';

await startSimulator();
// Loaded only now: the helpers below read the simulator's address when they are loaded.
const { FAULT_ROWS } = await import('./faultKinds.mts');
const { cellsOf, isQuick } = await import('./cells.mts');
const { playCell } = await import('./playCell.mts');
const { judge } = await import('./judge.mts');
const { SENDERS } = await import('./senders.mts');
const { MatrixReport } = await import('./report.mts');

const rows = FAULT_ROWS.filter(({ name }) => !values.only || name.includes(values.only));
const senders = SENDERS.filter(({ provider }) => !values.provider || provider === values.provider);
const cells = rows.flatMap((row) => cellsOf(row, senders)).filter((cell) => !values.quick || isQuick(cell));
const report = new MatrixReport();
const startedAt = performance.now();

async function play(queue: Cell[]): Promise<void> {
	for (let cell = queue.shift(); cell; cell = queue.shift()) {
		const played = await playCell(cell);
		report.add(cell, judge(cell, played));
	}
}

/** Large runs first, so that no long one is left alone at the end. */
const queue = [...cells].sort((a, b) => b.size - a.size);
try {
	// The first run loads n8n-core and compiles what is hot; no clock of a fault may run meanwhile.
	for (const sender of senders) await playCell(cellsOf(FAULT_ROWS[0], [sender])[0]);
	await Promise.all(Array.from({ length: AT_ONCE }, async () => await play(queue)));
} finally {
	await stopSimulator();
}

console.log(`${((performance.now() - startedAt) / 1000).toFixed(0)} s`);
process.exitCode = report.print() ? 0 : 1;
