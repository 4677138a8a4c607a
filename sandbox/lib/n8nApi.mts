import { randomBytes } from 'node:crypto';
import { ENDED, type Execution, type ExecutionSummary, failureOf, readExecution } from './n8nExecution.mts';
import { N8nRequestError, N8nSession } from './n8nSession.mts';
import { waitFor } from './waitFor.mts';

export interface Owner {
	email: string;
	password: string;
}

export interface CredentialRef {
	id: string;
	name: string;
	type: string;
}

/** A workflow as exported from the editor; the parts that n8n needs. */
export interface WorkflowDefinition {
	name: string;
	nodes: unknown[];
	connections: Record<string, unknown>;
	settings?: Record<string, unknown>;
	[key: string]: unknown;
}

export interface SavedWorkflow extends WorkflowDefinition {
	id: string;
	versionId: string;
	active: boolean;
}

/** Result of a credential's own test: `message` is what the editor shows. */
export interface CredentialTestResult {
	status: 'OK' | 'Error';
	message: string;
}

/** A description as the editor gets it from /types/nodes.json or /types/credentials.json. */
export interface TypeDescription {
	name: string;
	displayName: string;
	[key: string]: unknown;
}

interface Publication {
	status: 'in_progress' | 'not_published' | 'published' | 'partial' | 'failed';
	triggers: Array<{ errorMessage?: string | null }>;
}

/** What a person does in the editor, without the editor. */
export class N8nApi {
	readonly session: N8nSession;

	readonly owner: Owner;

	private constructor(session: N8nSession, owner: Owner) {
		this.session = session;
		this.owner = owner;
	}

	/** Creates the owner of a fresh n8n and logs in. A password is made up unless given. */
	static async signUp(url: string, owner: Partial<Owner> = {}): Promise<N8nApi> {
		const email = owner.email ?? 'owner@example.com';
		const password = owner.password ?? `Aa1${randomBytes(9).toString('base64url')}`;
		const session = new N8nSession(url);
		const person = { email, password, firstName: 'Shop', lastName: 'Owner' };
		await session.request('POST', '/rest/owner/setup', person);
		return new N8nApi(session, { email, password });
	}

	/** Logs in where the owner exists already. */
	static async logIn(url: string, owner: Owner): Promise<N8nApi> {
		const session = new N8nSession(url);
		const { email, password } = owner;
		await session.request('POST', '/rest/login', { emailOrLdapLoginId: email, password });
		return new N8nApi(session, owner);
	}

	/** Installs a community package from npm's registry, as *Settings, Community nodes, Install* does. */
	async installPackage(name: string): Promise<void> {
		await this.session.request('POST', '/rest/community-packages', { name });
	}

	async createCredential(type: string, name: string, data: Record<string, unknown>): Promise<CredentialRef> {
		const { id } = await this.session.request<CredentialRef>('POST', '/rest/credentials', {
			type,
			name,
			data,
		});
		return { id, name, type };
	}

	/** Runs the credential's own test, as the editor does after Save. `data` is what the form holds. */
	async testCredential(ref: CredentialRef, data: Record<string, unknown>): Promise<CredentialTestResult> {
		return await this.session.request('POST', '/rest/credentials/test', { credentials: { ...ref, data } });
	}

	async createWorkflow(workflow: WorkflowDefinition): Promise<SavedWorkflow> {
		return await this.session.request('POST', '/rest/workflows', {
			settings: {},
			...workflow,
			active: false,
		});
	}

	async workflow(id: string): Promise<SavedWorkflow> {
		return await this.session.request('GET', `/rest/workflows/${id}`);
	}

	/** Publishes the workflow's present version and waits until its triggers are registered, or throws why not. */
	async activate(id: string): Promise<void> {
		const { versionId } = await this.workflow(id);
		await this.setActive(id, 'activate', { versionId });
		const { status, reasons } = await this.settledPublication(id, (found) => found !== 'not_published');
		if (status === 'published') return;
		throw new Error(`Workflow ${id} could not be activated: ${reasons || status}`);
	}

	/** Unpublishes the workflow and waits until its triggers are deregistered. */
	async deactivate(id: string): Promise<void> {
		await this.setActive(id, 'deactivate', {});
		await this.settledPublication(id, (found) => found === 'not_published');
	}

	/** Runs the workflow from a Manual Trigger node, or any trigger without webhook, and waits for the end. */
	async runManually(id: string, trigger: string, timeoutMs = 60_000): Promise<Execution> {
		const workflowData = await this.workflow(id);
		const body = { workflowData, triggerToStartFrom: { name: trigger }, startNodes: [] };
		const answer = await this.session.request<{ executionId?: string }>(
			'POST',
			`/rest/workflows/${id}/run`,
			body,
		);
		const { executionId } = answer;
		if (!executionId) throw new Error(`Workflow ${id} did not start: ${JSON.stringify(answer)}`);
		return await this.waitForEnd(executionId, timeoutMs);
	}

	/** Latest executions first, at most `limit` (n8n allows 100). */
	async executions(workflowId: string, limit = 100): Promise<ExecutionSummary[]> {
		const filter = encodeURIComponent(JSON.stringify({ workflowId }));
		const path = `/rest/executions?filter=${filter}&limit=${limit}`;
		return (await this.session.request<{ results: ExecutionSummary[] }>('GET', path)).results;
	}

	async execution(id: string): Promise<Execution> {
		return readExecution(await this.session.request('GET', `/rest/executions/${id}`));
	}

	/** The execution when it has ended, whether well or not. */
	async waitForEnd(executionId: string, timeoutMs = 60_000): Promise<Execution> {
		const ended = async () => {
			const execution = await this.execution(executionId);
			return ENDED.has(execution.status) ? execution : undefined;
		};
		return await waitFor(`execution ${executionId} to end`, ended, { timeoutMs });
	}

	/** Executions of a workflow that ended well, oldest first, once there are `count`. Throws when one of them failed. */
	async waitForSuccesses(workflowId: string, count: number, timeoutMs = 30_000): Promise<Execution[]> {
		const what = `${count} execution(s) of workflow ${workflowId}`;
		const enough = async () => {
			const ended = (await this.executions(workflowId)).filter(({ status }) => ENDED.has(status));
			return ended.length >= count ? ended : undefined;
		};
		const summaries = await waitFor(what, enough, { timeoutMs });
		const executions = await Promise.all(summaries.map(async ({ id }) => await this.execution(id)));
		for (const execution of executions) {
			if (execution.status === 'success') continue;
			throw new Error(
				`Execution ${execution.id} ended with ${execution.status}. ${failureOf(execution) ?? ''}`,
			);
		}
		return executions.reverse();
	}

	async nodeTypes(): Promise<TypeDescription[]> {
		return await this.session.request('GET', '/types/nodes.json');
	}

	async credentialTypes(): Promise<TypeDescription[]> {
		return await this.session.request('GET', '/types/credentials.json');
	}

	private async setActive(
		id: string,
		action: 'activate' | 'deactivate',
		body: Record<string, unknown>,
	): Promise<void> {
		try {
			await this.session.request('POST', `/rest/workflows/${id}/${action}`, body);
		} catch (error) {
			if (!(error instanceof N8nRequestError && error.status === 404)) throw error;
			// n8n 1.x has no such route.
			const change = { active: action === 'activate', ...body };
			await this.session.request('PATCH', `/rest/workflows/${id}`, change);
		}
	}

	/** n8n 2.41 changes triggers after it has answered; older n8n before, and has no such status. */
	private async settledPublication(id: string, isWanted: (status: string) => boolean) {
		const path = `/rest/workflows/${id}/publication-status`;
		const ask = async () => {
			const { status, triggers } = await this.session.request<Publication>('GET', path);
			if (status === 'in_progress' || !isWanted(status)) return undefined;
			return {
				status,
				reasons: triggers
					.map(({ errorMessage }) => errorMessage ?? '')
					.join(' ')
					.trim(),
			};
		};
		return await waitFor(`the triggers of workflow ${id} to change`, async () => {
			try {
				return await ask();
			} catch (error) {
				if (error instanceof N8nRequestError && error.status === 404)
					return { status: 'published', reasons: '' };
				throw error;
			}
		});
	}
}
