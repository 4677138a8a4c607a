import type { IHookFunctions } from 'n8n-workflow';
import { NodeOperationError } from 'n8n-workflow';

import type { PaymentProvider } from '../paymentProviders/paymentProvider';
import { nodeKey } from '../providers/webhook/nodeState';
import { forgetSeen } from '../shared/onceMemory';
import { readAccess } from './access';
import { tellWhatCame } from './listening';
import { readPaymentSettings } from './paymentSettings';

/**
 * n8n asks this at activation and when the editor starts to listen: there is nothing to register, so all it does is
 * to refuse what could not work. When n8n starts anew, a published workflow keeps its webhook whatever the fields
 * say: calls are then refused one by one. Throws NodeOperationError.
 */
export async function isReady(
	context: IHookFunctions,
	providers: readonly PaymentProvider[],
): Promise<boolean> {
	if (['init', 'leadershipChange'].includes(context.getActivationMode())) return true;
	const { provider, problems } = readPaymentSettings(context, providers);
	const access = await readAccess(context, provider);
	const why = [
		...problems.map(({ message }) => message),
		...(typeof access === 'string' ? [`${access[0].toUpperCase()}${access.slice(1)}`] : []),
	];
	if (why.length > 0) {
		const next = 'Correct the node or its credential.';
		const error = new NodeOperationError(context.getNode(), why.join('. '), { description: next });
		// The editor shows only the message.
		error.message = `${why.join('. ')}. ${next}`;
		throw error;
	}
	tellWhatCame(context);
	return true;
}

/** The webhook goes; what was remembered stays with the workflow. */
export function stop(context: IHookFunctions): boolean {
	forgetSeen(nodeKey(context));
	return true;
}
