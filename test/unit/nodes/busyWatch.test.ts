import { BusyWatch } from '../../../nodes/WhatsAppCommerce/sending/busyWatch';

describe('BusyWatch', () => {
	it('lets a run wait for a busy provider, but not for ever', () => {
		let now = 0;
		const watch = new BusyWatch(() => now);
		expect(watch.mayWaitAgain()).toBe(true);
		now = 59_999;
		expect(watch.mayWaitAgain()).toBe(true);
		now = 60_000;
		expect(watch.mayWaitAgain()).toBe(false);
	});

	it('starts anew with every message that gets through', () => {
		let now = 0;
		const watch = new BusyWatch(() => now);
		watch.mayWaitAgain();
		now = 50_000;
		watch.served();
		now = 100_000;
		expect(watch.mayWaitAgain()).toBe(true);
		now = 159_999;
		expect(watch.mayWaitAgain()).toBe(true);
		now = 160_000;
		expect(watch.mayWaitAgain()).toBe(false);
	});
});
