import { setTimeout as sleep } from 'node:timers/promises';
import axios from 'axios';
import { Agent } from 'node:http';
import type { N8nApi } from '../sandbox/lib/n8nApi.mts';

/** n8n's Webhook node, a trigger that only remembers what came, and ours. */
export type Entrance = 'webhook' | 'bare' | 'trigger';

/** How events get into n8n. */
export interface Way {
	workflowId: string;
	url: string;
	headers: Record<string, string>;
	/** A new event's body. */
	event: () => string;
}

export interface RoundResult {
	/** Time to the answer with one event at a time. */
	p50Ms: number;
	p99Ms: number;
	/** Until every execution has ended, with ten senders. */
	eventsPerSecond: number;
}

export interface Ratio {
	median: number;
	min: number;
	max: number;
}

interface Settings {
	rounds: number;
	/** Events of a round, for answer times and for throughput each. */
	events: number;
	onRound: (round: number, entrance: Entrance, result: RoundResult) => void;
}

const ENTRANCES: readonly Entrance[] = ['webhook', 'bare', 'trigger'];
const SENDERS = 10;
const WARM_UP_EVENTS = 50;

const agent = new Agent({ keepAlive: true });

/** All ways in turns, another one first each time; each ratio is of the same turn. */
export async function compareEntrances(
	api: N8nApi,
	ways: Record<Entrance, Way>,
	{ rounds, events, onRound }: Settings,
) {
	for (const entrance of ENTRANCES) await throughput(api, ways[entrance], WARM_UP_EVENTS);
	const results: Array<Record<Entrance, RoundResult>> = [];
	for (let round = 1; round <= rounds; round++) {
		const first = round % ENTRANCES.length;
		const order = [...ENTRANCES.slice(first), ...ENTRANCES.slice(0, first)];
		const turn = {} as Record<Entrance, RoundResult>;
		for (const entrance of order) {
			const times = await answerTimes(ways[entrance], events);
			await untilIdle(api, ways[entrance]);
			const eventsPerSecond = await throughput(api, ways[entrance], events);
			turn[entrance] = { p50Ms: quantile(times, 0.5), p99Ms: quantile(times, 0.99), eventsPerSecond };
			onRound(round, entrance, turn[entrance]);
		}
		results.push(turn);
	}
	const ratio = (key: keyof RoundResult, one: Entrance, other: Entrance) =>
		spread(results.map((turn) => turn[one][key] / turn[other][key]));
	const ratios = {
		triggerP50VsWebhookNode: ratio('p50Ms', 'trigger', 'webhook'),
		triggerP99VsWebhookNode: ratio('p99Ms', 'trigger', 'webhook'),
		triggerEventsVsWebhookNode: ratio('eventsPerSecond', 'trigger', 'webhook'),
		bareP50VsWebhookNode: ratio('p50Ms', 'bare', 'webhook'),
		bareEventsVsWebhookNode: ratio('eventsPerSecond', 'bare', 'webhook'),
		triggerP50VsBare: ratio('p50Ms', 'trigger', 'bare'),
		triggerEventsVsBare: ratio('eventsPerSecond', 'trigger', 'bare'),
	};
	return { ratios, rounds: results };
}

/** One event after the other, each when the answer of the one before is there. */
async function answerTimes(way: Way, events: number): Promise<number[]> {
	const times: number[] = [];
	for (let count = 0; count < events; count++) {
		const from = performance.now();
		await post(way);
		times.push(performance.now() - from);
	}
	return times;
}

async function throughput(api: N8nApi, way: Way, events: number): Promise<number> {
	const from = performance.now();
	let left = events;
	const sender = async () => {
		while (left-- > 0) await post(way);
	};
	await Promise.all(Array.from({ length: SENDERS }, sender));
	await untilIdle(api, way);
	return (events * 1000) / (performance.now() - from);
}

/** Until no execution of the workflow is under way. */
async function untilIdle(api: N8nApi, { workflowId }: Way): Promise<void> {
	const filter = encodeURIComponent(JSON.stringify({ workflowId, status: ['new', 'running'] }));
	for (;;) {
		const path = `/rest/executions?filter=${filter}&limit=1`;
		const { results } = await api.session.request<{ results: unknown[] }>('GET', path);
		if (results.length === 0) return;
		await sleep(20);
	}
}

/** Anything but an event that was taken fails the benchmark: a refusal would be quick and worth nothing. */
async function post({ url, headers, event }: Way): Promise<void> {
	const { data } = await axios.post<{ status?: string; message?: string }>(url, event(), {
		headers: { ...headers, 'content-type': 'application/json' },
		httpAgent: agent,
	});
	if (data.status === 'accepted' || data.message === 'Workflow was started') return;
	throw new Error(`${url} answered ${JSON.stringify(data)}`);
}

function quantile(values: number[], share: number): number {
	const sorted = [...values].sort((a, b) => a - b);
	return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
}

function spread(values: number[]): Ratio {
	return { median: quantile(values, 0.5), min: Math.min(...values), max: Math.max(...values) };
}
