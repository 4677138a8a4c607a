import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';

import { RunParameters } from '../providers/itemParameters';
import type { Provider } from '../providers/provider';
import { computeAll } from './local/computeAll';
import { findOperation } from './operations';
import { readAccount } from './sending/account';
import { addRunHints } from './sending/hints';
import { SendRun } from './sending/sendRun';
import { isTestRun } from './sending/testRun';

/** Runs the chosen operation over all items: one output item for each. */
export async function runOperation(
	context: IExecuteFunctions,
	providers: readonly Provider[],
): Promise<INodeExecutionData[]> {
	const itemCount = context.getInputData().length;
	const resource = context.getNodeParameter('resource', 0) as string;
	const operationName = context.getNodeParameter('operation', 0) as string;
	const providerId = context.getNodeParameter('provider', 0, '');
	const chosen = { resource, operation: operationName, providerId };
	const choice = findOperation(providers, chosen, context.getNode());
	if (!('provider' in choice)) {
		return await computeAll(context, choice.operation, new RunParameters(context), itemCount);
	}
	const account = await readAccount(context, choice.provider.credential);
	const parameters = new RunParameters(context, account.data);
	const isTest = isTestRun(context);
	const settings = { ...choice, operationName, parameters, account, isTestRun: isTest };
	const result = await new SendRun(context, itemCount, settings).execute();
	addRunHints(context, result, isTest);
	return result.items;
}
