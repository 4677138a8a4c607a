import type { IHookFunctions, IWebhookFunctions } from 'n8n-workflow';
import { NodeOperationError } from 'n8n-workflow';

import { nodeKey } from '../providers/webhook/nodeState';

/*
 * While the editor listens, a call that starts nothing cannot be shown: an item would end the wait. It is kept, and
 * told by the next Execute step, once.
 */

const NODES = 100;
const REASONS = 10;
/** After that nobody waits for the reason anymore. */
const LIFETIME_MS = 15 * 60_000;

const missedBy = new Map<string, { at: number; reasons: string[] }>();

/** A call while the editor listens, and why it started nothing. */
export function noteMissed(context: IWebhookFunctions, reason: string): void {
	if (context.getMode() !== 'manual') return;
	context.logger.info(
		`WhatsApp Commerce Payment Trigger "${context.getNode().name}": started nothing: ${reason}`,
	);
	const key = nodeKey(context);
	const known = missedBy.get(key)?.reasons ?? [];
	missedBy.delete(key);
	missedBy.set(key, { at: Date.now(), reasons: [...new Set([...known, reason])].slice(-REASONS) });
	for (const oldest of missedBy.keys()) {
		if (missedBy.size <= NODES) return;
		missedBy.delete(oldest);
	}
}

/** A wanted call came: what came before it is of no interest. */
export function forgetMissed(context: IWebhookFunctions): void {
	missedBy.delete(nodeKey(context));
}

/** When the editor listens anew: throws NodeOperationError, once, with what came in vain the last time. */
export function tellWhatCame(context: IHookFunctions): void {
	if (context.getActivationMode() !== 'manual') return;
	const key = nodeKey(context);
	const missed = missedBy.get(key);
	missedBy.delete(key);
	if (missed === undefined || Date.now() - missed.at > LIFETIME_MS) return;
	const message = `When you listened last, calls came and started nothing: ${missed.reasons.join('; ')}. Click again to listen.`;
	throw new NodeOperationError(context.getNode(), message);
}
