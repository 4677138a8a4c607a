import type {
	EngineRequest,
	EngineResponse,
	IDataObject,
	IExecuteFunctions,
	INode,
	INodeParameters,
	INodeType,
	INodeTypeDescription,
	WorkflowExecuteMode,
} from 'n8n-workflow';
import { NodeConnectionTypes } from 'n8n-workflow';
import type { CredentialInput } from './credentials';
import { ACTION_TYPE, loadTypes, START_TYPE } from './nodeTypes';
import { ACTION_NODE } from './runAction';
import { runWorkflow, type WorkflowRun } from './runWorkflow';

/** What the agent gets back from one call of its tool: output items, or the message of an error. */
export interface ToolAnswer {
	items?: IDataObject[];
	error?: string;
}

export interface ToolRun {
	answers: ToolAnswer[];
	/** Run indexes that n8n gave the tool's tries, in order. */
	tries: number;
	run: WorkflowRun;
}

interface ToolOptions {
	credentials: CredentialInput;
	retryOnFail?: boolean;
	maxTries?: number;
	onError?: INode['onError'];
	/** `manual` is the editor's chat; default `trigger`. */
	mode?: WorkflowExecuteMode;
	/**
	 * How the agent calls: one call after the other, all at once, or by asking the engine, which then runs the tool
	 * like any other node (agents of version 3).
	 */
	how?: 'inTurn' | 'atOnce' | 'engineRequests';
}

interface Tool {
	invoke(args: IDataObject): Promise<string>;
}

const TOOL_TYPE = `${ACTION_TYPE}Tool`;
const AGENT_TYPE = 'test.agent';

/**
 * Runs the node as a tool of an agent, through n8n-core's own tool loop, which gives every try and every call a run
 * index of its own; with engine requests only every call. `calls` are the arguments of the calls the agent makes, read with `$fromAI` in `parameters`.
 */
export async function runAsTool(
	parameters: INodeParameters,
	calls: IDataObject[],
	{ credentials, how = 'inTurn', mode, ...settings }: ToolOptions,
): Promise<ToolRun> {
	const answers: ToolAnswer[] = [];
	const tool: Partial<INode> = { waitBetweenTries: 1, ...settings };
	const run = await runWorkflow({
		nodeTypes: { [TOOL_TYPE]: await asTool(), [AGENT_TYPE]: agent(calls, how, answers) },
		nodes: [
			{ name: 'Start', type: START_TYPE },
			{ name: 'Agent', type: AGENT_TYPE },
			{ name: ACTION_NODE, type: TOOL_TYPE, parameters, ...tool },
		],
		connections: {
			Start: { main: [[{ node: 'Agent', type: NodeConnectionTypes.Main, index: 0 }]] },
			[ACTION_NODE]: {
				[NodeConnectionTypes.AiTool]: [[{ node: 'Agent', type: NodeConnectionTypes.AiTool, index: 0 }]],
			},
		},
		credentials,
		mode,
	});
	return { answers, tries: (run.runData[ACTION_NODE] ?? []).length, run };
}

/** What the n8n server makes of a node with `usableAsTool`: the same node with another output. */
async function asTool(): Promise<INodeType> {
	const type = (await loadTypes()).getByNameAndVersion(ACTION_TYPE);
	const description: INodeTypeDescription = {
		...type.description,
		name: `${type.description.name}Tool`,
		inputs: [],
		outputs: [NodeConnectionTypes.AiTool],
	};
	return Object.assign(Object.create(type) as INodeType, { description });
}

type How = NonNullable<ToolOptions['how']>;

function agent(calls: IDataObject[], how: How, answers: ToolAnswer[]): INodeType {
	return {
		description: {
			name: 'agent',
			displayName: 'Agent',
			group: [],
			description: 'Calls its tool',
			version: 1,
			defaults: { name: 'Agent' },
			inputs: [NodeConnectionTypes.Main, { type: NodeConnectionTypes.AiTool }],
			outputs: [NodeConnectionTypes.Main],
			properties: [],
		},
		async execute(this: IExecuteFunctions, response?: EngineResponse) {
			if (how === 'engineRequests') return askEngine(calls, response, answers);
			const [tool] = [await this.getInputConnectionData(NodeConnectionTypes.AiTool, 0)].flat() as Tool[];
			const call = async (args: IDataObject, index: number) => {
				answers[index] = await answerOf(tool, args);
			};
			if (how === 'atOnce') await Promise.all(calls.map(call));
			else for (const [index, args] of calls.entries()) await call(args, index);
			return [[{ json: {} }]];
		},
	};
}

/** One request for each call, then the end. */
function askEngine(calls: IDataObject[], response: EngineResponse | undefined, answers: ToolAnswer[]) {
	for (const { data } of response?.actionResponses ?? []) {
		const items = (data.data?.[NodeConnectionTypes.AiTool]?.[0] ?? []).map(({ json }) => json);
		const error = items[0]?.error;
		answers.push(typeof error === 'string' ? { error } : { items });
	}
	const input = calls[answers.length];
	if (input === undefined) return [[{ json: {} }]];
	const action: EngineRequest['actions'][number] = {
		actionType: 'ExecutionNodeAction',
		nodeName: ACTION_NODE,
		input,
		type: NodeConnectionTypes.AiTool,
		id: `call-${answers.length}`,
		metadata: {},
	};
	return { actions: [action], metadata: {} };
}

async function answerOf(tool: Tool, args: IDataObject): Promise<ToolAnswer> {
	try {
		return { items: JSON.parse(await tool.invoke(args)) as IDataObject[] };
	} catch (error) {
		return { error: (error as Error).message };
	}
}
