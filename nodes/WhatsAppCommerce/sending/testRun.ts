import type { IExecuteFunctions, WorkflowExecuteMode } from 'n8n-workflow';

/**
 * What the editor starts: Execute Workflow, Execute Step, Listen for Test Event and its chat (`manual`), and the
 * rows of an evaluation. A sub-workflow is `integrated` whoever started its caller, which n8n counts as production
 * too ($execution.mode).
 */
const TEST_MODES: readonly WorkflowExecuteMode[] = ['manual', 'evaluation'];

/** Whether somebody tries the workflow out in the editor, so that customers should get nothing. */
export function isTestRun(context: IExecuteFunctions): boolean {
	const mode = context.getMode();
	// A retry from the list of executions goes on with one that may have been a test. Older n8n versions do not say.
	const source = mode === 'retry' ? context.getExecutionContext?.()?.source : mode;
	return source !== undefined && TEST_MODES.includes(source);
}
