import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';

import { RunParameters } from '../providers/itemParameters';
import type { Provider } from '../providers/provider';
import { computeAll } from './local/computeAll';
import { findOperation } from './operations';
import { addWarningHints } from './sending/hints';
import { SendRun } from './sending/sendRun';

/** Runs the chosen operation over all items: one output item for each. */
export async function runOperation(
	context: IExecuteFunctions,
	providers: readonly Provider[],
): Promise<INodeExecutionData[]> {
	const itemCount = context.getInputData().length;
	const resource = context.getNodeParameter('resource', 0) as string;
	const operation = context.getNodeParameter('operation', 0) as string;
	const providerId = context.getNodeParameter('provider', 0, '');
	const choice = findOperation(providers, { resource, operation, providerId }, context.getNode());
	const parameters = new RunParameters(context);
	if (!('provider' in choice)) return await computeAll(context, choice.operation, parameters, itemCount);
	const run = new SendRun(context, itemCount, { ...choice, operationName: operation, parameters });
	const { items, prepared } = await run.execute();
	addWarningHints(context, prepared);
	return items;
}
