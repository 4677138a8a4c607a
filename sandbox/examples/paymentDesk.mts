import assert from 'node:assert/strict';
import type { CredentialRef } from '../lib/n8nApi.mts';
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
		const made = await this.credentials();
		const address = new RegExp(`https://[\\w.]*api[\\w.]*(?=/)|${this.scene.outside.url}`);
		for (const { name, parameters, credentials = {} } of nodes) {
			if ('paymentProvider' in parameters) parameters.paymentProvider = this.paymentProvider;
			const { url, jsonBody } = parameters;
			if (typeof url === 'string') parameters.url = url.replace(address, this.opened.baseUrl);
			if (typeof jsonBody === 'string') {
				parameters.jsonBody = jsonBody
					.replace(/https:\/\/your-n8n\.example[^']*/, addressOf(nodes))
					.replace('your-infinite-tag', String(this.opened.credential.handle));
			}
			for (const type of Object.keys(credentials)) {
				if (type in made && name !== 'Shop Order') credentials[type] = made[type] as CredentialRef;
			}
		}
	}

	/** The credentials of this account, by type. */
	private async credentials(): Promise<Record<string, CredentialRef>> {
		const { api } = this.scene.stage;
		const { credential, apiToken, id } = this.opened;
		const name = `${this.paymentProvider} ${id}`;
		const make = async (type: string, data: Json) => ({
			[type]: await api.createCredential(type, name, data),
		});
		const value = AUTHORIZATION[this.paymentProvider]?.(apiToken);
		return {
			...(await make('paymentWebhookApi', credential)),
			...(value && (await make('httpHeaderAuth', { name: 'Authorization', value }))),
			...(await make('httpBasicAuth', { user: 'client', password: apiToken })),
		};
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

	/** Tells an example's trigger about a charge, and returns what each call was answered with, 0 without an answer. */
	async tell(example: Example, event: Json, repeat = 1): Promise<number[]> {
		const url = addressOf(example.workflow.nodes as Node[]);
		const emission = { desk: this.opened.id, url, events: [event], repeat };
		type Emitted = { results: Array<{ status: number }> };
		const { results } = await ask<Emitted>(this.scene, 'POST', '/emit', emission);
		return results.map(({ status }) => status);
	}
}

/** Where an example's trigger is called. */
function addressOf(nodes: Node[]): string {
	const trigger = nodes.find(({ name }) => name === 'Payment Trigger');
	assert.ok(trigger, 'the example has no Payment Trigger');
	return `${PUBLIC_ORIGIN}/webhook/${trigger.webhookId}/webhook`;
}

async function ask<T>({ stage }: Scene, method: 'GET' | 'POST', path: string, body?: Json): Promise<T> {
	return await stage.control.call<T>(method, `/payments${path}`, body);
}
