import type { IExecuteFunctions } from 'n8n-workflow';

import type { PreparedSend } from '../../providers/operation';

const MAX_HINTS = 5;

/** Shows each distinct warning of the run once above the output, with the items it concerns. */
export function addWarningHints(context: IExecuteFunctions, prepared: PreparedSend[]): void {
	// Older n8n versions have no execution hints; the output items carry the warnings anyway.
	if (typeof context.addExecutionHints !== 'function') return;
	const itemsByMessage = new Map<string, number>();
	for (const { warnings } of prepared) {
		for (const { message } of warnings) itemsByMessage.set(message, (itemsByMessage.get(message) ?? 0) + 1);
	}
	const messages = [...itemsByMessage];
	for (const [message, count] of messages.slice(0, MAX_HINTS)) {
		const suffix = count > 1 ? ` (${count} items)` : '';
		context.addExecutionHints({ message: message + suffix, type: 'warning', location: 'outputPane' });
	}
	if (messages.length > MAX_HINTS) {
		const rest = messages.length - MAX_HINTS;
		const message = `${rest} more ${rest === 1 ? 'warning' : 'warnings'}: see "warnings" in the output items`;
		context.addExecutionHints({ message, type: 'warning', location: 'outputPane' });
	}
}
