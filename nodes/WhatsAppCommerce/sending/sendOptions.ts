import type { IDataObject } from 'n8n-workflow';

import { flagOf, numberOf } from '../../shared/readValue';
import type { PreparedSend } from '../../providers/operation';
import { readOnceKey, type OnceKey } from './onceKey';

/** What holds when Options say nothing; the fields' own defaults are the same. */
export const DEFAULT_TIMEOUT_MS = 30_000;
export const DEFAULT_CONCURRENCY = 10;

const TIMEOUT_MS = { min: 1, max: 600_000, whole: true };
const CONCURRENCY = { min: 0, max: 10_000, whole: true };

/** How one item is sent, from its Options. */
export interface SendOptions {
	dryRun: boolean;
	retryWhenBusy: boolean;
	timeoutMs: number;
	/** Key of Send Once Per, or undefined when the guard is off. */
	onceKey?: OnceKey;
}

export function readSendOptions(options: IDataObject, prepared: PreparedSend): SendOptions {
	return {
		dryRun: flagOf(options.dryRun, 'Dry Run') ?? false,
		retryWhenBusy: flagOf(options.retryWhenBusy, 'Retry When Busy') ?? true,
		timeoutMs: numberOf(options.timeout, 'Timeout', TIMEOUT_MS) ?? DEFAULT_TIMEOUT_MS,
		onceKey: readOnceKey(options, prepared),
	};
}

export function readConcurrency(options: IDataObject): number {
	return (
		numberOf(options.maxConcurrentRequests, 'Max Concurrent Requests', CONCURRENCY) ?? DEFAULT_CONCURRENCY
	);
}
