import type { IExecuteFunctions, INodeExecutionData, NodeApiError, NodeOperationError } from 'n8n-workflow';

import { BankDesk } from '../../shared/bank/bankDesk';
import { adviseAgent, toInputError } from '../../shared/errors';
import { isTool } from '../sending/isTool';
import { runPool } from '../sending/keyedPool';
import { failedItem } from '../sending/outputItems';
import { ItemParameters, type RunParameters } from '../../providers/itemParameters';
import type { LocalOperation } from '../../providers/operation';

/**
 * Runs a local operation over every item, as many at a time as it says. Throws the first failure unless the node
 * continues on failure.
 */
export async function computeAll(
	context: IExecuteFunctions,
	operation: LocalOperation,
	parameters: RunParameters,
	itemCount: number,
): Promise<INodeExecutionData[]> {
	const bank = new BankDesk(context);
	const cancel = context.getExecutionCancelSignal?.();
	const items = new Array<INodeExecutionData>(itemCount);
	const failures = new Map<number, NodeApiError | NodeOperationError>();
	const jobs = Array.from({ length: itemCount }, (_, itemIndex) => ({ key: String(itemIndex), itemIndex }));
	await runPool(jobs, operation.concurrency ?? 1, async ({ itemIndex }, pool) => {
		try {
			const json = await operation.compute(new ItemParameters(parameters, itemIndex), bank);
			items[itemIndex] = { json, pairedItem: { item: itemIndex } };
		} catch (error) {
			const nodeError = toInputError(context.getNode(), error, itemIndex);
			if (isTool(context)) adviseAgent(nodeError);
			failures.set(itemIndex, nodeError);
			items[itemIndex] = failedItem(itemIndex, nodeError, {});
		}
		if (cancel?.aborted || (failures.size > 0 && !context.continueOnFail())) pool.stop();
	});
	const first = failures.get(Math.min(...failures.keys()));
	if (first !== undefined && !context.continueOnFail()) throw first;
	return items.filter((item) => item !== undefined);
}
