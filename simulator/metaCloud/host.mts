import { randomBytes } from 'node:crypto';
import type { FastifyReply } from 'fastify';
import { noteSecrets } from '../core/secretsFile.mts';
import { newMetaAccount, type MetaAccount } from './account.mts';
import type { MetaPorts, WebhookAnswer, WebhookCall } from './ports.mts';

/** A webhook receiver for tests that cannot listen themselves. */
export interface Receiver {
	id: string;
	/** HTTPS address that reaches it. */
	url: string;
	verifyToken: string;
	/** Base URL of a server that takes the calls instead, as behind a tunnel. */
	forwardTo?: string;
	/** What it does with the verification: answers it, answers something else, or refuses. */
	handshake: 'answer' | 'wrong' | 'refuse';
	/** Statuses of its answers to events, one after the other; then 200. */
	statuses: number[];
	received: Array<{ headers: Record<string, string>; body: string }>;
}

type Delivery = WebhookCall & WebhookAnswer;

/** Accounts, receivers and what was delivered, for the time that this half stands on its own. */
export class MetaHost implements MetaPorts {
	readonly byId = new Map<string, MetaAccount>();
	readonly receivers = new Map<string, Receiver>();
	readonly deliveries: Delivery[] = [];
	private readonly pending = new Map<string, number>();

	add(given: Partial<MetaAccount>): MetaAccount {
		const account = newMetaAccount(given);
		noteSecrets('credential', [account.token, account.appSecret]);
		this.byId.set(account.id, account);
		return account;
	}

	accounts(): Iterable<MetaAccount> {
		return this.byId.values();
	}

	addReceiver(given: Partial<Receiver>): Receiver {
		const id = randomBytes(6).toString('hex');
		const receiver: Receiver = {
			id,
			url: `https://${id}.receiver.example/webhook`,
			verifyToken: 'our-verify-token',
			handshake: 'answer',
			statuses: [],
			received: [],
			...given,
		};
		this.receivers.set(addressKey(receiver.url), receiver);
		return receiver;
	}

	async call(call: WebhookCall): Promise<WebhookAnswer> {
		const receiver = this.receivers.get(addressKey(call.url));
		const isHere = receiver !== undefined && receiver.forwardTo === undefined;
		const answer = isHere
			? receive(receiver, call)
			: await callOutside(throughTunnel(call, receiver?.forwardTo));
		this.deliveries.push({ ...call, ...answer });
		return answer;
	}

	schedule(account: string, delayMs: number, work: () => Promise<unknown>): void {
		this.pending.set(account, (this.pending.get(account) ?? 0) + 1);
		setTimeout(() => {
			void work().finally(() => this.pending.set(account, (this.pending.get(account) ?? 1) - 1));
		}, delayMs);
	}

	/** Waits until nothing of the account is on its way; false when time ran out first. */
	async settle(account: string, timeoutMs: number): Promise<boolean> {
		const deadline = Date.now() + timeoutMs;
		while ((this.pending.get(account) ?? 0) > 0) {
			if (Date.now() > deadline) return false;
			await new Promise((resolve) => setTimeout(resolve, 5));
		}
		return true;
	}

	taken(): void {
		// The account keeps its messages itself.
	}

	plannedFailure(): null {
		return null;
	}

	answer(_request: unknown, reply: FastifyReply, body: unknown): void {
		void reply.code(200).type('application/json; charset=UTF-8').send(JSON.stringify(body));
	}
}

function receive(receiver: Receiver, { method, url, headers, body = '' }: WebhookCall): WebhookAnswer {
	if (method === 'POST') {
		receiver.received.push({ headers, body });
		return { status: receiver.statuses.shift() ?? 200, responseBody: '' };
	}
	const query = new URL(url).searchParams;
	if (receiver.handshake === 'refuse' || query.get('hub.verify_token') !== receiver.verifyToken) {
		return { status: 403, responseBody: '' };
	}
	const challenge = query.get('hub.challenge') ?? '';
	return { status: 200, responseBody: receiver.handshake === 'wrong' ? `"${challenge}"` : challenge };
}

/** An address without its query, which the verification adds to. */
function addressKey(url: string): string {
	const { origin, pathname } = new URL(url);
	return origin + pathname;
}

function throughTunnel(call: WebhookCall, to: string | undefined): WebhookCall {
	if (to === undefined) return call;
	const { pathname, search } = new URL(call.url);
	return { ...call, url: `${to}${pathname}${search}` };
}

async function callOutside({ method, url, headers, body }: WebhookCall): Promise<WebhookAnswer> {
	try {
		const signal = AbortSignal.timeout(10_000);
		const response = await fetch(url, { method, headers, body, redirect: 'manual', signal });
		return { status: response.status, responseBody: await response.text() };
	} catch {
		return { status: 0, responseBody: '' };
	}
}
