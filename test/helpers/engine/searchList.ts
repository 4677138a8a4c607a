import { LoadOptionsContext } from 'n8n-core';
import type { INodeListSearchResult, INodeParameters } from 'n8n-workflow';
import { UnexpectedError, Workflow } from 'n8n-workflow';
import { createAdditionalData } from './additionalData';
import type { CredentialInput } from './credentials';
import { EngineCredentials } from './credentials';
import { ACTION_TYPE, loadTypes, TRIGGER_TYPE } from './nodeTypes';
import { completeNode } from './runWorkflow';
import { assertNoSecret } from './secretScan';

/** Which node, what is chosen in it, and what was typed into the list. */
export interface ListInput {
	isTrigger?: boolean;
	parameters?: INodeParameters;
	filter?: string;
	after?: string;
}

/** Opens the list of a resource locator in the editor, as the server does for it. Throws what the search threw. */
export async function searchList(
	method: string,
	credentials: CredentialInput,
	{ isTrigger = false, parameters = {}, filter, after }: ListInput = {},
): Promise<INodeListSearchResult> {
	const types = await loadTypes({});
	const engine = new EngineCredentials(types, credentials);
	const type = isTrigger ? TRIGGER_TYPE : ACTION_TYPE;
	const node = completeNode({ name: 'Node', type, parameters }, 0, engine);
	const workflow = new Workflow({ nodes: [node], connections: {}, active: false, nodeTypes: types });
	const data = createAdditionalData({ credentials: engine, workflowId: 'list-search' });
	const search = types.getByNameAndVersion(type, node.typeVersion).methods?.listSearch?.[method];
	if (search === undefined) throw new UnexpectedError(`${type} has no list search "${method}"`);
	const context = new LoadOptionsContext(workflow, node, data, '');
	const answer = await search.call(context, filter, after).catch(async (error: unknown) => {
		assertNoSecret(engine.secrets(), { error: String(error) }, undefined);
		return await Promise.reject(error);
	});
	assertNoSecret(engine.secrets(), { answer }, undefined);
	return answer;
}
