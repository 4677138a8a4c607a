import { setTimeout as pause } from 'node:timers/promises';
import type { IDataObject, INodeParameters } from 'n8n-workflow';
import { runAction, type ActionRun } from '../helpers/engine/runAction.ts';
import { runAsTool } from '../helpers/engine/runAsTool.ts';
import { simulator, type AcceptedMessage } from '../helpers/simulator.ts';
import { N8N_TRIES, type Cell } from './cells.mts';
import { TIMEOUT_MS } from './faultKinds.mts';
import { readErrorAt } from './readErrors.mts';
import { customers, type Stage } from './senders.mts';

/** What of a run the user sees. */
export type ShownRun = Pick<ActionRun, 'status' | 'error' | 'branches' | 'actionError'>;

/** What one combination did: what n8n showed, and what the simulator counted. */
export interface Played {
	items: IDataObject[];
	run: ShownRun;
	/** Messages the provider took in, by recipient. */
	got: Map<string, AcceptedMessage[]>;
	/** Requests for the message that met the fault. */
	requests: number;
	/** All requests of the run. */
	/** Whether a request met the fault at all. */
	hit: boolean;
}

/** How long a closed port stays closed when the fault passes: well below the waits of three tries. */
const CLOSED_MS = 400;
const FOREVER_MS = 3_600_000;
/** Below the range the system takes for outgoing connections, which could otherwise occupy a closed port. */
const FIRST_PORT = 21_000;
let nextPort = FIRST_PORT;

/** Runs the node through n8n-core with the fault in place. */
export async function playCell(cell: Cell): Promise<Played> {
	const stage = await cell.sender.open();
	const items = customers(cell.size, (row) => (isHit(cell, row) ? TIMEOUT_MS : PATIENCE_MS));
	const baseUrl = await prepareWay(cell, stage, items);
	await addFault(cell, stage, items);
	const settings = {
		credentials: stage.credentials(baseUrl),
		retryOnFail: cell.retryOnFail,
		maxTries: N8N_TRIES,
		onError: cell.onError,
	};
	const parameters = stage.parameters(optionsFor(cell));
	const run = cell.asTool
		? await callTool(parameters, items, settings)
		: await runAction(parameters, items, settings);
	await lastRequestEnded(stage.account);
	return { items, run, ...(await recordOf(cell, stage, items)) };
}

/** What the agent gets to read, in the form of a run of the node. */
async function callTool(
	parameters: INodeParameters,
	items: IDataObject[],
	settings: Parameters<typeof runAsTool>[2],
): Promise<ShownRun> {
	const { answers, run } = await runAsTool(filledByAgent(parameters, items[0]), items, settings);
	const [{ items: output = [], error: message }] = answers;
	return {
		status: message === undefined ? run.status : 'error',
		branches: [output.map((json) => ({ json, pairedItem: { item: 0 } }))],
		...(message === undefined
			? {}
			: { error: { name: 'Error', message, itemIndex: 0, messages: [], context: {}, raw: message } }),
	};
}

/** Fields that read the input item are filled in by the agent instead, whose arguments are the item. */
function filledByAgent(parameters: INodeParameters, item: IDataObject): INodeParameters {
	const text = JSON.stringify(parameters).replace(/\$json\.(\w+)/g, (_match, name: string) => {
		return `$fromAI('${name}', '', '${typeof item[name]}')`;
	});
	return JSON.parse(text) as INodeParameters;
}

function optionsFor({ row, position }: Cell): INodeParameters {
	// One after the other, so that it is certain which messages meet the closed port.
	const inOrder = row.network === 'portClosed' && position > 0;
	const timeout = row.needsTimeout ? '={{ $json.timeout }}' : PATIENCE_MS;
	return { timeout, ...(inOrder ? { maxConcurrentRequests: 1 } : {}) };
}

/** Only the message that meets the fault has a short Timeout: a busy machine must not make an innocent one late. */
const PATIENCE_MS = 60_000;
const isHit = ({ row, position }: Cell, index: number) => index === position && row.needsTimeout === true;

const phoneAt = (items: IDataObject[], position: number) => String(items[position].phone);

async function prepareWay(
	{ row, position }: Cell,
	{ account }: Stage,
	items: IDataObject[],
): Promise<string> {
	// A label that is too long for a name is not found without asking anybody.
	if (row.network === 'noSuchHost') return `http://no-such-host-${'x'.repeat(60)}.invalid`;
	if (row.network !== 'portClosed' && !row.tls && !row.readError) return simulator.url;
	const { port, url } = await openListener(row.tls);
	if (row.readError) readErrorAt(port, row.readError);
	if (row.network !== 'portClosed') return url;
	const closedMs = row.lasts === 'once' ? CLOSED_MS : FOREVER_MS;
	if (position === 0) {
		await simulator.closeListener(port);
		if (row.lasts === 'once') void pause(closedMs).then(() => simulator.openListener(port));
	} else {
		const recipient = phoneAt(items, position - 1);
		await simulator.addFault(account, { kind: 'closePort', recipient, ms: closedMs });
	}
	return url;
}

async function openListener(tls?: boolean): Promise<{ port: number; url: string }> {
	for (;;) {
		try {
			return await simulator.openListener(nextPort++, tls);
		} catch (error) {
			if (nextPort > FIRST_PORT + 5000) throw error;
		}
	}
}

async function addFault({ row, position }: Cell, { account }: Stage, items: IDataObject[]): Promise<void> {
	if (!row.fault) return;
	const times = row.lasts === 'always' ? 'always' : 1;
	await simulator.addFault(account, { ...row.fault, recipient: phoneAt(items, position), times });
}

/** A request that the node gave up on may still be taken in: count only when none is open. */
async function lastRequestEnded(account: string): Promise<void> {
	const until = Date.now() + 30_000;
	while (Number((await simulator.account(account)).open) > 0) {
		if (Date.now() > until) throw new Error('the simulator still has requests open');
		await pause(50);
	}
}

async function recordOf(cell: Cell, { account }: Stage, items: IDataObject[]) {
	const messages = await simulator.messages(account);
	const requests = await simulator.requests(account);
	const faults = await simulator.faults(account);
	const got = new Map<string, AcceptedMessage[]>();
	for (const message of messages) {
		got.set(message.recipient, [...(got.get(message.recipient) ?? []), message]);
	}
	await simulator.removeAccount(account);
	const recipient = phoneAt(items, cell.position);
	return {
		got,
		requests: requests.filter((request) => request.recipient === recipient).length,
		hit: faults.every(({ hits }) => hits > 0),
	};
}
