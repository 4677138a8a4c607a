import assert from 'node:assert/strict';
import { PUBLIC_ORIGIN } from '../lib/stage.mts';
import type { Example, Node, Scene } from './scene.mts';

type Json = Record<string, unknown>;

/** What an account at a payment provider shows of itself. */
interface DeskView {
	id: string;
	baseUrl: string;
	apiToken: string;
	credential: Json;
	charges: Array<{ id: string; referenceId: string | null; amountCents: number; paidAt: string }>;
}

/** How the payment providers without a credential of ours for it want their key: the Header Auth of the charge. */
const AUTHORIZATION: Record<string, ((apiToken: string) => string) | undefined> = {
	woovi: (apiToken) => apiToken,
	abacatePay: (apiToken) => `Bearer ${apiToken}`,
};

/** The shop's account at a simulated payment provider, and what happens there. */
export class PaymentDesk {
	private constructor(
		private readonly scene: Scene,
		readonly paymentProvider: string,
		private readonly opened: DeskView,
	) {}

	static async open(scene: Scene, paymentProvider: string): Promise<PaymentDesk> {
		const opened = await ask<DeskView>(scene, 'POST', '/desks', { paymentProvider });
		return new PaymentDesk(scene, paymentProvider, opened);
	}

	/** Fills in an example as a person does: this payment provider, its credentials, and its address. */
	async fillIn(nodes: Node[]): Promise<void> {
		const { api } = this.scene.stage;
		const { credential, apiToken } = this.opened;
		const name = `${this.paymentProvider} ${this.opened.id}`;
		const webhook = await api.createCredential('paymentWebhookApi', name, credential);
		const value = AUTHORIZATION[this.paymentProvider]?.(apiToken);
		const header =
			value && (await api.createCredential('httpHeaderAuth', name, { name: 'Authorization', value }));
		for (const node of nodes) {
			const { parameters, credentials = {} } = node;
			if ('paymentProvider' in parameters) parameters.paymentProvider = this.paymentProvider;
			if (typeof parameters.url === 'string') {
				const address = new RegExp(`https://api\\.\\w+\\.com|${this.scene.outside.url}`);
				parameters.url = parameters.url.replace(address, this.opened.baseUrl);
				if (header && credentials.httpHeaderAuth) credentials.httpHeaderAuth = header;
			}
			if (credentials.paymentWebhookApi) credentials.paymentWebhookApi = webhook;
		}
	}

	/** Makes a charge without the API, as a person does in the panel. */
	async charge(referenceId: string, amountCents: number): Promise<string> {
		const body = { desk: this.opened.id, referenceId, amountCents };
		return (await ask<{ id: string }>(this.scene, 'POST', '/charges', body)).id;
	}

	/** All charges so far. */
	async charges(): Promise<DeskView['charges']> {
		return (await ask<DeskView>(this.scene, 'GET', `/desks/${this.opened.id}`)).charges;
	}

	/** Tells an example's trigger about a charge, and returns what each call was answered with. */
	async tell(example: Example, event: Json, repeat = 1): Promise<number[]> {
		const trigger = (example.workflow.nodes as Node[]).find(({ name }) => name === 'Payment Trigger');
		assert.ok(trigger, 'the example has no Payment Trigger');
		const url = `${PUBLIC_ORIGIN}/webhook/${trigger.webhookId}/webhook`;
		const emission = { desk: this.opened.id, url, events: [event], repeat };
		type Emitted = { results: Array<{ status: number; error?: string }> };
		const { results } = await ask<Emitted>(this.scene, 'POST', '/emit', emission);
		for (const { error } of results) assert.equal(error ?? '', '');
		return results.map(({ status }) => status);
	}
}

async function ask<T>({ stage }: Scene, method: string, path: string, body?: Json): Promise<T> {
	const response = await fetch(`${stage.control.url}/_control/payments${path}`, {
		method,
		...(body && { headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) }),
	});
	const text = await response.text();
	assert.ok(response.ok, `${path}: ${text}`);
	return JSON.parse(text) as T;
}
