import type { IExecuteFunctions, NodeExecutionHint } from 'n8n-workflow';

import type { PreparedSend } from '../../providers/operation';
import type { Plan } from './sendPlan';
import type { RunResult } from './sendRun';

const MAX_HINTS = 5;
const MAX_NAMED = 3;

/** Shows above the output what a person should know of the run as a whole. */
export function addRunHints(
	context: IExecuteFunctions,
	{ plans, accepted }: Pick<RunResult, 'plans' | 'accepted'>,
	isTestRun: boolean,
): void {
	// Older n8n versions have no execution hints; the output items carry all of it but the advice.
	if (typeof context.addExecutionHints !== 'function') return;
	const show = (message: string, type: NodeExecutionHint['type']) =>
		context.addExecutionHints({ message, type, location: 'outputPane' });
	for (const message of [dryRunHint(plans), isTestRun ? testRunHint(accepted) : undefined]) {
		if (message !== undefined) show(message, 'info');
	}
	for (const message of warningHints(plans.map(({ prepared }) => prepared))) show(message, 'warning');
}

function dryRunHint(plans: Plan[]): string | undefined {
	const dry = plans.filter(({ options }) => options.dryRun);
	if (dry.length === 0) return undefined;
	if (dry.length > 1) return `Dry Run: nothing was sent for ${dry.length} items; see "preview" in the output`;
	return ['Dry Run: nothing was sent', dry[0].prepared.preview].filter(Boolean).join('. ');
}

function testRunHint(accepted: Plan[]): string | undefined {
	if (accepted.length === 0) return undefined;
	const redirected = accepted.filter(({ isToTestPhone }) => isToTestPhone);
	if (redirected.length === 0) {
		return 'Sent to the customer, although you ran this by hand. To try workflows out on your own phone, fill in Test Phone in the credential.';
	}
	const customers = [...new Set(redirected.map(({ prepared }) => prepared.recipient))];
	return `Sent to your test phone instead of ${listed(customers)}`;
}

function listed(names: string[]): string {
	const rest = names.length - MAX_NAMED;
	return rest > 0 ? `${names.slice(0, MAX_NAMED).join(', ')} and ${rest} more` : names.join(', ');
}

/** Each distinct warning of the run once, with the number of items it concerns. */
function warningHints(prepared: PreparedSend[]): string[] {
	const itemsByMessage = new Map<string, number>();
	for (const { warnings } of prepared) {
		for (const { message } of warnings) itemsByMessage.set(message, (itemsByMessage.get(message) ?? 0) + 1);
	}
	const hints = [...itemsByMessage].map(([message, count]) =>
		count > 1 ? `${message} (${count} items)` : message,
	);
	const rest = hints.length - MAX_HINTS;
	if (rest <= 0) return hints;
	const more = `${rest} more ${rest === 1 ? 'warning' : 'warnings'}: see "warnings" in the output items`;
	return [...hints.slice(0, MAX_HINTS), more];
}
