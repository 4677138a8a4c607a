import { setTimeout as sleep } from 'node:timers/promises';
import type { ZApiAccount } from '../../simulator/core/accounts.mts';
import { receivedEnvelope, reviewBody } from '../../simulator/zApi/callbacks.mts';
import { PROCESSOR_ORIGINS, type Cluster } from './cluster.mts';
import { type Flow, newOrder, phoneOf, type Shop } from './shop.mts';

/** One try of a sender to hand something over. */
export interface Attempt {
	/** Which webhook processor, from 0. */
	processor: number;
	/** When it was sent and when its answer was there, in milliseconds since 1970. */
	at: number;
	answeredAt: number;
	/** 0 when no answer came. */
	status: number;
	body: string;
}

/** One order event, or one order that the shop wants charged, and what was done to hand it over. */
export interface Delivery {
	flow: Flow;
	phone: string;
	attempts: Attempt[];
	/** How much later it comes a second time: every tenth event and guarded charge, in turn at once and after 3 seconds. */
	copyAfterMs?: number;
	send: (processor: number) => Promise<Omit<Attempt, 'processor' | 'at' | 'answeredAt'>>;
}

export interface TrafficPlan {
	/** Number of the run, one digit. */
	run: number;
	/** Order events, and as many payment requests, half of them with Send Once Per. */
	count: number;
	/** The run lasts at least this long, so that what is disturbed comes back while messages are under way. */
	seconds: number;
	/** Webhook processors; the second copy goes to the other one. */
	processors: number;
	/** Only guarded charges, each of which comes twice, these times apart in turn. */
	gapsMs?: number[];
}

/** A sender waits this long before it tries again, and gives up after so many tries. */
const RESEND_AFTER_MS = 1000;
const MAX_TRIES = 60;
/** Senders at work at the same time, for events and for charges each. */
const SENDERS = 6;

/** Makes the deliveries of a run and tells the simulator about the orders whose events will come. */
export async function prepare(
	cluster: Cluster,
	shop: Shop,
	{ run, count, gapsMs }: TrafficPlan,
): Promise<Delivery[]> {
	const charge = (flow: Flow, index: number, copyAfterMs?: number): Delivery => {
		const phone = phoneOf(flow, run, index);
		const body = { phone, orderId: `order-${run}-${index}` };
		const send = async (processor: number) => await post(cluster, `/webhook/charge-${flow}`, body, processor);
		return { flow, phone, copyAfterMs, attempts: [], send };
	};
	if (gapsMs !== undefined) {
		return Array.from({ length: count }, (_, index) =>
			charge('guarded', index, gapsMs[index % gapsMs.length]),
		);
	}
	const { control } = cluster;
	const account = { id: shop.events.instanceId } as ZApiAccount;
	const copyAfter = (index: number) => (index % 20 === 0 ? 0 : 3000);
	const deliveries: Delivery[] = [];
	for (let index = 0; index < count; index++) {
		const order = newOrder(phoneOf('follow', run, index));
		await control.call('POST', '/orders', { account: shop.events.account, order });
		const envelope = receivedEnvelope(account, order.phone, order.messageId, true);
		const body = { ...envelope, reviewAndPay: { type: 'physical-goods', ...reviewBody(order) } };
		const send = async (processor: number) => await emit(cluster, shop, body, processor);
		const copyAfterMs = index % 10 === 0 ? copyAfter(index) : undefined;
		deliveries.push({ flow: 'follow', phone: order.phone, copyAfterMs, attempts: [], send });
	}
	for (let index = 0; index < count; index++) {
		const flow: Flow = index % 2 === 0 ? 'plain' : 'guarded';
		const hasCopy = flow === 'guarded' && index % 10 === 1;
		deliveries.push(charge(flow, index, hasCopy ? copyAfter(index - 1) : undefined));
	}
	return deliveries;
}

/** Hands everything over, each until it is taken; `onProgress` gets the share done and may wait. */
export async function sendAll(
	deliveries: Delivery[],
	{ seconds, processors }: TrafficPlan,
	onProgress: (share: number) => Promise<void>,
): Promise<void> {
	const startedAt = performance.now();
	const later: Array<Promise<void>> = [];
	let done = 0;
	const sendFlow = async (own: Delivery[]) => {
		const queue = [...own.entries()];
		const sender = async () => {
			for (let next = queue.shift(); next; next = queue.shift()) {
				const [index, delivery] = next;
				const dueAt = startedAt + (index / own.length) * seconds * 1000;
				await sleep(Math.max(0, dueAt - performance.now()));
				const [first, second] = [index % processors, (index + 1) % processors];
				const { copyAfterMs } = delivery;
				if (copyAfterMs !== undefined) {
					later.push(sleep(copyAfterMs).then(async () => await untilTaken(delivery, second)));
				}
				await untilTaken(delivery, first);
				await onProgress(++done / deliveries.length);
			}
		};
		await Promise.all(Array.from({ length: SENDERS }, sender));
	};
	const isEvent = ({ flow }: Delivery) => flow === 'follow';
	await Promise.all([
		sendFlow(deliveries.filter(isEvent)),
		sendFlow(deliveries.filter((delivery) => !isEvent(delivery))),
	]);
	await Promise.all(later);
}

/** Tries until the answer is a 2xx, as providers and shops do. */
async function untilTaken(delivery: Delivery, processor: number): Promise<void> {
	for (let tries = 0; tries < MAX_TRIES; tries++) {
		const at = Date.now();
		const answer = await delivery.send(processor);
		delivery.attempts.push({ processor, at, answeredAt: Date.now(), ...answer });
		if (isTaken(answer)) return;
		await sleep(RESEND_AFTER_MS);
	}
}

export function isTaken({ status }: Pick<Attempt, 'status'>): boolean {
	return status >= 200 && status < 300;
}

/** An event of the trigger's instance, through the tunnel of a processor. */
async function emit({ control }: Cluster, shop: Shop, body: object, processor: number) {
	const url = `${PROCESSOR_ORIGINS[processor]}${shop.triggerUrl.pathname}`;
	const event = { account: shop.events.account, url, body };
	type Answer = { results: Array<{ status: number; responseBody: string }> };
	const { results } = await control.call<Answer>('POST', '/emit', event);
	return { status: results[0]?.status ?? 0, body: results[0]?.responseBody ?? '' };
}

async function post({ processors }: Cluster, path: string, body: object, processor: number) {
	try {
		const response = await fetch(`${processors[processor]?.url}${path}`, {
			method: 'POST',
			headers: { 'content-type': 'application/json' },
			body: JSON.stringify(body),
			signal: AbortSignal.timeout(10_000),
		});
		return { status: response.status, body: await response.text() };
	} catch {
		return { status: 0, body: '' };
	}
}
