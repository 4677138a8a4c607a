import type { IDataObject, IExecuteFunctions, INodeParameters } from 'n8n-workflow';
import { ItemParameters, RunParameters } from '../../nodes/providers/itemParameters';

/** Node parameters without n8n: `raw` is what the workflow holds, `resolve` what n8n makes of it per item. */
export function fakeRun(
	raw: INodeParameters,
	resolve: (name: string, itemIndex: number) => unknown = (name) => raw[name],
	input: IDataObject = {},
) {
	const reads: Array<[string, number]> = [];
	const context = {
		getNode: () => ({ parameters: raw }),
		getInputData: () => [{ json: input }],
		getNodeParameter: (name: string, itemIndex: number) => {
			reads.push([name, itemIndex]);
			return resolve(name, itemIndex);
		},
	};
	return { run: new RunParameters(context as unknown as IExecuteFunctions), reads };
}

/** The parameters of one item whose fields hold these values; `input` is its JSON. */
export function parametersOf(
	values: IDataObject | Record<string, unknown>,
	input?: IDataObject,
): ItemParameters {
	return new ItemParameters(fakeRun(values as INodeParameters, undefined, input).run, 0);
}
