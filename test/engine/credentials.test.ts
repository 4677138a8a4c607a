import { hubCredential, zApiCredential } from '../helpers/accounts';
import { testCredential } from '../helpers/engine/testCredential';
import { simulator } from '../helpers/simulator';

/** The Test button of both credentials: OK, or a sentence that says what to do. */

const OK = { status: 'OK', message: 'Connection successful!' };
const zApi = async (settings = {}, changes = {}) => {
	const instance = await simulator.createZApi(settings);
	return await testCredential('zApi', { ...zApiCredential(instance).zApi, ...changes });
};
const hub = async (changes = {}) => {
	const account = await simulator.createHub();
	return await testCredential('chatt2MeApi', { ...hubCredential(account).chatt2MeApi, ...changes });
};

describe('Z-API', () => {
	it('accepts a connected instance', async () => {
		expect(await zApi()).toEqual(OK);
	});

	it('accepts an account that has not activated the Client-Token', async () => {
		expect(await zApi({ clientTokenMode: 'inactive' }, { clientToken: '' })).toEqual(OK);
	});

	it.each([400, 401, 403, 200])('asks for a missing Client-Token, refused with %i', async (authStatus) => {
		const answer = await zApi({ authStatus }, { clientToken: '' });
		expect(answer).toEqual({ status: 'Error', message: expect.stringMatching(/Client-Token.*Security/) });
	});

	it('names the Client-Token when it is not configured', async () => {
		const answer = await zApi({ clientTokenMode: 'notConfigured' });
		expect(answer).toEqual({
			status: 'Error',
			message: expect.stringMatching(/Client-Token is not configured/),
		});
	});

	it.each([
		['a wrong Client-Token', { clientToken: `F${'0'.repeat(32)}S` }, /Client-Token/],
		['a wrong Instance Token', { instanceToken: '0'.repeat(24) }, /Instance Token/],
		['a wrong Instance ID', { instanceId: '0'.repeat(32) }, /Instance ID/],
	])('says where to look for %s', async (_name, changes, words) => {
		expect(await zApi({}, changes)).toEqual({ status: 'Error', message: expect.stringMatching(words) });
	});

	it('says to scan the QR code when the instance is disconnected', async () => {
		expect(await zApi({ connected: false })).toEqual({
			status: 'Error',
			message: expect.stringMatching(/not connected.*scan the QR code/),
		});
	});

	it('does not take a slash or space at the ends for a mistake', async () => {
		expect(await zApi({}, { baseUrl: ` ${simulator.url}/ ` })).toEqual(OK);
	});
});

describe('Hub Chatt2.me', () => {
	it('accepts a good key', async () => {
		expect(await hub()).toEqual(OK);
	});

	it.each(['', 'hub_wrong'])('says how to get a new key for "%s"', async (apiKey) => {
		expect(await hub({ apiKey })).toEqual({
			status: 'Error',
			message: expect.stringMatching(/API key.*dashboard/),
		});
	});
});
