import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { CredentialRef, WorkflowDefinition } from './n8nApi.mts';
import { root } from './paths.mts';

interface FileNode {
	credentials?: Record<string, { id: string; name: string }>;
}

/**
 * Reads an exported workflow (path from the repository root) and points its nodes at these credentials,
 * as a person does after an import.
 */
export async function readWorkflow(path: string, credentials: CredentialRef[]): Promise<WorkflowDefinition> {
	const workflow: WorkflowDefinition = JSON.parse(await readFile(join(root, path), 'utf8'));
	for (const node of workflow.nodes as FileNode[]) {
		for (const type of Object.keys(node.credentials ?? {})) {
			const found = credentials.find((credential) => credential.type === type);
			if (!found) throw new Error(`${path} needs a credential of type ${type}`);
			node.credentials = { ...node.credentials, [type]: { id: found.id, name: found.name } };
		}
	}
	return workflow;
}
