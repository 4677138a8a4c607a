import { randomBytes, randomUUID } from 'node:crypto';
import { noteSecrets } from '../core/secretsFile.mts';

/** What a charge can come to; also what a call tells. */
export type ChargeState =
	| 'created'
	| 'paid'
	| 'received'
	| 'refunded'
	| 'partlyRefunded'
	| 'expired'
	| 'underReview';
export type ChargeMethod = 'pix' | 'boleto' | 'card';

export interface Charge {
	id: string;
	/** The shop's own ID of the order. */
	referenceId: string | null;
	amountCents: number;
	method: ChargeMethod;
	state: ChargeState;
	paidCents: number;
	refundedCents: number;
	feeCents: number;
	payerName: string;
	txid: string;
	endToEndId: string;
	createdAt: Date;
	paidAt: Date;
	/** Ids of what the shop made first; the payment provider's own kind. */
	topic?: string;
}

/** The account of one shop at one payment provider. */
export interface Desk {
	id: string;
	paymentProvider: string;
	/** Goes into Webhook Secret of the credential. */
	secret: string;
	/** Goes into API Token. */
	apiToken: string;
	/** Further fields of the credential. */
	more: Record<string, string>;
	charges: Map<string, Charge>;
	/** What look-ups are answered with instead: a status, or `hang`. */
	lookUpFault?: number | 'hang';
	lookUps: number;
	isTest: boolean;
}

/** A call on its way to the shop. */
export interface DeskCall {
	headers: Record<string, string>;
	query: Record<string, string>;
	body: string;
}

/** How a call is spoilt. */
export type Forgery = 'noProof' | 'wrongProof' | 'changedBody' | 'stale' | 'noSignature' | 'test';

/** What a payment provider does, as its documents say. */
export interface DeskProvider {
	open(desk: Desk): void;
	/** The body and query that tell a state, without proofs. */
	tell(desk: Desk, charge: Charge, event?: string): { body: unknown; query?: Record<string, string> };
	/** What it sends when a webhook is registered or tried out. */
	test(desk: Desk): { body: unknown; query?: Record<string, string> };
	/** Proofs of the bytes it sends. `secret` and `key` are those of another shop when a call is forged. */
	prove(desk: Desk, call: DeskCall, proof: Proof): void;
	/** How an id of a new charge looks. */
	chargeId(): string;
	/** Answers of its API, by "METHOD path" with :id. */
	api: Record<string, (desk: Desk, request: ApiRequest) => ApiAnswer>;
}

export interface Proof {
	secret: string;
	/** Signs with a key that nobody published. */
	wrongKey: boolean;
	atMs: number;
	/** Leaves the signature of the body away, where there is one besides the secret. */
	noSignature: boolean;
}

export interface ApiRequest {
	id: string;
	body: Record<string, unknown>;
	headers: Record<string, unknown>;
}

export interface ApiAnswer {
	status: number;
	body: unknown;
}

export function newDesk(paymentProvider: string, given: Partial<Desk> = {}): Desk {
	const desk: Desk = {
		id: randomUUID(),
		paymentProvider,
		secret: `desk-secret-${randomBytes(20).toString('hex')}`,
		apiToken: `desk-token-${randomBytes(20).toString('hex')}`,
		more: {},
		charges: new Map(),
		lookUps: 0,
		isTest: false,
		...given,
	};
	noteSecrets('credential', [desk.secret, desk.apiToken]);
	return desk;
}

export function newCharge(id: string, given: Partial<Charge>): Charge {
	const amountCents = given.amountCents ?? 14_990;
	const now = new Date();
	return {
		id,
		referenceId: null,
		amountCents,
		method: 'pix',
		state: 'created',
		paidCents: amountCents,
		refundedCents: 0,
		feeCents: 99,
		payerName: 'Maria Santos',
		txid: randomBytes(16).toString('hex'),
		endToEndId: `E18236120${stamp(now)}s${randomBytes(5).toString('hex')}`,
		createdAt: now,
		paidAt: now,
		...given,
	};
}

function stamp(date: Date): string {
	return date.toISOString().replace(/\D/g, '').slice(0, 12);
}

/** The charge after something happened to it. */
export function moveCharge(charge: Charge, state: ChargeState, refundedCents?: number): void {
	charge.state = state;
	if (state === 'refunded') charge.refundedCents = charge.paidCents;
	if (state === 'partlyRefunded') charge.refundedCents = refundedCents ?? Math.floor(charge.paidCents / 2);
}

export const reais = (cents: number): number => Number((cents / 100).toFixed(2));
export const decimals = (cents: number): string => (cents / 100).toFixed(2);
/** Local time in Brasília as Asaas prints it. */
export const brasilia = (date: Date): string =>
	new Date(date.getTime() - 3 * 3_600_000).toISOString().slice(0, 19).replace('T', ' ');
