import { ExecuteContext, RoutingNode } from 'n8n-core';
import type {
	ICredentialDataDecryptedObject,
	ICredentialsDecrypted,
	ICredentialTestRequest,
	INode,
	INodeExecutionData,
	INodeType,
	IWorkflowExecuteAdditionalData,
} from 'n8n-workflow';
import { createEmptyRunExecutionData, Workflow } from 'n8n-workflow';
import { createAdditionalData } from './additionalData';
import { EngineCredentials } from './credentials';
import type { FixtureTypes } from './nodeTypes';
import { loadTypes, NO_OP_TYPE } from './nodeTypes';
import { assertNoSecret } from './secretScan';

export interface CredentialTestAnswer {
	status: 'OK' | 'Error';
	/** The sentence shown in the credential window. */
	message: string;
}

type TestRule = NonNullable<ICredentialTestRequest['rules']>[number];

const WORKFLOW_ID = 'credential-test';

/**
 * Presses "Test" in the credential window: n8n sends the credential's `test.request` through a node that
 * does nothing, authenticates it with the credential's class, and reads the reply by `test.rules`. The server
 * part of that is not in n8n-core; it is done here by the same steps (n8n 2.41, CredentialsTester).
 */
export async function testCredential(
	typeName: string,
	data: ICredentialDataDecryptedObject,
	fixtures: FixtureTypes = {},
): Promise<CredentialTestAnswer> {
	const lookup = await loadTypes(fixtures);
	const { test } = lookup.credentialType(typeName);
	if (!test) return { status: 'Error', message: 'No testing function found for this credential.' };
	const nodeType = requestingNode(lookup.getByNameAndVersion(NO_OP_TYPE), typeName, test.request);
	const types = await loadTypes({
		...fixtures,
		nodeTypes: { ...fixtures.nodeTypes, [NO_OP_TYPE]: nodeType },
	});
	const credentials = new EngineCredentials(types, { [typeName]: data });
	const decrypted: ICredentialsDecrypted = {
		id: typeName,
		name: `${typeName} account`,
		type: typeName,
		data: credentials.withDefaults(typeName, data),
	};
	const node: INode = {
		id: 'temp',
		name: 'Temp-Node',
		type: NO_OP_TYPE,
		typeVersion: 1,
		position: [0, 0],
		parameters: {},
		credentials: { [typeName]: { id: decrypted.id, name: decrypted.name } },
	};
	const workflow = new Workflow({
		id: WORKFLOW_ID,
		nodes: [node],
		connections: {},
		active: false,
		nodeTypes: types,
	});
	const additionalData = createAdditionalData({ credentials, workflowId: WORKFLOW_ID });
	const context = requestContext(workflow, node, additionalData);
	const answer = await send(new RoutingNode(context, nodeType, decrypted), test.rules ?? []);
	assertNoSecret(credentials.secrets(), { 'credential test': answer }, undefined);
	return answer;
}

/** The do-nothing node, with one field whose routing is the test request. */
function requestingNode(
	noOp: INodeType,
	credential: string,
	request: ICredentialTestRequest['request'],
): INodeType {
	return {
		description: {
			...noOp.description,
			credentials: [{ name: credential, required: true }],
			properties: [{ displayName: 'Temp', name: 'temp', type: 'string', default: '', routing: { request } }],
		},
	};
}

function requestContext(
	workflow: Workflow,
	node: INode,
	additionalData: IWorkflowExecuteAdditionalData,
): ExecuteContext {
	const input = { main: [[{ json: {} }]] };
	return new ExecuteContext(
		workflow,
		node,
		additionalData,
		'internal',
		createEmptyRunExecutionData(),
		0,
		[],
		input,
		{ node, data: {}, source: null },
		[],
	);
}

async function send(routing: RoutingNode, rules: TestRule[]): Promise<CredentialTestAnswer> {
	let output: INodeExecutionData[][] | undefined;
	try {
		output = await routing.runNode();
	} catch (error) {
		return { status: 'Error', message: refusalMessage(error, rules) };
	}
	const body = output?.[0]?.[0]?.json ?? {};
	for (const rule of rules) {
		if (rule.type !== 'responseSuccessBody') continue;
		if (valueAt(body, rule.properties.key) === rule.properties.value) {
			return { status: 'Error', message: rule.properties.message };
		}
	}
	return { status: 'OK', message: 'Connection successful!' };
}

/** n8n asks, in this order: a rule for the HTTP code, the code's own text, the network error's code, the error. */
function refusalMessage(error: unknown, rules: TestRule[]): string {
	const { cause, message } = error as {
		message: string;
		cause?: { code?: string; response?: { status: number; statusText?: string } };
	};
	const response = cause?.response;
	if (response) {
		for (const rule of rules) {
			if (rule.type === 'responseCode' && rule.properties.value === response.status)
				return rule.properties.message;
		}
		if (response.status < 199 || response.status > 299) {
			return response.statusText || `Received HTTP status code: ${response.status}`;
		}
	} else if (cause?.code) {
		return cause.code;
	}
	return message;
}

function valueAt(body: unknown, path: string): unknown {
	return path
		.split('.')
		.reduce<unknown>((part, key) => (part as Record<string, unknown> | undefined)?.[key], body);
}
