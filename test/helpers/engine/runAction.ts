import type {
	IDataObject,
	INode,
	INodeExecutionData,
	INodeParameters,
	NodeExecutionHint,
} from 'n8n-workflow';
import { ACTION_TYPE, START_TYPE } from './nodeTypes';
import type { NodeInput, WorkflowRun, WorkflowRunInput } from './runWorkflow';
import { runWorkflow } from './runWorkflow';
import type { ShownError } from './shownError';

export const ACTION_NODE = 'WhatsApp Commerce';

export interface ActionOptions extends Omit<WorkflowRunInput, 'nodes' | 'connections' | 'inputItems'> {
	retryOnFail?: boolean;
	/** 2 to 5; n8n's default is 3. */
	maxTries?: number;
	/** n8n takes 0 for "not set" and waits a second, so the default here is 1 ms. */
	waitBetweenTries?: number;
	onError?: INode['onError'];
	executeOnce?: boolean;
	alwaysOutputData?: boolean;
	/** Another node type than WhatsApp Commerce, e.g. one defined in the test. */
	type?: string;
	typeVersion?: number;
	nodeId?: string;
}

export interface ActionRun extends WorkflowRun {
	/** JSON of the items on the first output, in order. */
	items: IDataObject[];
	/** JSON of the items on the error output (`onError: 'continueErrorOutput'`). */
	errorItems: IDataObject[];
	/** Whole items per output branch. */
	branches: INodeExecutionData[][];
	/** Hints above the node's output. */
	actionHints: NodeExecutionHint[];
	/** The node's error, also when the workflow went on after it. */
	actionError?: ShownError;
}

/**
 * Runs one WhatsApp Commerce node on the given items: a start node, then the node with the parameters a
 * user filled in (`={{ … }}` is evaluated by n8n).
 */
export async function runAction(
	parameters: INodeParameters,
	items: Array<IDataObject | INodeExecutionData> = [{}],
	options: ActionOptions = {},
): Promise<ActionRun> {
	const { retryOnFail, maxTries, waitBetweenTries = 1, onError, ...rest } = options;
	const { executeOnce, alwaysOutputData, type = ACTION_TYPE, typeVersion, nodeId, ...workflow } = rest;
	const action: NodeInput = {
		name: ACTION_NODE,
		type,
		parameters,
		waitBetweenTries,
		...given({ id: nodeId, typeVersion, retryOnFail, maxTries, onError, executeOnce, alwaysOutputData }),
	};
	const run = await runWorkflow({
		...workflow,
		nodes: [{ name: 'Start', type: START_TYPE }, action],
		connections: { Start: { main: [[{ node: ACTION_NODE, type: 'main', index: 0 }]] } },
		inputItems: items,
	});
	const branches = run.outputs(ACTION_NODE);
	return {
		...run,
		branches,
		items: (branches[0] ?? []).map(({ json }) => json),
		errorItems: (branches[1] ?? []).map(({ json }) => json),
		actionHints: run.hints(ACTION_NODE),
		actionError: run.nodeError(ACTION_NODE),
	};
}

function given<T extends object>(fields: T): Partial<T> {
	const set = Object.entries(fields).filter(([, value]) => value !== undefined);
	return Object.fromEntries(set) as Partial<T>;
}
