import type { Account, Json } from '../core/accounts.mts';

const Z_API_SETTINGS = [
	'latencyMs',
	'callbackDelayMs',
	'clientTokenMode',
	'authStatus',
	'connected',
	'buttonsTermsAccepted',
	'unknownOrders',
	'notifySentByMe',
	'ignoreWebhookWrites',
	'emptyUrls',
] as const;

const HUB_SETTINGS = [
	'latencyMs',
	'callbackDelayMs',
	'channels',
	'templates',
	'sendStatus',
	'signingSecretField',
] as const;

/** Names of what can be given at creation or changed later. */
export function settingsOf(provider: Account['provider']): readonly string[] {
	return provider === 'zApi' ? Z_API_SETTINGS : HUB_SETTINGS;
}

/** An account with its secrets, as the control API shows it. */
export function accountView(account: Account): Json {
	const settings = Object.fromEntries(
		settingsOf(account.provider).map((name) => [name, (account as unknown as Json)[name]]),
	);
	const common = { account: account.id, provider: account.provider, ...settings, ...activity(account) };
	if (account.provider === 'zApi') {
		const { id, token, clientToken } = account;
		return { ...common, instanceId: id, token, clientToken, queued: account.queue.length };
	}
	return {
		...common,
		applicationId: account.id,
		apiKey: account.apiKey,
		closedWindows: [...account.closedWindows],
	};
}

function activity({ messages, open }: Account): Json {
	return {
		messageCount: messages.length,
		open: open.now,
		peakOpen: open.peak,
		recipientOverlaps: open.overlaps,
	};
}
