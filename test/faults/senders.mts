import type { IDataObject, INodeParameters } from 'n8n-workflow';
import type { CredentialInput } from '../helpers/engine/credentials.ts';
import { byId, metaCharge, metaCredential } from '../helpers/metaRuns.ts';
import { hubCharge, zApiCharge } from '../helpers/parameters.ts';
import { simulator } from '../helpers/simulator.ts';

/** An account of its own for one run, and the node set up to send through it. */
export interface Stage {
	account: string;
	credentials(baseUrl: string): CredentialInput;
	parameters(options: INodeParameters): INodeParameters;
}

export interface Sender {
	provider: 'zApi' | 'chatt2Me' | 'metaCloud';
	/** Whether its messages carry a reference that an unknown outcome must name. */
	hasReference: boolean;
	open(): Promise<Stage>;
}

/** Input items, each with a customer of its own, so that a customer's count is the item's. */
export function customers(count: number, timeoutOf: (row: number) => number): IDataObject[] {
	return Array.from({ length: count }, (_, row) => ({
		row,
		phone: String(5511987650000 + row),
		reference: `order-${row}`,
		timeout: timeoutOf(row),
	}));
}

const fromItem = { phone: '={{ $json.phone }}' };

const zApi: Sender = {
	provider: 'zApi',
	hasReference: false,
	open: async () => {
		const { account, instanceId, token, clientToken } = await simulator.createZApi();
		return {
			account,
			credentials: (baseUrl) => ({ zApi: { instanceId, instanceToken: token, clientToken, baseUrl } }),
			parameters: (options) => zApiCharge({ ...fromItem, options }),
		};
	},
};

const hub: Sender = {
	provider: 'chatt2Me',
	hasReference: true,
	open: async () => {
		const { account, apiKey, channels } = await simulator.createHub();
		const perItem = { ...fromItem, channelId: channels[0].id, referenceId: '={{ $json.reference }}' };
		return {
			account,
			credentials: (baseUrl) => ({ chatt2MeApi: { apiKey, baseUrl } }),
			parameters: (options) => hubCharge({ ...perItem, options }),
		};
	},
};

const metaCloud: Sender = {
	provider: 'metaCloud',
	hasReference: true,
	open: async () => {
		// As fast as the others: Meta's own limits have their own tests.
		const created = await simulator.createMeta({ windows: 'open', perSecond: 1000, pairLimit: 1000 });
		const perItem = { ...fromItem, referenceId: '={{ $json.reference }}' };
		return {
			account: created.account,
			credentials: (baseUrl) => metaCredential(created, { baseUrl }),
			parameters: (options) => ({
				provider: 'metaCloud',
				phoneNumberId: byId(created.phones[0].id),
				...metaCharge({ ...perItem, options }),
			}),
		};
	},
};

export const SENDERS: Sender[] = [zApi, hub, metaCloud];
