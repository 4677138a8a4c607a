import type { MetaAccount, MetaPhone } from './account.mts';
import { MetaRefusal } from './refusal.mts';

/** Counts a send and refuses what comes too fast: 130429 per number, 131056 per customer. */
export function checkRate(account: MetaAccount, phone: MetaPhone, recipient: string): void {
	const limit = phone.coexistence ? account.perSecondInCoexistence : account.perSecond;
	const status = account.rateLimitStatus;
	if (!passes(account, phone.id, 1000, limit)) {
		throw new MetaRefusal(130429, 'Cloud API message throughput has been reached.', status);
	}
	if (!passes(account, `${phone.id}/${recipient}`, 60_000, account.pairLimit)) {
		throw new MetaRefusal(131056, 'Too many messages sent to this customer; wait and try again.', status);
	}
}

/** Whether one more fits into the time before now; counts it when it does. */
function passes({ sendTimes }: MetaAccount, key: string, withinMs: number, limit: number): boolean {
	const now = Date.now();
	const times = (sendTimes.get(key) ?? []).filter((at) => now - at < withinMs);
	const fits = times.length < limit;
	sendTimes.set(key, fits ? [...times, now] : times);
	return fits;
}
