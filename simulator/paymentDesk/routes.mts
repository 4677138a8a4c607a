import type { FastifyInstance } from 'fastify';
import { PAYMENT_EMISSION } from '../control/schemas.mts';
import { Refusal } from '../core/refusal.mts';
import type { State } from '../core/state.mts';
import { abacatePay } from './abacatePay.mts';
import { apiPix, bundle } from './apiPix.mts';
import { asaas } from './asaas.mts';
import { buildCall } from './calls.mts';
import { CHARGING } from './charging.mts';
import {
	moveCharge,
	newCharge,
	newDesk,
	type Charge,
	type ChargeState,
	type Desk,
	type DeskProvider,
	type Forgery,
} from './desk.mts';
import { infinitePay } from './infinitePay.mts';
import { mercadoPago, orderId } from './mercadoPago.mts';
import { other } from './other.mts';
import { pagBank } from './pagBank.mts';
import { woovi } from './woovi.mts';

const PROVIDERS: Record<string, DeskProvider> = {
	abacatePay,
	apiPix,
	asaas,
	infinitePay,
	mercadoPago,
	other,
	pagBank,
	woovi,
};

/** Shops' accounts at payment providers; nothing of it is shared between two simulators. */
export class DeskStore {
	readonly desks = new Map<string, Desk>();

	find(id: unknown): Desk {
		const desk = this.desks.get(String(id));
		if (!desk) throw new Refusal(404, `no payment desk ${String(id)}`);
		return desk;
	}
}

/** What the payment providers' own APIs answer: below /_payments/{desk}, the Base URL of the credential. */
export function deskApiRoutes(store: DeskStore) {
	return async (app: FastifyInstance): Promise<void> => {
		app.all('/:desk/*', async (request, reply) => {
			const { desk: deskId, '*': rest } = request.params as { desk: string; '*': string };
			const desk = store.find(deskId);
			desk.lookUps += 1;
			if (desk.lookUpFault === 'hang') return await new Promise(() => undefined);
			if (desk.lookUpFault !== undefined) return reply.code(desk.lookUpFault).send({ message: 'fault' });
			const api = { ...PROVIDERS[desk.paymentProvider].api, ...CHARGING[desk.paymentProvider] };
			const found = route(api, request.method, `/${rest.split('?')[0]}`);
			if (!found) return reply.code(404).send({ message: 'no such route' });
			const answer = found.handler(desk, {
				id: found.id,
				body: (request.body ?? {}) as Record<string, unknown>,
				headers: request.headers,
			});
			return reply.code(answer.status).send(answer.body);
		});
	};
}

function route(api: DeskProvider['api'], method: string, path: string) {
	for (const [name, handler] of Object.entries(api)) {
		const [verb, pattern] = name.split(' ');
		const match = new RegExp(`^${pattern.replace(/:id/, '([^/]+)')}$`).exec(path);
		if (verb === method && match) return { handler, id: decodeURIComponent(match[1] ?? '') };
	}
	return undefined;
}

interface Emission {
	desk: string;
	url: string;
	/** In the order in which they happen; calls go out in `order`. */
	events: Array<{
		charge?: string;
		state?: ChargeState;
		event?: string;
		refundedCents?: number;
		forge?: Forgery;
	}>;
	repeat?: number;
	order?: 'given' | 'reversed';
	concurrent?: boolean;
	/** API Pix: all events in one call, as the standard has it or as the bare list of Banco Inter. */
	bundle?: 'pix' | 'list';
}

/** What tests and people do at the desk: below /_control/payments. */
export function deskControlRoutes(
	app: FastifyInstance,
	state: State,
	store: DeskStore,
	base: () => string,
): void {
	app.post('/payments/desks', async (request, reply) => {
		const { paymentProvider, ...given } = request.body as { paymentProvider: string } & Partial<Desk>;
		if (!Object.hasOwn(PROVIDERS, paymentProvider))
			throw new Refusal(400, `no payment provider ${paymentProvider}`);
		const desk = newDesk(paymentProvider, given);
		PROVIDERS[paymentProvider].open(desk);
		store.desks.set(desk.id, desk);
		void reply.code(201);
		return shown(desk, base());
	});
	app.get('/payments/desks/:id', async (request) =>
		shown(store.find((request.params as { id: string }).id), base()),
	);
	app.patch('/payments/desks/:id', async (request) => {
		const desk = store.find((request.params as { id: string }).id);
		const { lookUpFault, isTest } = request.body as Partial<Record<keyof Desk, never>>;
		Object.assign(desk, { lookUpFault, ...(isTest === undefined ? {} : { isTest }) });
		return shown(desk, base());
	});
	app.post('/payments/charges', async (request, reply) => {
		const { desk: id, ...given } = request.body as { desk: string } & Partial<Charge>;
		const desk = store.find(id);
		const provider = PROVIDERS[desk.paymentProvider];
		const charge = newCharge(given.id ?? (given.topic === 'order' ? orderId() : provider.chargeId()), given);
		desk.charges.set(charge.id, charge);
		void reply.code(201);
		return charge;
	});
	const schema = { body: PAYMENT_EMISSION };
	app.post(
		'/payments/emit',
		{ schema },
		async (request) => await emit(state, store, request.body as Emission),
	);
}

async function emit(state: State, store: DeskStore, emission: Emission) {
	const desk = store.find(emission.desk);
	const provider = PROVIDERS[desk.paymentProvider];
	const calls = emission.events.map(({ charge: chargeId, state: next, event, refundedCents, forge }) => {
		const charge = desk.charges.get(chargeId ?? '');
		if (charge && next) moveCharge(charge, next, refundedCents);
		return buildCall(provider, desk, charge, { event, forge });
	});
	if (emission.bundle !== undefined) {
		const bodies = calls.map(({ body }) => body);
		calls.splice(0, calls.length, { ...calls[0], body: bundle(bodies, emission.bundle === 'list') });
	}
	const ordered = emission.order === 'reversed' ? calls.reverse() : calls;
	const all = ordered.flatMap((call) => Array.from({ length: emission.repeat ?? 1 }, () => call));
	const send = async ({ headers, query, body }: (typeof all)[number]) => {
		const url = new URL(emission.url);
		for (const [name, value] of Object.entries(query)) url.searchParams.set(name, value);
		const result = await state.webhooks.send({
			account: desk.id,
			url: url.href,
			label: 'payment',
			headers,
			body,
		});
		return { status: result.status, body: result.responseBody, error: result.error };
	};
	const results: Array<Awaited<ReturnType<typeof send>>> = [];
	if (emission.concurrent === false) for (const call of all) results.push(await send(call));
	else results.push(...(await Promise.all(all.map(send))));
	return { results };
}

function shown({ charges, ...desk }: Desk, base: string) {
	return {
		...desk,
		charges: [...charges.values()],
		baseUrl: `${base}/_payments/${desk.id}`,
		/** What to fill into the credential. */
		credential: {
			paymentProvider: desk.paymentProvider,
			secret: desk.secret,
			apiToken: desk.apiToken,
			baseUrl: `${base}/_payments/${desk.id}`,
			...desk.more,
		},
	};
}
