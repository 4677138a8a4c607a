import { RetryBudget } from '../../../nodes/WhatsAppCommerce/sending/retryBudget';

describe('RetryBudget', () => {
	it('lets a run wait for a busy provider, but not for ever', () => {
		let now = 0;
		const watch = new RetryBudget(() => now);
		expect(watch.canWait()).toBe(true);
		now = 59_999;
		expect(watch.canWait()).toBe(true);
		now = 60_000;
		expect(watch.canWait()).toBe(false);
	});

	it('starts anew with every message that gets through', () => {
		let now = 0;
		const watch = new RetryBudget(() => now);
		watch.canWait();
		now = 50_000;
		watch.served();
		now = 100_000;
		expect(watch.canWait()).toBe(true);
		now = 159_999;
		expect(watch.canWait()).toBe(true);
		now = 160_000;
		expect(watch.canWait()).toBe(false);
	});
});
