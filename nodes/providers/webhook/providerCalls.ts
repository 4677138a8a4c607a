import type { IHookFunctions } from 'n8n-workflow';
import { NodeOperationError } from 'n8n-workflow';

import type { ProviderResponse, ProviderRequest, Read } from '../api/exchange';
import { createRedact } from '../../shared/redact';
import { sendProviderRequest } from '../../shared/transport';
import type { ProviderCredential } from '../provider';

const TIMEOUT_MS = 20_000;

/**
 * Why a registration step failed. The editor shows only its message, so what to do is
 * part of the message.
 */
export class RegistrationError extends NodeOperationError {
	/** True when the provider could not be asked at all, or asks to come back later. */
	readonly passing: boolean;

	constructor(context: IHookFunctions, what: string, next: string, passing = false) {
		super(context.getNode(), what, { description: next });
		this.message = next === '' ? what : `${what}. ${next}`;
		this.passing = passing;
	}
}

/**
 * Asks the provider and reads its answer. Throws RegistrationError with the provider's words, without
 * secrets. The reader gets the response unredacted: an address that has to come back must not be changed.
 */
export async function ask<T>(
	context: IHookFunctions,
	credential: ProviderCredential,
	request: ProviderRequest,
	read: (response: ProviderResponse) => Read<T>,
): Promise<T> {
	const redact = await createRedact(context, credential);
	const result = await sendProviderRequest(context, credential.type, request, {
		timeoutMs: TIMEOUT_MS,
		redact: (text) => text,
	});
	if ('failure' in result) {
		const { what, next, passing } = result.failure;
		throw new RegistrationError(context, redact(what), redact(next), passing);
	}
	const outcome = read(result.response);
	if ('value' in outcome) return outcome.value;
	const { what, next, providerMessage, statusCode = 0 } = outcome.reason;
	const words = providerMessage === undefined ? '' : `The provider says: "${redact(providerMessage)}". `;
	const passing = statusCode === 408 || statusCode === 429 || statusCode >= 500;
	throw new RegistrationError(context, what, `${words}${next}`, passing);
}

/** The outcome of asking, or undefined when the provider cannot be asked right now, which is said in the log. */
export async function ifAvailable<T>(context: IHookFunctions, what: string, asking: Promise<T>) {
	return await asking.catch(async (error: unknown) => {
		if (!(error instanceof RegistrationError) || !error.passing) return await Promise.reject(error);
		warn(context, what, error);
		return undefined;
	});
}

/** Runs `undo` before a failure goes on to the caller. */
export async function undoOnFailure<T>(work: Promise<T>, undo: () => Promise<void>): Promise<T> {
	return await work.catch(async (error: unknown) => {
		await undo();
		return await Promise.reject(error);
	});
}

/** Says in n8n's log what could not be done and left no error behind. */
export function warn(context: IHookFunctions, what: string, error: unknown): void {
	const why = error instanceof Error ? error.message : String(error);
	context.logger.warn(`WhatsApp Commerce Trigger "${context.getNode().name}": ${what}. ${why}`);
}
