import type { IDataObject } from 'n8n-workflow';

import { InvalidInputError } from '../../../commerce/domain/errors';
import { flagOf } from '../../providers/itemParameters';
import type { PreparedSend } from '../../providers/operation';
import { readOnceKey, type OnceKey } from './onceKey';

/** What holds when Options say nothing; the fields' own defaults are the same. */
export const DEFAULT_TIMEOUT_MS = 30_000;
export const DEFAULT_CONCURRENCY = 10;

/** How one item is sent, from its Options. */
export interface SendOptions {
	dryRun: boolean;
	retryWhenBusy: boolean;
	timeoutMs: number;
	/** Key of Send Once Per, or undefined when the guard is off. */
	onceKey?: OnceKey;
}

/** Reads the Options that concern sending. Throws InvalidInputError. */
export function readSendOptions(options: IDataObject, prepared: PreparedSend): SendOptions {
	return {
		dryRun: flagOf(options.dryRun, 'Dry Run') ?? false,
		retryWhenBusy: flagOf(options.retryWhenBusy, 'Retry When Busy') ?? true,
		timeoutMs: wholeNumber(options.timeout ?? DEFAULT_TIMEOUT_MS, 'Timeout', 1, 600_000),
		onceKey: readOnceKey(options, prepared),
	};
}

/** Max Concurrent Requests; one value rules the whole run. Throws InvalidInputError. */
export function readConcurrency(options: IDataObject): number {
	return wholeNumber(
		options.maxConcurrentRequests ?? DEFAULT_CONCURRENCY,
		'Max Concurrent Requests',
		0,
		10_000,
	);
}

function wholeNumber(value: unknown, label: string, min: number, max: number): number {
	const number = typeof value === 'string' && value.trim() !== '' ? Number(value) : value;
	if (typeof number !== 'number' || !Number.isInteger(number) || number < min || number > max) {
		throw new InvalidInputError(label, value, `a whole number from ${min} to ${max}`);
	}
	return number;
}
