import { callZApi, simulator, type ZApiAccount } from '../helpers/simulator';
import { orderInBrief } from './documentedPayloads';

let account: ZApiAccount;

beforeEach(async () => {
	account = await simulator.createZApi();
});

/** Status of the answer; null when there was none. */
async function send(phone = orderInBrief.phone): Promise<number | null> {
	const body = { ...orderInBrief, phone };
	const options = { timeout: 500, headers: { connection: 'close' } };
	return await callZApi(account, 'POST', 'send-order', body, options).then(
		(reply) => reply.status,
		() => null,
	);
}

const fault = (wanted: object) => simulator.addFault(account.account, { ...wanted });

describe('the record', () => {
	test('has outcome and acceptance of each request', async () => {
		await fault({ kind: 'reset', accepted: true });
		await fault({ kind: 'status', status: 503, retryAfter: 1 });
		await send();
		await send();
		await send();
		await send('+55');
		const requests = await simulator.requests(account.account);
		expect(requests.map(({ outcome, accepted, status }) => [outcome, accepted, status])).toEqual([
			['fault:reset', true, null],
			['fault:status', false, 503],
			['accepted', true, 200],
			['refused', false, 400],
		]);
	});

	test('counts sends that overlapped, and how many were open at once', async () => {
		await simulator.configure(account.account, { latencyMs: 50 });
		await Promise.all([send(), send(), send('5511900000002')]);
		expect(await simulator.account(account.account)).toMatchObject({
			peakOpen: 3,
			recipientOverlaps: 1,
			open: 0,
		});
		await send();
		expect(await simulator.account(account.account)).toMatchObject({ recipientOverlaps: 1 });
	});

	test('says that sends one after the other did not overlap, whatever they meet', async () => {
		await fault({ kind: 'status', status: 422, nth: 3 });
		await fault({ kind: 'reset', nth: 5 });
		for (let sent = 0; sent < 50; sent += 1) await send();
		expect(await simulator.account(account.account)).toMatchObject({ peakOpen: 1, recipientOverlaps: 0 });
	});
});
