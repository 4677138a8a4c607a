import { Banks } from '../bank/bank.mts';
import {
	newHubAccount,
	newZApiAccount,
	type Account,
	type HubAccount,
	type ZApiAccount,
} from './accounts.mts';
import { newMetaAccount, newPhone, type MetaAccount } from '../metaCloud/account.mts';
import { WebhookSender } from './deliveries.mts';
import { FaultBoard } from './faults.mts';
import { RequestLog } from './requestLog.mts';
import { noteSecrets } from './secretsFile.mts';
import { ReceiverStore } from './receivers.mts';

/** Everything one simulator knows. Nothing is shared between two of them. */
export class State {
	/** By control name, and Hub applications by API key too. */
	readonly accounts = new Map<string, Account>();
	private readonly createdWith = new WeakMap<Account, object>();
	readonly log = new RequestLog();
	readonly faults = new FaultBoard();
	readonly webhooks = new WebhookSender();
	readonly receivers = new ReceiverStore();
	readonly banks = new Banks();
	/** Wait before each answer, unless the account has its own. */
	latencyMs = 0;
	/** Closes the listener on this port for a while; set by the server. */
	closePort: (port: number, ms: number) => void = () => undefined;

	addZApi(given: Partial<ZApiAccount> = {}): ZApiAccount {
		const account = newZApiAccount(given);
		noteSecrets('credential', [account.token, account.clientToken]);
		this.accounts.set(account.id, account);
		this.createdWith.set(account, given);
		return account;
	}

	addHub(given: Partial<HubAccount> = {}): HubAccount {
		const account = newHubAccount(given);
		noteSecrets('credential', [account.apiKey]);
		this.accounts.set(account.id, account);
		this.accounts.set(account.apiKey, account);
		this.createdWith.set(account, given);
		return account;
	}

	addMeta(given: Partial<MetaAccount> = {}): MetaAccount {
		const account = newMetaAccount(given);
		noteSecrets('credential', [account.token, account.appSecret]);
		this.accounts.set(account.id, account);
		this.createdWith.set(account, given);
		return account;
	}

	remove(account: Account): void {
		this.accounts.delete(account.id);
		if (account.provider === 'chatt2Me') this.accounts.delete(account.apiKey);
	}

	list(): Account[] {
		return [...new Set(this.accounts.values())];
	}

	/** Puts one account, or all, back to how it was created, keeping its secrets. */
	reset(only?: Account): void {
		for (const account of only ? [only] : this.list()) {
			const { id } = account;
			const given = this.createdWith.get(account);
			if (account.provider === 'zApi') {
				const { token, clientToken } = account;
				Object.assign(account, newZApiAccount({ ...given, id, token, clientToken } as Partial<ZApiAccount>));
			} else if (account.provider === 'metaCloud') {
				const { token, appSecret, templates } = account;
				const phones = account.phones.map((phone) => newPhone({ ...phone, override: null }));
				Object.assign(account, newMetaAccount({ ...given, id, token, appSecret, phones, templates }));
			} else {
				const { apiKey, channels, templates } = account;
				Object.assign(
					account,
					newHubAccount({ ...given, id, apiKey, channels, templates } as Partial<HubAccount>),
				);
			}
			this.log.clear(id);
			this.webhooks.clear(id);
			this.faults.remove(id);
		}
		if (only) return;
		this.log.clear();
		this.webhooks.clear();
		this.faults.remove();
	}
}

/** Accounts that are there from the start, for the demo and for hands. */
export const DEFAULT_Z_API = {
	id: 'SIM0INSTANCE000000000000000000A1',
	token: 'SIM0TOKEN000000000000001',
	clientToken: 'FSIM0CLIENTTOKEN00000000000000001S',
};
export const DEFAULT_HUB = {
	id: '5d0c2a4e-8f7b-4c1d-9e3a-51b1a70000a1',
	apiKey: 'sim-hub-key-000000000000000000000001',
	channels: [{ id: '7c9e6679-7425-40de-944b-e07fc1f90ae7', phoneNumber: '5511900000001' }],
};
export const DEFAULT_META = {
	id: '102290129340398',
	token: 'EAASIMTOKEN0000000000000000000000001',
	appSecret: '5131a500000000000000000000000001',
	phones: [newPhone({ id: '106540352242922' })],
};

export function newState(): State {
	const state = new State();
	state.addZApi(DEFAULT_Z_API);
	state.addHub(DEFAULT_HUB);
	state.addMeta(DEFAULT_META);
	return state;
}
