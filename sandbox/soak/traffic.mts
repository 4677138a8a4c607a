import { setTimeout as sleep } from 'node:timers/promises';
import axios from 'axios';
import type { ZApiAccount } from '../../simulator/core/accounts.mts';
import { receivedEnvelope, reviewBody } from '../../simulator/zApi/callbacks.mts';
import type { Stage } from '../lib/stage.mts';
import { newOrder } from '../queue/shop.mts';
import { newId, type Shop } from './shop.mts';

/** Something that took a while. */
export interface Timing {
	at: number;
	ms: number;
}

/** What was handed over, and how long n8n took. */
export interface Traffic {
	/** Recipients that are to get one message each. */
	expected: Set<string>;
	/** Recipients of forged events, who are to get none. */
	forged: Set<string>;
	/** When a charge of its own was posted, by recipient. */
	postedAt: Map<string, number>;
	/** Answers of the trigger. */
	answers: Timing[];
	counts: {
		events: number;
		charges: number;
		duplicates: number;
		forgeries: number;
		noise: number;
		faults: number;
	};
}

const DUPLICATE_LATER_MS = 3000;
/** Orders of a large post; one in LARGE_EVERY posts is one. */
const LARGE = 60;
const LARGE_EVERY = 40;

const NOISE = [
	{ kind: 'text' },
	{ kind: 'cart' },
	{ kind: 'messageStatus', target: 'receivedCallbackUrl' },
	{ kind: 'connected', target: 'receivedCallbackUrl' },
	{ rawBody: '{"half":', target: 'receivedCallbackUrl' },
	{ body: [], target: 'receivedCallbackUrl' },
];
const FORGERIES = [{ apiToken: 'wrong' }, { instanceId: 'ANOTHER' }];
const FAULTS = [
	{ kind: 'status', status: 429, retryAfter: 1 },
	{ kind: 'status', status: 503, retryAfter: 1 },
	{ kind: 'status', status: 422 },
	{ kind: 'status', status: 500 },
	{ kind: 'latency', ms: 1500 },
	{ kind: 'reset' },
	{ kind: 'reset', accepted: true },
	{ kind: 'truncated' },
	{ kind: 'error200' },
];

/** Hands over `perSecond` events and as many posts of the shop until the time is over. */
export async function play(stage: Stage, shop: Shop, seconds: number, perSecond: number): Promise<Traffic> {
	const { control, zApi, hub } = stage;
	const counts = { events: 0, charges: 0, duplicates: 0, forgeries: 0, noise: 0, faults: 0 };
	const traffic: Traffic = {
		expected: new Set(),
		forged: new Set(),
		postedAt: new Map(),
		answers: [],
		counts,
	};
	const phoneOf = (flow: 1 | 2 | 3, number: number) => `55119${flow}${String(number).padStart(7, '0')}`;

	const eventOf = async (phone: string) => {
		const order = newOrder(phone);
		await control.addOrder(zApi.account, { ...order });
		const envelope = receivedEnvelope({ id: zApi.instanceId } as ZApiAccount, phone, order.messageId, true);
		return { ...envelope, reviewAndPay: { type: 'physical-goods', ...reviewBody(order) } };
	};
	const emit = async (emission: object) => {
		const target = 'receivedCallbackUrl';
		const { results } = (await control.emit(zApi.account, { target, ...emission })) as {
			results: Array<{ ms: number }>;
		};
		for (const { ms } of results) traffic.answers.push({ at: Date.now(), ms });
	};
	const event = async (number: number) => {
		const phone = phoneOf(1, number);
		traffic.expected.add(phone);
		const body = await eventOf(phone);
		const isDouble = number % 10 === 0;
		await emit({ body, repeat: isDouble ? 2 : 1 });
		if (isDouble) await sleep(DUPLICATE_LATER_MS).then(async () => await emit({ body }));
		counts.duplicates += isDouble ? 2 : 0;
	};
	const forgery = async (number: number) => {
		const phone = phoneOf(3, number);
		traffic.forged.add(phone);
		await emit({ body: await eventOf(phone), ...FORGERIES[number % FORGERIES.length] });
	};
	const charge = async (number: number) => {
		const size = number % LARGE_EVERY === 1 ? LARGE : 1;
		const orders = Array.from({ length: size }, (_, index) => {
			return { phone: phoneOf(2, number * LARGE + index), orderId: newId() };
		});
		for (const { phone } of orders) traffic.expected.add(phone);
		if (size === 1) traffic.postedAt.set(orders[0]?.phone ?? '', Date.now());
		const post = async () => await axios.post(shop.chargeUrl, { orders });
		const isDouble = number % 10 === 0;
		await Promise.all([post(), ...(isDouble ? [post()] : [])]);
		counts.duplicates += isDouble ? 1 : 0;
	};
	const fault = async (number: number) => {
		const wanted = FAULTS[number % FAULTS.length];
		await control.addFault(number % 2 ? zApi.account : hub.account, {
			...wanted,
			route: number % 2 ? 'order-payment-update' : 'paymentRequest',
		});
	};

	const endsAt = performance.now() + seconds * 1000;
	const pending = new Set<Promise<void>>();
	const errors: unknown[] = [];
	const each = async (key: keyof typeof counts, everyMs: number, act: (number: number) => Promise<void>) => {
		while (performance.now() < endsAt && errors.length === 0) {
			const acting = act(++counts[key]).catch((error: unknown) => void errors.push(error));
			pending.add(acting);
			void acting.then(() => pending.delete(acting));
			await sleep(everyMs * (0.5 + Math.random()));
		}
	};
	await Promise.all([
		each('events', 1000 / perSecond, event),
		each('charges', 1000 / perSecond, charge),
		each('forgeries', 5000 / perSecond, forgery),
		each('noise', 2500 / perSecond, async (number) => await emit(NOISE[number % NOISE.length] ?? {})),
		each('faults', 7000, fault),
	]);
	await Promise.all(pending);
	if (errors.length > 0) throw errors[0];
	return traffic;
}
