import { parse } from 'flatted';

export type ExecutionStatus =
	| 'new'
	| 'running'
	| 'success'
	| 'error'
	| 'canceled'
	| 'crashed'
	| 'waiting'
	| 'unknown';

export interface ExecutionSummary {
	id: string;
	workflowId: string;
	status: ExecutionStatus;
	mode: string;
	startedAt: string | null;
	stoppedAt: string | null;
}

type Json = Record<string, unknown>;

interface NodeRun {
	executionStatus: string;
	executionTime: number;
	error?: { message: string; description?: string; context?: Json };
	data?: { main: Array<Array<{ json: Json; pairedItem?: unknown }> | null> };
}

/** An execution with what every node did. */
export interface Execution extends ExecutionSummary {
	resultData: {
		runData: Record<string, NodeRun[]>;
		lastNodeExecuted?: string;
		error?: { message: string; description?: string };
	};
}

/** Statuses in which an execution has ended. */
export const ENDED: ReadonlySet<string> = new Set(['success', 'error', 'canceled', 'crashed']);

/** Reads the REST API's answer, whose `data` is text in the flatted format. */
export function readExecution(answer: ExecutionSummary & { data: string }): Execution {
	const { data, ...summary } = answer;
	const { resultData } = parse(data) as Pick<Execution, 'resultData'>;
	return { ...summary, resultData };
}

/** JSON of the items that a node put out in its last run, on one of its outputs. Empty when it did not run. */
export function outputItems(execution: Execution, node: string, output = 0): Json[] {
	const lastRun = execution.resultData.runData[node]?.at(-1);
	return (lastRun?.data?.main[output] ?? []).map(({ json }) => json);
}

/** What went wrong, in one line: the node, its message and its description. Undefined when nothing did. */
export function failureOf(execution: Execution): string | undefined {
	const { resultData } = execution;
	for (const [node, runs] of Object.entries(resultData.runData)) {
		const error = runs.at(-1)?.error;
		if (error) return [`${node}: ${error.message}`, error.description].filter(Boolean).join('. ');
	}
	return resultData.error?.message;
}
