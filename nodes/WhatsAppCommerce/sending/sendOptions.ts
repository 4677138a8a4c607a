import type { IDataObject } from 'n8n-workflow';

import { InvalidInputError } from '../../../commerce/domain/errors';
import { flagOf, numberOf } from '../../shared/readValue';
import type { PreparedSend } from '../../providers/operation';

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
	onceKey?: string;
}

/** Reads the Options that concern sending. Throws InvalidInputError. */
export function readSendOptions(options: IDataObject, prepared: PreparedSend): SendOptions {
	return {
		dryRun: flagOf(options.dryRun, 'Dry Run') ?? false,
		retryWhenBusy: flagOf(options.retryWhenBusy, 'Retry When Busy') ?? true,
		timeoutMs: numberOf(options.timeout, 'Timeout', TIMEOUT_MS) ?? DEFAULT_TIMEOUT_MS,
		onceKey: onceKeyOf(options, prepared),
	};
}

/** Max Concurrent Requests; one value rules the whole run. Throws InvalidInputError. */
export function readConcurrency(options: IDataObject): number {
	return (
		numberOf(options.maxConcurrentRequests, 'Max Concurrent Requests', CONCURRENCY) ?? DEFAULT_CONCURRENCY
	);
}

function onceKeyOf(options: IDataObject, prepared: PreparedSend): string | undefined {
	switch (options.sendOncePer) {
		case 'referenceId':
			if (prepared.onceKey === undefined) {
				throw new InvalidInputError(
					'Send Once Per',
					'Reference ID',
					'Custom Key, because this message carries no reference ID of yours',
				);
			}
			return prepared.onceKey;
		case 'customKey': {
			const key = String(options.sendOnceKey ?? '').trim();
			if (key === '')
				throw new InvalidInputError('Send Once Key', options.sendOnceKey, 'a key that names the message');
			return `custom|${key}`;
		}
		default:
			return undefined;
	}
}
