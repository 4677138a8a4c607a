import type { IExecuteFunctions } from 'n8n-workflow';
import { sleep } from 'n8n-workflow';

import type { ProviderRequest, SendOutcome } from '../../providers/api/exchange';
import type { Redact } from '../../shared/redact';
import { sendProviderRequest, type TransportFailure } from '../../shared/transport';
import type { Provider } from '../../providers/provider';
import type { RetryBudget } from './retryBudget';

const MAX_TRIES = 3;
/** All waits of one item together; a provider that asks for more counts as having refused. */
const MAX_WAIT_MS = 30_000;
const FIRST_BACKOFF_MS = 500;
const WAIT_SLICE_MS = 200;

/** How one message is sent. */
export interface SendSettings {
	timeoutMs: number;
	retryWhenBusy: boolean;
	redact: Redact;
	/** Shared by all messages of the run. */
	retryBudget: RetryBudget;
	/** Called when the provider answers 429. */
	onRateLimit: () => void;
}

/**
 * Sends one message and says what became of it; never throws. Tries again only what certainly was not processed
 * (no connection, 429, 503 with Retry-After), at most three times and 30 s of waiting in all.
 */
export async function sendMessage(
	context: IExecuteFunctions,
	provider: Provider,
	request: ProviderRequest,
	settings: SendSettings,
): Promise<SendOutcome> {
	try {
		return await sendWithRetries(context, provider, request, settings);
	} catch (error) {
		// A fault of our own with a request perhaps under way: the honest outcome is unknown.
		const what = 'Unexpected error while sending';
		const next = `Please report it: ${settings.redact(String(error))}`;
		return { outcome: 'unknown', reason: { what, next } };
	}
}

async function sendWithRetries(
	context: IExecuteFunctions,
	provider: Provider,
	request: ProviderRequest,
	settings: SendSettings,
): Promise<SendOutcome> {
	const cancel = context.getExecutionCancelSignal?.();
	let waitedMs = 0;
	for (let tryNumber = 1; ; tryNumber++) {
		const outcome = await attemptSend(context, provider, request, settings);
		if (outcome.outcome === 'accepted') settings.retryBudget.served();
		if (outcome.outcome !== 'refused' || !outcome.busy) return outcome;
		if (outcome.reason.cause === 'rate-limited') settings.onRateLimit();
		if (!settings.retryWhenBusy || tryNumber === MAX_TRIES) return outcome;
		// Retry-After is the least: what was refused together must not come back together, nor at once.
		const waitMs = (outcome.retryAfterMs ?? 0) + backoffMs(tryNumber);
		if (waitedMs + waitMs > MAX_WAIT_MS || !settings.retryBudget.canWait()) return outcome;
		waitedMs += waitMs;
		await waitUnlessCanceled(waitMs, cancel);
		if (cancel?.aborted) {
			const what = 'The execution was canceled while this message waited for the provider';
			return { ...outcome, reason: { ...outcome.reason, what } };
		}
	}
}

async function attemptSend(
	context: IExecuteFunctions,
	provider: Provider,
	request: ProviderRequest,
	{ timeoutMs, redact }: SendSettings,
): Promise<SendOutcome> {
	const result = await sendProviderRequest(context, provider.credential.type, request, {
		timeoutMs,
		redact,
	});
	if ('response' in result) return provider.readSendResponse(result.response, Date.now());
	return outcomeOfFailure(result.failure);
}

function outcomeOfFailure({ sent, code, what, next, passing }: TransportFailure): SendOutcome {
	const reason = {
		what,
		next: code === undefined ? next : `${next} Network code: ${code}.`.trim(),
		cause: passing ? ('temporarily-unavailable' as const) : ('configuration-invalid' as const),
	};
	return sent ? { outcome: 'unknown', reason } : { outcome: 'refused', busy: passing, reason };
}

/** Doubles per try, with half of it at random so that many items do not come back in one wave. */
function backoffMs(tryNumber: number): number {
	const full = FIRST_BACKOFF_MS * 2 ** (tryNumber - 1);
	return full / 2 + Math.random() * (full / 2);
}

async function waitUnlessCanceled(ms: number, cancel: AbortSignal | undefined): Promise<void> {
	for (let left = ms; left > 0 && !cancel?.aborted; left -= WAIT_SLICE_MS) {
		await sleep(Math.min(left, WAIT_SLICE_MS));
	}
}
