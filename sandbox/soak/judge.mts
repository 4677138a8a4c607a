import { between, entriesOf, type Measured, quantile, type Sample } from './samples.mts';
import type { Timing, Traffic } from './traffic.mts';

/** What a workflow told of one message. */
export interface Report {
	phone?: string;
	/** Outcome, e.g. enqueued, unknown, refused. */
	status?: string;
	skipped?: boolean;
}

const NOT_ACCEPTED = new Set(['unknown', 'refused', 'notSent']);

/** Recipients with more than one message, with none although none was reported as failed, and wrongly reported ones. */
export function judgeMessages(traffic: Traffic, counts: Map<string, number>, reports: Map<string, Report[]>) {
	const found = { doubled: 0, lost: 0, misreported: 0, forged: 0, once: 0, failed: 0 };
	for (const phone of traffic.forged) if (counts.has(phone)) found.forged += 1;
	for (const phone of traffic.expected) {
		const count = counts.get(phone) ?? 0;
		const told = (reports.get(phone) ?? []).filter(({ skipped }) => skipped !== true);
		const isAccepted = told.some(({ status }) => !NOT_ACCEPTED.has(status ?? ''));
		const isUnknown = told.some(({ status }) => status === 'unknown');
		if (count > 1) found.doubled += 1;
		else if (count === 1 && !isAccepted && !isUnknown) found.misreported += 1;
		else if (count === 1) found.once += 1;
		else if (told.length === 0 || isAccepted) found.lost += 1;
		else found.failed += 1;
	}
	return found;
}

/** Times may grow by half, and by what a busy machine adds. */
const FLAT = { factor: 1.5, plusMs: 50 };

/** What a map always has, e.g. names of banks, would hide what it gains. */
function withoutConstants(samples: Sample[]): Sample[] {
	const least = new Map<string, number>();
	for (const [name, size] of samples.flatMap(({ maps }) => Object.entries(maps))) {
		least.set(name, Math.min(size, least.get(name) ?? Infinity));
	}
	const above = ([name, size]: [string, number]) => [name, size - (least.get(name) ?? 0)];
	return samples.map((sample) => ({
		...sample,
		maps: Object.fromEntries(Object.entries(sample.maps).map(above)) as Sample['maps'],
	}));
}

/** After the first tenth of the run, its second half against the first. */
export function judgeMeasured(measured: Measured): Array<{ name: string; isMet: boolean; words: string }> {
	const halves = <T extends { at: number }>(all: T[]) => [
		between(measured, all, 0.1, 0.55),
		between(measured, all, 0.55, 1.01),
	];
	// The middle, because what is under way comes and goes: one sample may meet a large run with fifty keys claimed.
	const [before = 0, after = Infinity] = halves(withoutConstants(measured.samples)).map((half) =>
		quantile(half.map(entriesOf), 0.5),
	);
	const flat = (name: string, timings: Timing[], share: number) => {
		const [first = 0, second = Infinity] = halves(timings).map((half) =>
			quantile(
				half.map(({ ms }) => ms),
				share,
			),
		);
		const isMet = second <= first * FLAT.factor + FLAT.plusMs;
		return { name, isMet, words: `${first.toFixed(0)} ms, then ${second.toFixed(0)} ms` };
	};
	return [
		{
			name: "the package's maps do not grow",
			isMet: before > 0 && after <= before * 1.2 + 10,
			words: `${before} entries in the middle, then ${after}`,
		},
		flat('p99 of the answers of the trigger is flat', measured.answers, 0.99),
		flat('p90 of the time to a message is flat', measured.messages, 0.9),
	];
}
