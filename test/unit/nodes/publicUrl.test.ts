import type { IHookFunctions } from 'n8n-workflow';

import {
	assertReachable,
	hostOf,
	isOfThisN8n,
	isSameNode,
	ownUrl,
} from '../../../nodes/providers/webhook/publicUrl';

const OURS = 'https://n8n.shop.example/webhook/aaaa/webhook';

function hook(mode = 'activate'): IHookFunctions {
	return {
		getNode: () => ({ id: 'node', name: 'Trigger', type: 'trigger', typeVersion: 1.1, parameters: {} }),
		getActivationMode: () => mode,
		getNodeWebhookUrl: (name: string) => (name === 'default' ? OURS : undefined),
	} as unknown as IHookFunctions;
}

describe('our own address', () => {
	it('is that of the webhook that takes events', () => {
		expect(ownUrl(hook())).toBe(OURS);
		expect(ownUrl({ getNodeWebhookUrl: () => undefined } as unknown as IHookFunctions)).toBe('');
	});

	it.each([OURS, 'https://localhost.shop.example/webhook/a/webhook', 'https://10.127.0.1/webhook/a/webhook'])(
		'%s can be called',
		(url) => expect(() => assertReachable(hook(), url)).not.toThrow(),
	);

	it.each([
		['http://n8n.shop.example/webhook/a/webhook', 'http://n8n.shop.example'],
		['https://localhost:5678/webhook/a/webhook', 'https://localhost:5678'],
		['https://LOCALHOST/webhook', 'https://localhost'],
		['https://n8n.localhost/webhook', 'https://n8n.localhost'],
		['https://127.0.0.1/webhook', 'https://127.0.0.1'],
		['https://127.8.12.255/webhook', 'https://127.8.12.255'],
		['https://[::1]/webhook', 'https://[::1]'],
		['https://0.0.0.0/webhook', 'https://0.0.0.0'],
		['n8n.shop.example', 'no address'],
		['', 'no address'],
	])('%j cannot', (url, shown) => {
		expect(() => assertReachable(hook(), url)).toThrow(`n8n gives ${shown} as its webhook address`);
	});

	it.each([
		['activate', 'WEBHOOK_URL'],
		['manual', 'N8N_EDITOR_BASE_URL'],
	])('the advice has the setting of older n8n (%s)', (mode, setting) => {
		const described = expect.objectContaining({
			description: expect.stringContaining(`(older versions: ${setting})`),
		});
		expect(() => assertReachable(hook(mode), '')).toThrow(described);
	});
});

it.each([
	[OURS, 'n8n.shop.example'],
	['http://n8n.shop.example:5678/secret', 'n8n.shop.example:5678'],
	['secret', 'an address that is not a URL'],
])('%s is shown as %s', (url, host) => expect(hostOf(url)).toBe(host));

describe('an address is of this n8n', () => {
	const TEST = 'https://n8n.shop.example/webhook-test/aaaa/webhook';
	it.each([
		[OURS, OURS],
		['https://n8n.shop.example/webhook/bbbb/webhook', OURS],
		['https://n8n.shop.example/webhook-test/bbbb/webhook', OURS],
		['https://n8n.shop.example/webhook/bbbb/webhook', TEST],
		['https://n8n.shop.example/webhook-test/bbbb/webhook', TEST],
		['https://shop.example/n8n/hooks/bbbb/webhook', 'https://shop.example/n8n/hooks/aaaa/webhook'],
		['https://shop.example/my-tests/hooks/b/webhook', 'https://shop.example/my-tests/hooks/a/webhook'],
	])('%s, with ours at %s', (url, ours) => expect(isOfThisN8n(url, ours)).toBe(true));

	it.each([
		['https://other.example/webhook/bbbb/webhook', OURS],
		['https://n8n.shop.example:8443/webhook/bbbb/webhook', OURS],
		['https://n8n.shop.example/webhooks/bbbb/webhook', OURS],
		['https://n8n.shop.example/erp/webhook/bbbb', OURS],
		['https://n8n.shop.example/webhook', OURS],
		['https://shop.example/hooks/b/webhook', 'https://shop.example/n8n/hooks/aaaa/webhook'],
		// Nothing before what names the node: then any page of the host would be ours.
		['https://shop.example/contact/us', 'https://shop.example/aaaa/webhook'],
		['webhook/bbbb/webhook', OURS],
		[OURS, 'webhook/aaaa/webhook'],
		['one', 'other'],
	])('but not %s, with ours at %s', (url, ours) => expect(isOfThisN8n(url, ours)).toBe(false));
});

describe('two addresses are one node', () => {
	it.each([
		[OURS, OURS],
		[OURS, 'https://n8n.shop.example/webhook-test/aaaa/webhook'],
		[OURS, 'http://n8n.shop.example/aaaa/webhook'],
	])('%s and %s', (one, other) => expect(isSameNode(one, other)).toBe(true));

	it.each([
		[OURS, 'https://n8n.shop.example/webhook/bbbb/webhook'],
		[OURS, 'https://n8n.shop.example/webhook/aaaa/other'],
		[OURS, 'https://other.example/webhook/aaaa/webhook'],
		[OURS, 'aaaa/webhook'],
		['aaaa/webhook', OURS],
		['aaaa/webhook', 'aaaa/webhook'],
	])('but not %s and %s', (one, other) => expect(isSameNode(one, other)).toBe(false));
});
