import { SharedWork } from '../../../nodes/WhatsAppCommercePaymentTrigger/sharedWork';

test('of a burst the first does the work, and all others share what begins after they asked', async () => {
	const shared = new SharedWork<string>();
	let state = 'pending';
	let done = 0;
	const look = async () => {
		done += 1;
		const seen = state;
		for (let turns = 0; turns < 20; turns += 1) await Promise.resolve();
		return seen;
	};
	const first = shared.run('a', look);
	state = 'approved';
	const others = [1, 2, 3].map(async () => await shared.run('a', look));
	expect(await Promise.all([first, ...others])).toEqual(['pending', 'approved', 'approved', 'approved']);
	expect(done).toBe(2);
	state = 'refunded';
	expect(await Promise.all([shared.run('a', look), shared.run('b', look)])).toEqual(['refunded', 'refunded']);
	expect(done).toBe(4);
});

test('a failure is told to those who shared it, and not kept', async () => {
	const shared = new SharedWork<number>();
	const fail = async () => await Promise.reject(new Error('away'));
	const all = await Promise.allSettled([1, 2, 3].map(async () => await shared.run('a', fail)));
	expect(all.map(({ status }) => status)).toEqual(['rejected', 'rejected', 'rejected']);
	expect(await shared.run('a', async () => await Promise.resolve(1))).toBe(1);
});
