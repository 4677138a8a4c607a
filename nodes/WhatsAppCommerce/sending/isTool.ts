import type { IExecuteFunctions } from 'n8n-workflow';

/**
 * Whether an agent runs the node as its tool. Older n8n versions do not say so; there it shows in the type,
 * which n8n derives from a node with `usableAsTool`, or in where the output goes.
 */
export function isTool(context: IExecuteFunctions): boolean {
	if (context.isToolExecution?.() === true) return true;
	const { type, rewireOutputLogTo } = context.getNode();
	return rewireOutputLogTo === 'ai_tool' || type.endsWith('Tool');
}
