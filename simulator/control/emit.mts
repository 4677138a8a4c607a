import type { FastifyInstance } from 'fastify';
import type { Account } from '../core/accounts.mts';
import type { DeliveryResult, Delivery } from '../core/deliveries.mts';
import { Refusal } from '../core/refusal.mts';
import type { State } from '../core/state.mts';
import { namedAccount } from './accounts.mts';
import { buildDelivery, type Emission } from './emission.mts';
import { EMISSION } from './schemas.mts';

interface EmitRequest extends Emission {
	account: string;
	/** Several different events in one call; each may carry its own options. */
	events?: Emission[];
	order?: 'given' | 'reversed';
	/** Copies of each event, byte for byte. */
	repeat?: number;
	/** All at once (default), or one after the other. */
	concurrent?: boolean;
	delayMs?: number;
	/** False answers at once; POST /_control/settle waits for the rest. */
	wait?: boolean;
}

/** Sends events to an account's webhooks, honest or hostile, and replays earlier ones. */
export function emitRoutes(app: FastifyInstance, state: State): void {
	app.post('/emit', { schema: { body: EMISSION } }, async (request) => {
		const wanted = request.body as EmitRequest;
		const account = namedAccount(state, request);
		const deliveries = collect(account, wanted);
		if (wanted.wait !== false) {
			await pause(wanted.delayMs);
			return { results: (await sendAll(state, deliveries, wanted)).map(outcome) };
		}
		state.webhooks.schedule(account.id, wanted.delayMs ?? 0, () => sendAll(state, deliveries, wanted));
		return { scheduled: deliveries.length };
	});

	app.post('/replay', async (request) => {
		const account = namedAccount(state, request);
		const { label, times = 1 } = request.body as { label?: string; times?: number };
		const earlier = state.webhooks.read(account.id).findLast((entry) => !label || entry.label === label);
		if (!earlier) throw new Refusal(404, 'nothing was delivered yet');
		const deliveries = Array.from({ length: times }, () => earlier.delivery);
		return { results: (await sendAll(state, deliveries, {})).map(outcome) };
	});
}

function collect(account: Account, wanted: EmitRequest): Delivery[] {
	const { events, order = 'given', repeat = 1 } = wanted;
	const deliveries = (events ?? [wanted]).map((event) =>
		buildDelivery(account, events ? { ...wanted, ...event } : event),
	);
	const copies = deliveries.flatMap((delivery) => Array.from({ length: repeat }, () => delivery));
	return order === 'reversed' ? copies.reverse() : copies;
}

async function sendAll(
	state: State,
	deliveries: Delivery[],
	{ concurrent = true }: Pick<EmitRequest, 'concurrent'>,
): Promise<DeliveryResult[]> {
	if (concurrent) return await Promise.all(deliveries.map((delivery) => state.webhooks.send(delivery)));
	const results: DeliveryResult[] = [];
	for (const delivery of deliveries) {
		results.push(await state.webhooks.send(delivery));
	}
	return results;
}

function outcome({ status, responseBody, contentType, ms, error }: DeliveryResult) {
	return { status, responseBody, contentType, ms, error };
}

async function pause(ms = 0): Promise<void> {
	if (ms > 0) await new Promise((resolve) => setTimeout(resolve, ms));
}
