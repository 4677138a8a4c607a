import { getAdditionalKeys } from 'n8n-core';
import type {
	ICredentialDataDecryptedObject,
	ICredentials,
	ICredentialsExpressionResolveValues,
	IExecuteData,
	IHttpRequestHelper,
	IHttpRequestOptions,
	INode,
	INodeCredentialsDetails,
	INodeParameters,
	INodeProperties,
	IRequestOptionsSimplified,
	IWorkflowExecuteAdditionalData,
	Workflow,
	WorkflowExecuteMode,
} from 'n8n-workflow';
import { ICredentialsHelper, isExpression, NodeHelpers, UnexpectedError } from 'n8n-workflow';
import type { TypeRegistry } from './nodeTypes';

/** Credential data by type name, as a user typed it: `{ zApi: { instanceId: '…' } }`. */
export type CredentialInput = Record<string, ICredentialDataDecryptedObject>;

type DictionaryKey = 'headers' | 'qs' | 'body' | 'auth';

/**
 * Does with credentials what the n8n server does (its CredentialsHelper is not part of n8n-core): defaults
 * filled in, expressions resolved, and the credential class's own `authenticate` and `preAuthentication` run.
 */
export class EngineCredentials extends ICredentialsHelper {
	constructor(
		private readonly types: TypeRegistry,
		private readonly stored: CredentialInput,
	) {
		super();
	}

	/** Credential entries for a node, as the editor saves them once the user has picked them. */
	chosenFor(node: Pick<INode, 'type' | 'typeVersion'>): INode['credentials'] {
		const wanted = this.types.getByNameAndVersion(node.type, node.typeVersion).description.credentials ?? [];
		const chosen = wanted
			.filter(({ name }) => name in this.stored)
			.map(({ name }) => [name, { id: name, name: `${name} account` }] as const);
		return chosen.length > 0 ? Object.fromEntries(chosen) : undefined;
	}

	/** Values a user typed into password fields, which must show up nowhere. */
	secrets(): Array<{ name: string; value: string }> {
		return Object.entries(this.stored).flatMap(([type, data]) =>
			this.getCredentialsProperties(type)
				.filter((property) => property.typeOptions?.password === true)
				.map((property) => ({ name: `${type}.${property.name}`, value: data[property.name] }))
				.filter((secret): secret is { name: string; value: string } => typeof secret.value === 'string'),
		);
	}

	getParentTypes(name: string): string[] {
		const parents = this.types.credentialType(name).extends ?? [];
		return [...parents, ...parents.flatMap((parent) => this.getParentTypes(parent))];
	}

	isCredentialUsableByNode(): boolean {
		return true;
	}

	async authenticate(
		credentials: ICredentialDataDecryptedObject,
		typeName: string,
		options: IHttpRequestOptions | IRequestOptionsSimplified,
		workflow?: Workflow,
		node?: INode,
	): Promise<IHttpRequestOptions> {
		const request = options as IHttpRequestOptions;
		const { authenticate } = this.types.credentialType(typeName);
		if (authenticate === undefined) return request;
		if (typeof authenticate === 'function') return await authenticate(credentials, request);
		if (!workflow || !node)
			throw new UnexpectedError('Declarative authentication needs a workflow and a node');
		const resolve = (value: string): string => {
			if (!isExpression(value)) return value;
			const keys = { $credentials: credentials };
			const resolved = workflow.expression.getSimpleParameterValue(
				node,
				value,
				'internal',
				keys,
				undefined,
				'',
			);
			return resolved ? String(resolved) : '';
		};
		request.headers ??= {};
		for (const [part, entries] of Object.entries(authenticate.properties)) {
			const target = ((request as Record<DictionaryKey, unknown>)[part as DictionaryKey] ??= {});
			for (const [key, value] of Object.entries(entries as Record<string, string>)) {
				(target as Record<string, string>)[resolve(key)] = resolve(value);
			}
		}
		return request;
	}

	/** n8n calls it only for types with a hidden, expirable field, when that is empty, expired or under test. */
	async preAuthentication(
		helpers: IHttpRequestHelper,
		credentials: ICredentialDataDecryptedObject,
		typeName: string,
		node: INode,
		credentialsExpired: boolean,
	): Promise<ICredentialDataDecryptedObject | undefined> {
		const type = this.types.credentialType(typeName);
		const token = type.properties.find(
			({ type: kind, typeOptions }) => kind === 'hidden' && typeOptions?.expirable === true,
		);
		if (!token || typeof type.preAuthentication !== 'function') return undefined;
		const underTest = node.parameters?.temp === '' && node.type === 'n8n-nodes-base.noOp';
		if (credentials[token.name] !== '' && !credentialsExpired && !underTest) return undefined;
		const output = (await type.preAuthentication.call(
			helpers,
			credentials,
		)) as ICredentialDataDecryptedObject;
		if (output[token.name] === undefined || !node.credentials) return undefined;
		this.stored[typeName] = { ...this.stored[typeName], ...output };
		return Object.assign(credentials, output);
	}

	async runPreAuthentication(
		helpers: IHttpRequestHelper,
		credentials: ICredentialDataDecryptedObject,
		typeName: string,
	): Promise<ICredentialDataDecryptedObject | undefined> {
		const { preAuthentication } = this.types.credentialType(typeName);
		if (typeof preAuthentication !== 'function') return undefined;
		return (await preAuthentication.call(helpers, credentials)) as ICredentialDataDecryptedObject;
	}

	async getDecrypted(
		additionalData: IWorkflowExecuteAdditionalData,
		nodeCredentials: INodeCredentialsDetails,
		type: string,
		mode: WorkflowExecuteMode,
		executeData?: IExecuteData,
		raw?: boolean,
		expressions?: ICredentialsExpressionResolveValues,
	): Promise<ICredentialDataDecryptedObject> {
		const data = this.stored[nodeCredentials.id ?? ''];
		if (!data)
			throw new UnexpectedError(
				`Credential with ID "${nodeCredentials.id}" does not exist for type "${type}".`,
			);
		if (raw) return { ...data };
		const withDefaults = this.withDefaults(type, data);
		if (!expressions) return withDefaults;
		return expressions.workflow.expression.getParameterValue(
			withDefaults as INodeParameters,
			expressions.runExecutionData,
			expressions.runIndex,
			expressions.itemIndex,
			expressions.node.name,
			expressions.connectionInputData,
			mode,
			getAdditionalKeys(additionalData, mode, null, { isCredential: true }),
			executeData,
			false,
			withDefaults,
		) as ICredentialDataDecryptedObject;
	}

	/** What the user typed plus the default of every field that was left alone. */
	withDefaults(type: string, data: ICredentialDataDecryptedObject): ICredentialDataDecryptedObject {
		const properties = this.getCredentialsProperties(type);
		const filled = NodeHelpers.getNodeParameters(
			properties,
			data as INodeParameters,
			true,
			false,
			null,
			null,
		);
		return filled as ICredentialDataDecryptedObject;
	}

	getCredentialsProperties(type: string): INodeProperties[] {
		const { extends: parents = [], properties } = this.types.credentialType(type);
		const merged: INodeProperties[] = [];
		for (const parent of parents) {
			NodeHelpers.mergeNodeProperties(merged, this.getCredentialsProperties(parent));
		}
		NodeHelpers.mergeNodeProperties(merged, properties);
		return merged;
	}

	async getCredentials(): Promise<ICredentials> {
		throw new UnexpectedError('Stored, encrypted credentials do not exist in engine tests');
	}

	async updateCredentials(
		{ id }: INodeCredentialsDetails,
		_type: string,
		data: ICredentialDataDecryptedObject,
	): Promise<void> {
		this.stored[id ?? ''] = { ...data };
	}

	async updateCredentialsOauthTokenData(): Promise<void> {
		throw new UnexpectedError('No credential of this package uses OAuth');
	}
}
