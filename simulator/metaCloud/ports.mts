import type { FastifyReply, FastifyRequest } from 'fastify';
import type { MetaAccount, TakenMessage } from './account.mts';

/** One webhook call. */
export interface WebhookCall {
	account: string;
	method: 'GET' | 'POST';
	url: string;
	/** What it is, for the record: messages, statuses, verification. */
	label: string;
	headers: Record<string, string>;
	body?: string;
}

export interface WebhookAnswer {
	/** 0 when no answer came. */
	status: number;
	responseBody: string;
}

/** All that this half needs of the rest of the simulator. */
export interface MetaPorts {
	accounts(): Iterable<MetaAccount>;
	call(call: WebhookCall): Promise<WebhookAnswer>;
	/** Runs something later; whoever waits for deliveries waits for it. */
	schedule(account: string, delayMs: number, work: () => Promise<unknown>): void;
	/** A message was taken in: from here on its recipient gets it, whatever the answer says. */
	taken(request: FastifyRequest, account: MetaAccount, message: TakenMessage): void;
	/** How the delivery of this message is to fail although it was taken; null: it does not. */
	plannedFailure(request: FastifyRequest): { code: number; details: string } | null;
	answer(request: FastifyRequest, reply: FastifyReply, body: unknown): void;
}
