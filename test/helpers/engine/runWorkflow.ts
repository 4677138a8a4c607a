import { WorkflowExecute } from 'n8n-core';
import type {
	ExecutionStatus,
	IConnections,
	IDataObject,
	IExecuteContextData,
	INode,
	INodeExecutionData,
	IRun,
	IRunData,
	IWorkflowSettings,
	NodeExecutionHint,
	WorkflowExecuteMode,
} from 'n8n-workflow';
import { createRunExecutionData, deepCopy, UnexpectedError, Workflow } from 'n8n-workflow';
import type { InstanceUrls } from './additionalData';
import { createAdditionalData, createHooks } from './additionalData';
import type { CredentialInput } from './credentials';
import { EngineCredentials } from './credentials';
import type { FixtureTypes, TypeRegistry } from './nodeTypes';
import { loadTypes } from './nodeTypes';
import { assertNoSecret } from './secretScan';
import { logLines } from './setup';
import { assertParametersShown } from './typedParameters';
import type { ShownError } from './shownError';
import { shownError } from './shownError';

/** A node as a test writes it; id, version and position are filled in. */
export type NodeInput = Partial<INode> & Pick<INode, 'name' | 'type'>;

export interface WorkflowRunInput extends FixtureTypes {
	nodes: NodeInput[];
	connections?: IConnections;
	/** Items handed to the first node: plain JSON, or whole n8n items. */
	inputItems?: Array<IDataObject | INodeExecutionData>;
	credentials?: CredentialInput;
	settings?: IWorkflowSettings;
	/** `manual` is the editor's "Execute workflow"; default `trigger`, an activated workflow. */
	mode?: WorkflowExecuteMode;
	/** What `getContext` held when an execution was put aside and resumed. */
	previousContextData?: IExecuteContextData;
	/** How the execution began that a `retry` goes on with. */
	retryOf?: WorkflowExecuteMode;
	workflowId?: string;
	staticData?: IDataObject;
	urls?: InstanceUrls;
	variables?: IDataObject;
	/** Aborting it presses "Stop execution". */
	signal?: AbortSignal;
	/** Allow parameters that the editor would not show. */
	allowHiddenParameters?: boolean;
}

export interface WorkflowRun {
	status: ExecutionStatus;
	/** Why the execution stopped; undefined for success. */
	error?: ShownError;
	/** Output branches of a node's last run; empty when it did not finish. */
	outputs: (nodeName: string) => INodeExecutionData[][];
	/** Hints the editor shows above a node's output. */
	hints: (nodeName: string) => NodeExecutionHint[];
	/** The error of a node, also when the workflow went on after it. */
	nodeError: (nodeName: string) => ShownError | undefined;
	runData: IRunData;
	contextData: IExecuteContextData;
	/** Static data after the run. */
	staticData: IDataObject;
	/** Whether n8n would save it. */
	staticDataChanged: boolean;
	executionTimeMs: number;
	/** What n8n and the nodes logged meanwhile. */
	logs: string[];
	run: IRun;
}

let lastExecution = 0;

/** Runs a workflow in n8n-core as the n8n server would, and describes what the user would see. */
export async function runWorkflow(input: WorkflowRunInput): Promise<WorkflowRun> {
	const types = await loadTypes(input);
	const credentials = new EngineCredentials(types, { ...input.credentials });
	const nodes = input.nodes.map((node, index) => completeNode(node, index, credentials));
	if (!input.allowHiddenParameters) for (const node of nodes) assertParametersShown(node, types);
	const workflow = createWorkflow(input, nodes, types);
	const executionId = String(++lastExecution);
	const mode = input.mode ?? 'trigger';
	const additionalData = createAdditionalData({
		credentials,
		workflowId: workflow.id,
		executionId,
		urls: input.urls,
		settings: input.settings,
		variables: input.variables,
	});
	additionalData.hooks = createHooks(mode, executionId, {
		id: workflow.id,
		name: 'Engine test',
		nodes,
		connections: input.connections ?? {},
		settings: input.settings,
	});
	const items = (input.inputItems ?? [{}]).map(toItem);
	const runExecutionData = createRunExecutionData({
		executionData: {
			contextData: deepCopy(input.previousContextData ?? {}),
			...(input.retryOf === undefined
				? {}
				: { runtimeData: { version: 1, establishedAt: Date.now(), source: input.retryOf } }),
			nodeExecutionStack: [
				{ node: startNode(workflow, nodes), data: { main: [deepCopy(items)] }, source: null },
			],
		},
	});
	const firstLine = logLines.length;
	const startedAt = performance.now();
	const run = await execute(
		new WorkflowExecute(additionalData, mode, runExecutionData),
		workflow,
		input.signal,
	);
	const result = describeRun(run, workflow, performance.now() - startedAt, logLines.slice(firstLine));
	assertNoSecret(credentials.secrets(), { execution: result.run, log: result.logs }, [items, input.nodes]);
	return result;
}

/** Wraps plain JSON into an item; an item passes as it is. */
export function toItem(item: IDataObject | INodeExecutionData): INodeExecutionData {
	return 'json' in item ? (item as INodeExecutionData) : { json: item as IDataObject };
}

/** Fills in what the editor would: id, position, version and the chosen credentials. */
export function completeNode(node: NodeInput, index: number, credentials: EngineCredentials): INode {
	const typeVersion = node.typeVersion ?? 1;
	const chosen = node.credentials ?? credentials.chosenFor({ type: node.type, typeVersion });
	return {
		id: `node-${index}`,
		position: [index * 220, 0],
		parameters: {},
		...node,
		typeVersion,
		...(chosen ? { credentials: chosen } : {}),
	};
}

function createWorkflow(input: WorkflowRunInput, nodes: INode[], types: TypeRegistry): Workflow {
	return new Workflow({
		id: input.workflowId ?? 'engine-test',
		name: 'Engine test',
		nodes: deepCopy(nodes),
		connections: input.connections ?? {},
		active: input.mode !== 'manual',
		nodeTypes: types,
		staticData: deepCopy(input.staticData ?? {}),
		settings: { executionOrder: 'v1', ...input.settings },
	});
}

function startNode(workflow: Workflow, nodes: INode[]): INode {
	const node = workflow.getNode(nodes[0]?.name ?? '');
	if (!node) throw new UnexpectedError('A workflow needs a node to start from');
	return node;
}

async function execute(engine: WorkflowExecute, workflow: Workflow, signal?: AbortSignal): Promise<IRun> {
	const startedAt = new Date();
	try {
		const running = engine.processRunExecutionData(workflow);
		const stop = () => running.cancel();
		if (signal?.aborted) stop();
		signal?.addEventListener('abort', stop, { once: true });
		try {
			return await running;
		} finally {
			signal?.removeEventListener('abort', stop);
		}
	} catch (error) {
		// The server turns what the engine refuses before the first node (an empty required field) into
		// an execution that failed at once.
		const data = createRunExecutionData();
		data.resultData.error = error as NonNullable<typeof data.resultData.error>;
		const stoppedAt = new Date();
		return { data, mode: 'trigger', startedAt, stoppedAt, status: 'error', storedAt: 'db' };
	}
}

function describeRun(run: IRun, workflow: Workflow, executionTimeMs: number, logs: string[]): WorkflowRun {
	const { runData, error } = run.data.resultData;
	const last = (nodeName: string) => runData[nodeName]?.at(-1);
	return {
		status: run.status,
		error: error ? shownError(error) : undefined,
		outputs: (nodeName) => (last(nodeName)?.data?.main ?? []).map((branch) => branch ?? []),
		hints: (nodeName) => last(nodeName)?.hints ?? [],
		nodeError: (nodeName) => {
			const found = last(nodeName)?.error;
			return found ? shownError(found) : undefined;
		},
		runData,
		contextData: run.data.executionData?.contextData ?? {},
		staticData: deepCopy(workflow.staticData),
		staticDataChanged: (workflow.staticData as { __dataChanged?: boolean }).__dataChanged === true,
		executionTimeMs,
		logs,
		run,
	};
}
