import { setTimeout as sleep } from 'node:timers/promises';
import { receivedEnvelope, reviewBody } from '../../simulator/zApi/callbacks.mts';
import type { ZApiAccount } from '../../simulator/core/accounts.mts';
import { PROCESSOR_ORIGINS, type Cluster } from './cluster.mts';
import { type Flow, newOrder, phoneOf, type Shop } from './shop.mts';

/** One try of a sender to hand something over. */
export interface Delivery {
	/** Which webhook processor, from 0. */
	processor: number;
	/** When it was sent and when its answer was there, in milliseconds since 1970. */
	at: number;
	answeredAt: number;
	/** 0 when no answer came. */
	status: number;
	body: string;
}

/** How a second copy of the same event or post comes. */
export type Copy = 'sameInstant' | 'later' | 'otherProcessorAtOnce' | 'otherProcessorLater';

/** One order event, or one order that the shop wants charged, and what was done to hand it over. */
export interface Parcel {
	flow: Flow;
	phone: string;
	copy?: Copy;
	deliveries: Delivery[];
	send: (processor: number) => Promise<Delivery>;
}

export interface TrafficPlan {
	/** Number of the run, one digit. */
	run: number;
	/** Order events. */
	events: number;
	/** Payment requests, half of them with Send Once Per. */
	charges: number;
	/** Kinds of second copies; every tenth event and guarded charge gets one, in turn. */
	copies: Copy[];
	/** Processor of the nth parcel. */
	route: (index: number) => number;
}

/** A sender waits this long before it tries again, and gives up after so many tries. */
const RESEND_AFTER_MS = 1000;
const MAX_TRIES = 60;
const COPY_AFTER_MS = 3000;
/** Senders at work at the same time, for events and for charges each. */
const SENDERS = 6;

/** Makes the parcels of a run and tells the simulator about the orders whose events will come. */
export async function prepare(cluster: Cluster, shop: Shop, plan: TrafficPlan): Promise<Parcel[]> {
	const { control } = cluster;
	const account = { id: shop.events.instanceId } as ZApiAccount;
	const copyOf = (index: number) =>
		index % 10 === 0 ? plan.copies[(index / 10) % plan.copies.length] : undefined;
	const parcels: Parcel[] = [];
	for (let index = 0; index < plan.events; index++) {
		const order = newOrder(phoneOf('follow', plan.run, index));
		await control.call('POST', '/orders', { account: shop.events.account, order });
		const envelope = receivedEnvelope(account, order.phone, order.messageId, true);
		const body = { ...envelope, reviewAndPay: { type: 'physical-goods', ...reviewBody(order) } };
		const send = async (processor: number) => await emit(cluster, shop, body, processor);
		parcels.push({ flow: 'follow', phone: order.phone, copy: copyOf(index), deliveries: [], send });
	}
	for (let index = 0; index < plan.charges; index++) {
		const flow: Flow = index % 2 === 0 ? 'plain' : 'guarded';
		const phone = phoneOf(flow, plan.run, index);
		const body = { phone, orderId: `order-${plan.run}-${index}` };
		const send = async (processor: number) => await post(cluster, `/webhook/charge-${flow}`, body, processor);
		const copy = flow === 'guarded' ? copyOf((index - 1) / 2) : undefined;
		parcels.push({ flow, phone, copy, deliveries: [], send });
	}
	return parcels;
}

/**
 * Sends all parcels, each until it is taken, evenly over `seconds` or as fast as n8n takes them when that is
 * slower. `onProgress` gets the share of parcels done and answers how long
 * a sender is to wait.
 */
export async function sendAll(
	parcels: Parcel[],
	{ route, seconds }: { route: TrafficPlan['route']; seconds: number },
	onProgress: (share: number) => number,
): Promise<void> {
	const startedAt = performance.now();
	const later: Array<Promise<void>> = [];
	let done = 0;
	const sendLane = async (lane: Parcel[]) => {
		const queue = [...lane.entries()];
		const sender = async () => {
			for (let next = queue.shift(); next; next = queue.shift()) {
				const [index, parcel] = next;
				const dueAt = startedAt + (index / lane.length) * seconds * 1000;
				await sleep(Math.max(0, dueAt - performance.now()));
				await handOver(parcel, route(index), later);
				await sleep(onProgress(++done / parcels.length));
			}
		};
		await Promise.all(Array.from({ length: SENDERS }, sender));
	};
	await Promise.all([
		sendLane(parcels.filter(({ flow }) => flow === 'follow')),
		sendLane(parcels.filter(({ flow }) => flow !== 'follow')),
	]);
	await Promise.all(later);
}

async function handOver(parcel: Parcel, processor: number, later: Array<Promise<void>>): Promise<void> {
	const other = 1 - processor;
	const laterAt = async (where: number) => {
		await sleep(COPY_AFTER_MS);
		await untilTaken(parcel, where);
	};
	switch (parcel.copy) {
		case 'sameInstant':
		case 'otherProcessorAtOnce': {
			const second = parcel.copy === 'sameInstant' ? processor : other;
			await Promise.all([untilTaken(parcel, processor), untilTaken(parcel, second)]);
			return;
		}
		case 'later':
		case 'otherProcessorLater':
			await untilTaken(parcel, processor);
			later.push(laterAt(parcel.copy === 'later' ? processor : other));
			return;
		default:
			await untilTaken(parcel, processor);
	}
}

/** Tries until the answer is a 2xx, as providers and shops do. */
export async function untilTaken(parcel: Parcel, processor: number): Promise<void> {
	for (let tries = 0; tries < MAX_TRIES; tries++) {
		const delivery = await parcel.send(processor);
		parcel.deliveries.push(delivery);
		if (isTaken(delivery)) return;
		await sleep(RESEND_AFTER_MS);
	}
}

export function isTaken({ status }: Delivery): boolean {
	return status >= 200 && status < 300;
}

/** An event of the trigger's instance, through the tunnel of a processor. */
async function emit({ control }: Cluster, shop: Shop, body: object, processor: number): Promise<Delivery> {
	const at = Date.now();
	const url = `${PROCESSOR_ORIGINS[processor]}${shop.triggerUrl.pathname}`;
	const { results } = await control.call<{ results: Array<{ status: number; responseBody: string }> }>(
		'POST',
		'/emit',
		{ account: shop.events.account, url, body },
	);
	const [result] = results;
	const [status, text] = [result?.status ?? 0, result?.responseBody ?? ''];
	return { processor, at, answeredAt: Date.now(), status, body: text };
}

async function post(
	{ processors }: Cluster,
	path: string,
	body: object,
	processor: number,
): Promise<Delivery> {
	const at = Date.now();
	try {
		const response = await fetch(`${processors[processor]?.url}${path}`, {
			method: 'POST',
			headers: { 'content-type': 'application/json' },
			body: JSON.stringify(body),
			signal: AbortSignal.timeout(10_000),
		});
		const text = await response.text();
		return { processor, at, answeredAt: Date.now(), status: response.status, body: text };
	} catch {
		return { processor, at, answeredAt: Date.now(), status: 0, body: '' };
	}
}
