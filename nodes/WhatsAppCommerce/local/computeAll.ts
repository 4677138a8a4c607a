import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';

import { adviseAgent, toInputError } from '../../shared/errors';
import { isTool } from '../sending/isTool';
import { failedItem } from '../sending/outputItems';
import { ItemParameters, type RunParameters } from '../../providers/itemParameters';
import type { LocalOperation } from '../../providers/operation';

/** Runs a local operation over every item. Throws the first failure unless the node continues on failure. */
export async function computeAll(
	context: IExecuteFunctions,
	operation: LocalOperation,
	parameters: RunParameters,
	itemCount: number,
): Promise<INodeExecutionData[]> {
	const items: INodeExecutionData[] = [];
	for (let itemIndex = 0; itemIndex < itemCount; itemIndex++) {
		try {
			const json = await operation.compute(new ItemParameters(parameters, itemIndex));
			items.push({ json, pairedItem: { item: itemIndex } });
		} catch (error) {
			const nodeError = toInputError(context.getNode(), error, itemIndex);
			if (isTool(context)) adviseAgent(nodeError);
			if (!context.continueOnFail()) throw nodeError;
			items.push(failedItem(itemIndex, nodeError, {}));
		}
	}
	return items;
}
