import { getAdditionalKeys } from 'n8n-core';
import type {
	ICredentialDataDecryptedObject,
	ICredentials,
	ICredentialsExpressionResolveValues,
	IExecuteData,
	IHttpRequestOptions,
	INode,
	INodeCredentialsDetails,
	INodeParameters,
	INodeProperties,
	IRequestOptionsSimplified,
	IWorkflowExecuteAdditionalData,
	WorkflowExecuteMode,
} from 'n8n-workflow';
import { ICredentialsHelper, NodeHelpers, UnexpectedError } from 'n8n-workflow';
import type { TypeRegistry } from './nodeTypes';

/** Credential data by type name, as a user typed it: `{ zApi: { instanceId: '…' } }`. */
export type CredentialInput = Record<string, ICredentialDataDecryptedObject>;

/**
 * Does with credentials what the n8n server does (its CredentialsHelper is not part of n8n-core): defaults
 * filled in, expressions resolved, and the credential class's own `authenticate` run.
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

	getParentTypes(): string[] {
		return [];
	}

	isCredentialUsableByNode(): boolean {
		return true;
	}

	async authenticate(
		credentials: ICredentialDataDecryptedObject,
		typeName: string,
		options: IHttpRequestOptions | IRequestOptionsSimplified,
	): Promise<IHttpRequestOptions> {
		const request = options as IHttpRequestOptions;
		const { authenticate } = this.types.credentialType(typeName);
		if (authenticate === undefined) return request;
		if (typeof authenticate === 'function') return await authenticate(credentials, request);
		throw new UnexpectedError('No credential of this package authenticates declaratively');
	}

	async preAuthentication(): Promise<undefined> {
		return undefined;
	}

	async runPreAuthentication(): Promise<undefined> {
		return undefined;
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
		return this.types.credentialType(type).properties;
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
