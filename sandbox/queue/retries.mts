import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { artifactsFolder } from '../lib/paths.mts';
import { waitFor } from '../lib/waitFor.mts';
import type { Cluster } from './cluster.mts';
import { settle, traceAll } from './records.mts';
import type { Shop } from './shop.mts';
import type { Parcel } from './traffic.mts';
import type { Trace } from './verdict.mts';

export interface RetryReport {
	/** Guarded executions that did not end well and were run again. */
	retried: number;
	/** n8n refused to run these again. */
	refused: number;
	/** Recipients that had no message and got one now. */
	sentNow: number;
	/** Recipients that had their message and got no second one. */
	heldBack: number;
	/** Recipients that still have none: Send Once Per took a crash for a message that may have left. */
	skipped: number;
	/** Recipients that still have none: n8n had kept no input of their execution, or it failed again. */
	failedAgain: number;
	/** Recipients with two messages now. */
	doubled: number;
}

/**
 * What a person does after a bad day: opens the executions that n8n gave up and clicks Retry, in the workflow
 * that has Send Once Per. Some of their messages had left, some had not, and n8n does not know which.
 */
export async function retryByHand(cluster: Cluster, shop: Shop, parcels: Parcel[]): Promise<RetryReport> {
	await declareDead(cluster);
	const before = (await traceAll(cluster, shop, parcels)).filter(isGivenUp);
	const phones = new Set(before.map(({ phone }) => phone));
	const report: RetryReport = {
		retried: 0,
		refused: 0,
		sentNow: 0,
		heldBack: 0,
		skipped: 0,
		failedAgain: 0,
		doubled: 0,
	};
	for (const { id } of before.flatMap(({ executions }) => executions.filter(hasFailed))) {
		try {
			await cluster.api.session.request('POST', `/rest/executions/${id}/retry`, { loadWorkflow: false });
			report.retried += 1;
		} catch {
			report.refused += 1;
		}
	}
	await settle(cluster, shop);
	const after = new Map((await traceAll(cluster, shop, parcels)).map((trace) => [trace.phone, trace]));
	for (const { phone, messages } of before) {
		const count = after.get(phone)?.messages.length ?? 0;
		const wentWell = after
			.get(phone)
			?.executions.some(({ retryOf, status }) => retryOf && status === 'success');
		if (count > 1) report.doubled += 1;
		else if (count === 0 && wentWell) report.skipped += 1;
		else if (count === 0) report.failedAgain += 1;
		else if (messages.length === 1) report.heldBack += 1;
		else report.sentNow += 1;
	}
	const file = join(artifactsFolder, 'queue-retries.json');
	await writeFile(
		file,
		JSON.stringify(
			[...after.values()].filter(({ phone }) => phones.has(phone)),
			null,
			'\t',
		),
	);
	return report;
}

/** n8n looks for executions that no worker has any more when main starts, and every three hours. */
async function declareDead({ main, postgres }: Cluster): Promise<void> {
	const noneOpen = async () => {
		const open = `select id from execution_entity where status in ('new', 'running') limit 1`;
		return (await postgres.query(open)).length === 0;
	};
	if (await noneOpen()) return;
	await main.restart();
	// Those it does not find are not shown as failed, and nobody can retry them.
	await waitFor('n8n to find dead executions', noneOpen, { intervalMs: 500 }).catch(() => undefined);
}

const hasFailed = ({ status }: Trace['executions'][number]) => status === 'crashed' || status === 'error';
const isGivenUp = ({ flow, executions }: Trace) => flow === 'guarded' && executions.some(hasFailed);

export function printRetries(report: RetryReport): void {
	console.log('\nRetry of the executions that n8n gave up, in the workflow with Send Once Per');
	const rows: Array<[string, number]> = [
		['executions run again', report.retried],
		['n8n would not run again', report.refused],
		['recipients without a message that got one now', report.sentNow],
		['recipients with a message that got no second one', report.heldBack],
		['recipients that still have none (claimed when it crashed: may have left)', report.skipped],
		['recipients that still have none: n8n had kept no input, or it failed again', report.failedAgain],
		['recipients with two messages', report.doubled],
	];
	for (const [label, count] of rows) console.log(`  ${label.padEnd(73)}${String(count).padStart(6)}`);
}
