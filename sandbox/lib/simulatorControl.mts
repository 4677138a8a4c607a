import type { AcceptedMessage, StoredOrder } from '../../simulator/core/accounts.mts';
import type { DeliveryResult } from '../../simulator/core/deliveries.mts';
import type { RequestEntry } from '../../simulator/core/requestLog.mts';

type Json = Record<string, unknown>;

/** A Z-API instance at the simulator, with its secrets. */
export interface ZApiInstance {
	account: string;
	instanceId: string;
	token: string;
	clientToken: string;
}

/** A Hub application at the simulator, with its secrets. */
export interface HubApplication {
	account: string;
	apiKey: string;
	channels: Array<{ id: string; phoneNumber: string }>;
	templates: Array<{ id: string; type: string }>;
}

/** A recorded request, secrets masked. */
export type RecordedRequest = Omit<RequestEntry, 'url'> & { path: string };

/** The simulator's control API (simulator/README.md) from outside. Accounts are told by their `account` name. */
export class SimulatorControl {
	readonly url: string;

	constructor(simulatorUrl: string) {
		this.url = simulatorUrl;
	}

	async createZApi(settings: Json = {}): Promise<ZApiInstance> {
		return await this.call('POST', '/accounts', { provider: 'zApi', ...settings });
	}

	async createHub(settings: Json = {}): Promise<HubApplication> {
		return await this.call('POST', '/accounts', { provider: 'chatt2Me', ...settings });
	}

	/** Changes settings of an account, e.g. `{ connected: false }`. */
	async configure(account: string, settings: Json): Promise<Json> {
		return await this.call('PATCH', `/accounts/${account}`, settings);
	}

	/** Makes webhooks for this public https origin arrive at a local one, as a tunnel does. */
	async tunnel(from: string, to: string): Promise<void> {
		await this.call('PUT', '/tunnels', { from, to });
	}

	/** Messages that the provider took in, oldest first. */
	async messages(account: string): Promise<AcceptedMessage[]> {
		return await this.call('GET', `/messages?account=${account}`);
	}

	/** Every request of an account, also refused ones. */
	async requests(account: string): Promise<RecordedRequest[]> {
		return await this.call('GET', `/requests?account=${account}`);
	}

	/** Orders as WhatsApp keeps them (Z-API). */
	async orders(account: string): Promise<StoredOrder[]> {
		return await this.call('GET', `/orders?account=${account}`);
	}

	/** Webhooks that the provider sent, with the answers. */
	async deliveries(account: string): Promise<DeliveryResult[]> {
		return await this.call('GET', `/deliveries?account=${account}`);
	}

	/** Waits until every webhook on its way has arrived; false when it took longer. */
	async settle(account: string, timeoutMs = 5000): Promise<boolean> {
		return (await this.call<{ settled: boolean }>('POST', '/settle', { account, timeoutMs })).settled;
	}

	/** The account's table of webhook addresses. */
	async webhooks(account: string): Promise<Json> {
		return await this.call('GET', `/webhooks?account=${account}`);
	}

	/** Sets webhook addresses as a person does in the provider's panel. */
	async setWebhooks(account: string, table: Json): Promise<Json> {
		return await this.call('PUT', '/webhooks', { account, ...table });
	}

	/** Any other control call; `path` is what follows /_control. */
	async call<T>(method: string, path: string, body?: Json): Promise<T> {
		const response = await fetch(`${this.url}/_control${path}`, {
			method,
			headers: body && { 'content-type': 'application/json' },
			body: body && JSON.stringify(body),
		});
		const text = await response.text();
		if (!response.ok) throw new Error(`Simulator: ${method} ${path} gave ${response.status} ${text}`);
		return (text ? JSON.parse(text) : undefined) as T;
	}
}
