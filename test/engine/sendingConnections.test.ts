import { hubCredential, zApiCredential } from '../helpers/accounts';
import { withConnectProxy } from '../helpers/connectProxy.cjs';
import { runAction, type ActionRun } from '../helpers/engine/runAction';
import { hubCharge, zApiCharge } from '../helpers/parameters';
import { simulator, type HubAccount, type ZApiAccount } from '../helpers/simulator';

/** What the user reads when the way to the provider is at fault, and not the item or the credential. */

const ELSEWHERE = 'https://api.provider.example';

let zApi: ZApiAccount;
let hub: HubAccount;
beforeEach(async () => {
	[zApi, hub] = await Promise.all([simulator.createZApi(), simulator.createHub()]);
});

async function charge(baseUrl: string): Promise<ActionRun> {
	const [credential] = Object.values(zApiCredential(zApi));
	return await runAction(zApiCharge(), [{}], { credentials: { zApi: { ...credential, baseUrl } } });
}

async function chargeThroughHub(baseUrl: string): Promise<ActionRun> {
	const [credential] = Object.values(hubCredential(hub));
	const parameters = hubCharge({ channelId: hub.channels[0].id });
	return await runAction(parameters, [{}], { credentials: { chatt2MeApi: { ...credential, baseUrl } } });
}

const shown = ({ error }: ActionRun) => `${error?.message} ${error?.description}`;

it('a certificate that is not trusted: nothing leaves, and it is reported as refused', async () => {
	const { port, url } = await simulator.openListener(undefined, true);
	const run = await charge(url);
	await simulator.closeListener(port);
	expect(run.error?.message).toBe('The certificate of the provider could not be verified [item 0]');
	expect(await simulator.requests(zApi.account)).toHaveLength(0);
});

it('https typed for a port that speaks http: perhaps sent, and TLS is named', async () => {
	const run = await charge(simulator.url.replace('http:', 'https:'));
	expect(run.error?.message).toContain(
		'may or may not have been sent: the encrypted connection (TLS) broke before the provider answered',
	);
	expect(run.error?.description).toContain('Check Base URL in the credential');
});

describe.each([
	['Z-API', charge],
	['the Hub', chargeThroughHub],
])('a redirect, %s', (_name, send) => {
	it.each([302, 307])('%i is reported as a matter of Base URL', async (status) => {
		const fault = { kind: 'status', status, body: '<h1>Moved</h1>', contentType: 'text/html' };
		await Promise.all([zApi, hub].map(async ({ account }) => await simulator.addFault(account, fault)));
		const run = await send(simulator.url);
		expect(run.error?.message).toContain(`redirected the request to another address`);
		expect(run.error?.message).toContain(`(HTTP ${status})`);
		expect(run.error?.description).toContain('Check Base URL in the credential');
		expect(shown(run)).not.toMatch(/values of this item|API key|Client-Token/);
	});
});

describe.each([
	['Z-API', charge],
	['the Hub', chargeThroughHub],
])('a proxy that refuses the connection, %s', (_name, send) => {
	const page = '<html><body>Access denied by policy</body></html>';
	const answer = (status: string, body: string, length = body.length) =>
		`HTTP/1.1 ${status}\r\nContent-Type: text/html\r\nContent-Length: ${length}\r\n\r\n${body}`;

	it.each([
		['403', answer('403 Forbidden', page), 'did not let the request through (HTTP 403)'],
		[
			'403, its page cut short',
			answer('403 Forbidden', page, 4000),
			'did not let the request through (HTTP 403)',
		],
		['407', answer('407 Proxy Authentication Required', ''), 'asks for a login (HTTP 407)'],
		['502', answer('502 Bad Gateway', page), 'did not get an answer from it (HTTP 502)'],
	])('%s is reported as the fault of the proxy', async (_status, bytes, what) => {
		let run: ActionRun | undefined;
		const asked = await withConnectProxy(bytes, async () => {
			run = await send(ELSEWHERE);
		});
		expect(asked).toBe(1);
		expect(run?.error?.message).toContain(what);
		expect(run?.error?.description).toMatch(/proxy/);
		expect(shown(run!)).not.toMatch(/values of this item|API key|Client-Token/);
	});
});
