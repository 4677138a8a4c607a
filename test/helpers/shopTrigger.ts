import axios from 'axios';
import { randomUUID } from 'crypto';
import type { IDataObject, INodeParameters } from 'n8n-workflow';
import { hubCredential, zApiCredential } from './accounts';
import type { CredentialInput } from './engine/credentials';
import type { Trigger, TriggerInput } from './engine/openTrigger';
import { openTrigger } from './engine/openTrigger';
import type { HubAccount, ZApiAccount } from './simulator';
import { simulator } from './simulator';

/** What a test changes of a trigger; workflow and webhook ids are fresh for each unless given. */
export type ShopTriggerInput = Omit<TriggerInput, 'credentials' | 'parameters'> & {
	parameters?: INodeParameters;
	/** Members that the credential has besides those of the account. */
	credential?: { [name: string]: string };
	/** Public origin of the n8n server; servers of one test are one when they share it. */
	origin?: string;
};

export const newOrigin = (): string => `https://${randomUUID()}.n8n.example`;

async function open(parameters: INodeParameters, credentials: CredentialInput, input: ShopTriggerInput) {
	const origin = input.origin ?? newOrigin();
	const workflowId = input.workflowId ?? randomUUID();
	const webhookId = input.webhookId ?? randomUUID();
	const urls = { webhook: origin, ...input.urls };
	const given = { ...parameters, ...input.parameters };
	return await openTrigger({ ...input, workflowId, webhookId, urls, parameters: given, credentials });
}

/** A trigger on a Z-API instance; by default for orders, registering itself. */
export async function openZApiTrigger(account: ZApiAccount, input: ShopTriggerInput = {}): Promise<Trigger> {
	return await open({ provider: 'zApi' }, zApiCredential(account), input);
}

/** A trigger on a Hub application; by default for messages, registering itself. */
export async function openHubTrigger(account: HubAccount, input: ShopTriggerInput = {}): Promise<Trigger> {
	const { chatt2MeApi } = hubCredential(account);
	const credentials = { chatt2MeApi: { ...chatt2MeApi, ...input.credential } };
	return await open({ provider: 'chatt2Me' }, credentials, input);
}

/** Lets the simulator reach a trigger at its public address. */
export async function putOnline(trigger: Trigger): Promise<void> {
	const to = await trigger.inbox.listen();
	const from = new URL(trigger.webhookUrl()).origin;
	await axios.put(`${simulator.url}/_control/tunnels`, { from, to });
}

/** What the workflow got, one entry per started execution. */
export async function startedWith(trigger: Trigger): Promise<IDataObject[]> {
	const runs = await trigger.inbox.settled();
	return runs.flatMap((run) => run.outputs('Next')[0] ?? []).map(({ json }) => json);
}

export const ALL_Z_API_EVENTS = [
	'cartReceived',
	'deliveryFailed',
	'messageStatus',
	'orderSent',
	'orderUpdated',
	'paymentDeclined',
	'paymentReceived',
	'paymentRequested',
	'pixKeySent',
];
