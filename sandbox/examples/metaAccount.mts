import { SHOP } from '../lib/stage.mts';

type Json = Record<string, unknown>;

/** The shop's account at the simulated Cloud API, whose customers wrote a moment ago. */
export class MetaAccount {
	private constructor(
		private readonly url: string,
		private readonly account: string,
		/** What its owner fills into the credential. */
		readonly credential: Json,
	) {}

	static async open(url: string): Promise<MetaAccount> {
		const response = await fetch(`${url}/_meta/accounts`, {
			method: 'POST',
			headers: { 'content-type': 'application/json' },
			body: JSON.stringify({ windows: 'open' }),
		});
		type Opened = { account: string; token: string; appSecret: string; phones: Array<{ id: string }> };
		const { account, token, appSecret, phones } = (await response.json()) as Opened;
		return new MetaAccount(url, account, {
			...{ accessToken: token, businessAccountId: account, appSecret, baseUrl: url },
			...{ phoneNumberId: phones[0]?.id, pixKey: SHOP.pixKey, merchantName: SHOP.merchantName },
		});
	}

	/** Bodies of the interactive messages that were taken in, of one kind and recipient. */
	async messages(kind: string, recipient: string): Promise<Json[]> {
		const response = await fetch(`${this.url}/_meta/accounts/${this.account}/messages`);
		const messages = (await response.json()) as Array<{ body: Json }>;
		const isWanted = ({ to, interactive }: Json) =>
			to === recipient && (interactive as Json | undefined)?.type === kind;
		return messages.map(({ body }) => body).filter(isWanted);
	}
}
