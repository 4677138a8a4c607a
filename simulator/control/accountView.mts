import type { Account, Json } from '../core/accounts.mts';

const COMMON_SETTINGS = ['latencyMs', 'callbackDelayMs'];

const OWN_SETTINGS: Record<Account['provider'], readonly string[]> = {
	zApi: [
		'clientTokenMode',
		'authStatus',
		'connected',
		'buttonsTermsAccepted',
		'unknownOrders',
		'notifySentByMe',
		'ignoreWebhookWrites',
		'emptyUrls',
	],
	chatt2Me: ['channels', 'templates', 'sendStatus', 'signingSecretField'],
	metaCloud: [
		'name',
		'authHeader',
		'canManage',
		'phones',
		'templates',
		'subscribed',
		'httpsOnly',
		'windows',
		'closedWindow',
		'repeatedReference',
		'perSecond',
		'perSecondInCoexistence',
		'rateLimitStatus',
		'pairLimit',
		'paymentTermsAccepted',
		'waIds',
		'retryDelayMs',
		'maxRetries',
		'batchStatuses',
	],
};

/** Names of what can be given at creation or changed later. */
export function settingsOf(provider: Account['provider']): readonly string[] {
	return [...COMMON_SETTINGS, ...OWN_SETTINGS[provider]];
}

/** An account with its secrets, as the control API shows it. */
export function accountView(account: Account): Json {
	const settings = Object.fromEntries(
		settingsOf(account.provider).map((name) => [name, (account as unknown as Json)[name]]),
	);
	const common = { account: account.id, provider: account.provider, ...settings, ...activity(account) };
	switch (account.provider) {
		case 'zApi': {
			const { id, token, clientToken } = account;
			return { ...common, instanceId: id, token, clientToken, queued: account.queue.length };
		}
		case 'chatt2Me': {
			const { id, apiKey, closedWindows } = account;
			return { ...common, applicationId: id, apiKey, closedWindows: [...closedWindows] };
		}
		case 'metaCloud': {
			const { id, token, appSecret } = account;
			return { ...common, businessAccountId: id, token, appSecret };
		}
	}
}

/** What must never be seen outside credentials and headers. */
export function secretsOf(account: Account): string[] {
	switch (account.provider) {
		case 'zApi':
			return [account.token, account.clientToken];
		case 'chatt2Me':
			return [account.apiKey, ...[...account.webhooks.values()].flatMap(({ secret }) => secret ?? [])];
		case 'metaCloud':
			return [account.token, account.appSecret];
	}
}

function activity({ messages, open }: Account): Json {
	return {
		messageCount: messages.length,
		open: open.now,
		peakOpen: open.peak,
		recipientOverlaps: open.overlaps,
	};
}
