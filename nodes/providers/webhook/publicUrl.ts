import type { IHookFunctions, IWebhookFunctions } from 'n8n-workflow';

import { webAddressOf } from '../../../commerce/domain/webAddress';
import { RegistrationError } from './providerCalls';

const LOOPBACK = /^(?:localhost|.*\.localhost|127(?:\.\d+){3}|\[::1\]|0\.0\.0\.0)$/i;

/** Our own address, test or production, as n8n gives it to this call. */
export function ownUrl(context: IHookFunctions | IWebhookFunctions): string {
	return context.getNodeWebhookUrl('default') ?? '';
}

/**
 * Refuses an address that no provider can call. n8n behind a proxy thinks it lives at http://localhost until
 * configured otherwise, and all providers take HTTPS only.
 */
export function assertReachable(context: IHookFunctions, url: string): void {
	const parsed = webAddressOf(url);
	if (parsed?.protocol === 'https:' && !LOOPBACK.test(parsed.hostname)) return;
	const shown = parsed ? parsed.origin : 'no address';
	// Before N8N_WEBHOOK_URL, test addresses were built from the editor's base URL.
	const former = context.getActivationMode() === 'manual' ? 'N8N_EDITOR_BASE_URL' : 'WEBHOOK_URL';
	throw new RegistrationError(
		context,
		`n8n gives ${shown} as its webhook address, which the provider cannot call`,
		`Set the environment variable N8N_WEBHOOK_URL of n8n (older versions: ${former}) to its public HTTPS address, e.g. https://n8n.example.com/, restart n8n and try again. For a local test use a tunnel, or set Registration to Manual.`,
	);
}

/** Host of an address for a message; the rest of it may hold secrets. */
export function hostOf(url: string): string {
	return webAddressOf(url)?.host ?? 'an address that is not a URL';
}

/**
 * Whether an address belongs to the n8n that gave us ours: same host, and the same path up to what names workflow and
 * node. Test addresses have a prefix of their own, by default /webhook-test beside /webhook.
 */
export function isOfThisN8n(url: string, ours: string): boolean {
	const theirs = webAddressOf(url);
	const own = webAddressOf(ours);
	if (theirs === undefined || own === undefined) return false;
	const prefix = own.pathname
		.split('/')
		.slice(0, -2)
		.join('/')
		.replace(/-test$/, '');
	if (prefix === '' || theirs.host !== own.host) return false;
	return [prefix, `${prefix}-test`].some((each) => theirs.pathname.startsWith(`${each}/`));
}

/** The end of an address, which is a node's own: its random ID and path. n8n's prefixes before it can be configured. */
export function nodePathOf(url: string): string {
	return webAddressOf(url)?.pathname.split('/').slice(-2).join('/') ?? '';
}

/** Whether two addresses are the test and production address of one node: same host, same random path. */
export function isSameNode(one: string, other: string): boolean {
	const host = webAddressOf(one)?.host;
	return host !== undefined && host === webAddressOf(other)?.host && nodePathOf(one) === nodePathOf(other);
}
