import type { IDataObject } from 'n8n-workflow';

import { flagOfField, numberOfField } from '../../shared/readField';
import { DRY_RUN, MAX_CONCURRENT_REQUESTS, RETRY_WHEN_BUSY, TIMEOUT } from './sendingOptions';

/** How one item is sent, from its Options. */
export interface SendOptions {
	dryRun: boolean;
	retryWhenBusy: boolean;
	timeoutMs: number;
}

/** Reads Options for a message. Throws InvalidInputError for values that no field of the editor could give. */
export function readSendOptions(options: IDataObject): SendOptions {
	return {
		dryRun: flagOfField(DRY_RUN, options.dryRun),
		retryWhenBusy: flagOfField(RETRY_WHEN_BUSY, options.retryWhenBusy),
		timeoutMs: numberOfField(TIMEOUT, options.timeout, { whole: true }),
	};
}

/** Max Concurrent Requests; one value rules the whole run. Throws InvalidInputError. */
export function readConcurrency(options: IDataObject): number {
	return numberOfField(MAX_CONCURRENT_REQUESTS, options.maxConcurrentRequests, { whole: true });
}
