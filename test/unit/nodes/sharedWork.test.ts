import { SharedWork } from '../../../nodes/WhatsAppCommercePaymentTrigger/sharedWork';

test('work under one key is done once for all who want it meanwhile, and anew after that', async () => {
	const shared = new SharedWork<number>();
	let done = 0;
	const work = async () => await Promise.resolve((done += 1));
	const both = await Promise.all([shared.run('a', work), shared.run('a', work), shared.run('b', work)]);
	expect(both).toEqual([1, 1, 2]);
	expect(await shared.run('a', work)).toBe(3);
});

test('a failure is told to all, and not kept', async () => {
	const shared = new SharedWork<number>();
	const fail = async () => await Promise.reject(new Error('away'));
	const both = await Promise.allSettled([shared.run('a', fail), shared.run('a', fail)]);
	expect(both.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
	expect(await shared.run('a', async () => await Promise.resolve(1))).toBe(1);
});
