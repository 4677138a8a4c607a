import { readFile } from 'node:fs/promises';
import type { Panel } from './chart.mts';
import type { Timing } from './traffic.mts';

/** What the probe in n8n writes; bytes and milliseconds. */
export interface Sample {
	at: number;
	rss: number;
	heapUsed: number;
	delayP50: number;
	delayP99: number;
	/** Entries by what a module of the package keeps. */
	maps: Record<string, number>;
}

export interface Measured {
	startedAt: number;
	endedAt: number;
	samples: Sample[];
	staticData: Array<{ at: number; bytes: number }>;
	/** Answers of the trigger to the provider. */
	answers: Timing[];
	/** From the post of an order until its message was there. */
	messages: Timing[];
}

export async function readSamples(file: string): Promise<Sample[]> {
	const lines = (await readFile(file, 'utf8')).trim().split('\n');
	return lines.map((text) => JSON.parse(text) as Sample);
}

export function quantile(values: number[], share: number): number {
	const sorted = [...values].sort((a, b) => a - b);
	return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
}

const sum = (values: number[]) => values.reduce((total, value) => total + value, 0);
const MB = 2 ** 20;

/** What lies between two shares of the run, of anything that has a time. */
export function between<T extends { at: number }>(
	{ startedAt, endedAt }: Measured,
	all: T[],
	from: number,
	to: number,
): T[] {
	const share = ({ at }: T) => (at - startedAt) / (endedAt - startedAt);
	return all.filter((one) => share(one) >= from && share(one) < to);
}

export const entriesOf = ({ maps }: Sample) => sum(Object.values(maps));

/** One row for each tenth of the run. */
export function rowsOf(measured: Measured) {
	return Array.from({ length: 10 }, (_, tenth) => {
		const part = <T extends { at: number }>(all: T[]) => between(measured, all, tenth / 10, (tenth + 1) / 10);
		const samples = part(measured.samples);
		const max = (values: number[]) => Math.max(...values);
		const ms = (timings: Timing[]) => part(timings).map((timing) => timing.ms);
		return {
			'until minute': (((tenth + 1) / 10) * (measured.endedAt - measured.startedAt)) / 60_000,
			'memory MB': max(samples.map(({ rss }) => rss)) / MB,
			'heap MB': max(samples.map(({ heapUsed }) => heapUsed)) / MB,
			'loop p99 ms': quantile(
				samples.map(({ delayP99 }) => delayP99),
				0.5,
			),
			'map entries': max(samples.map(entriesOf)),
			'static data B': max(part(measured.staticData).map(({ bytes }) => bytes)),
			'trigger p50 ms': quantile(ms(measured.answers), 0.5),
			'trigger p99 ms': quantile(ms(measured.answers), 0.99),
			'message p50 ms': quantile(ms(measured.messages), 0.5),
			'message p90 ms': quantile(ms(measured.messages), 0.9),
		};
	});
}

export function tableOf(rows: Array<Record<string, number>>): string {
	const heads = Object.keys(rows[0] ?? {});
	const shown = (value: number | undefined) =>
		value === undefined || !Number.isFinite(value) ? '' : value.toFixed(value < 20 ? 1 : 0);
	const lines = rows.map((row) => heads.map((head) => shown(row[head])));
	return [heads, heads.map(() => '---'), ...lines].map((cells) => `| ${cells.join(' | ')} |`).join('\n');
}

export function panelsOf(measured: Measured): Panel[] {
	const minute = (at: number) => (at - measured.startedAt) / 60_000;
	const samples = (name: string, value: (sample: Sample) => number) => ({
		name,
		points: measured.samples.map((sample) => [minute(sample.at), value(sample)] as [number, number]),
	});
	const WINDOWS = 60;
	const timings = (name: string, all: Timing[], share: number) => ({
		name,
		points: Array.from({ length: WINDOWS }, (_, index) => {
			const part = between(measured, all, index / WINDOWS, (index + 1) / WINDOWS);
			const value = quantile(
				part.map(({ ms }) => ms),
				share,
			);
			const at = measured.startedAt + ((index + 0.5) / WINDOWS) * (measured.endedAt - measured.startedAt);
			return [minute(at), value] as [number, number];
		}).filter(([, value]) => Number.isFinite(value)),
	});
	const names = [...new Set(measured.samples.flatMap(({ maps }) => Object.keys(maps)))];
	const changing = names.filter(
		(name) => new Set(measured.samples.map(({ maps }) => maps[name] ?? 0)).size > 1,
	);
	return [
		{
			title: 'n8n memory, MB',
			series: [
				samples('resident', ({ rss }) => rss / MB),
				samples('heap used', ({ heapUsed }) => heapUsed / MB),
			],
		},
		{
			title: 'Event loop delay, ms',
			series: [samples('p50', ({ delayP50 }) => delayP50), samples('p99', ({ delayP99 }) => delayP99)],
		},
		{
			title: "Entries of the package's maps and sets",
			series: changing.map((name) => samples(name, ({ maps }) => maps[name] ?? 0)),
		},
		{
			title: 'Static data of the trigger, bytes',
			series: [{ name: '', points: measured.staticData.map(({ at, bytes }) => [minute(at), bytes]) }],
		},
		{
			title: 'Answer of the trigger, ms',
			series: [timings('p50', measured.answers, 0.5), timings('p99', measured.answers, 0.99)],
		},
		{
			title: 'From the order to its message, ms',
			series: [timings('p50', measured.messages, 0.5), timings('p90', measured.messages, 0.9)],
		},
	];
}
