import type { IDataObject } from 'n8n-workflow';
import type { CredentialInput } from './engine/credentials';
import { HUB_CHANNEL } from './parameters';
import { simulator, type HubAccount, type RecordedRequest, type ZApiAccount } from './simulator';

/** The Z-API credential of a simulated instance, as its owner would fill it in; `shop` is what is optional. */
export function zApiCredential(account: ZApiAccount, shop: IDataObject = {}): CredentialInput {
	const { instanceId, token, clientToken } = account;
	return { zApi: { instanceId, instanceToken: token, clientToken, baseUrl: simulator.url, ...shop } };
}

/** The Hub credential of a simulated application, likewise. */
export function hubCredential(account: HubAccount, shop: IDataObject = {}): CredentialInput {
	return { chatt2MeApi: { apiKey: account.apiKey, baseUrl: simulator.url, ...shop } };
}

/** A simulated application with the channel that the Hub parameters name. */
export async function createHubWithChannel(channelId = HUB_CHANNEL): Promise<HubAccount> {
	return await simulator.createHub({ channels: [{ id: channelId, phoneNumber: '5511900000001' }] });
}

/** Bodies of the sends an account got, in order of arrival. */
export async function sentBodies(account: { account: string }): Promise<unknown[]> {
	return (await sends(account)).map(({ body }) => body);
}

/** The requests an account got. */
export async function sends({ account }: { account: string }): Promise<RecordedRequest[]> {
	return await simulator.requests(account);
}
