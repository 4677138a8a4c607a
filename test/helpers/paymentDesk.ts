import { randomUUID } from 'crypto';
import type { INodeParameters } from 'n8n-workflow';
import type { Trigger, TriggerInput } from './engine/openTrigger';
import { openTrigger } from './engine/openTrigger';
import { PACKAGE_NAME } from './engine/nodeTypes';
import { newOrigin, putOnline } from './shopTrigger';
import { simulator } from './simulator';

export const PAYMENT_TRIGGER_TYPE = `${PACKAGE_NAME}.whatsAppCommercePaymentTrigger`;

/** A shop's account at a simulated payment provider, as the simulator's control API shows it. */
export interface Desk {
	id: string;
	paymentProvider: string;
	secret: string;
	apiToken: string;
	lookUps: number;
	/** What to fill into the credential. */
	credential: { [name: string]: string };
}

export interface DeskCharge {
	id: string;
	referenceId: string;
	amountCents: number;
	endToEndId: string;
	txid: string;
	[name: string]: unknown;
}

export interface DeskEvent {
	charge?: string;
	state?: string;
	event?: string;
	refundedCents?: number;
	forge?: string;
}

interface EmitOptions {
	repeat?: number;
	order?: 'reversed';
	concurrent?: boolean;
	bundle?: 'pix' | 'list';
	/** Added to the path of the webhook, as API Pix does. */
	suffix?: string;
}

export const openDesk = async (paymentProvider: string, settings: object = {}): Promise<Desk> =>
	await simulator.call('POST', '/payments/desks', { paymentProvider, ...settings });

export const deskNow = async ({ id }: Desk): Promise<Desk> =>
	await simulator.call('GET', `/payments/desks/${id}`);

export const configureDesk = async ({ id }: Desk, settings: { [name: string]: unknown }): Promise<Desk> =>
	await simulator.call('PATCH', `/payments/desks/${id}`, settings);

export const chargeAt = async ({ id }: Desk, charge: object = {}): Promise<DeskCharge> =>
	await simulator.call('POST', '/payments/charges', {
		desk: id,
		referenceId: `order-${randomUUID()}`,
		...charge,
	});

/** Lets the payment provider call the trigger, and returns the statuses of the answers. */
export async function tell(
	desk: Desk,
	trigger: Trigger,
	events: DeskEvent[],
	{ suffix = '', ...options }: EmitOptions = {},
): Promise<number[]> {
	const url = `${trigger.webhookUrl()}${suffix}`;
	const emission = { desk: desk.id, url, events, ...options };
	const { results } = await simulator.call<{ results: Array<{ status: number }> }>(
		'POST',
		'/payments/emit',
		emission,
	);
	return results.map(({ status }) => status);
}

export interface PaymentTriggerInput extends Omit<TriggerInput, 'parameters' | 'credentials'> {
	parameters?: INodeParameters;
	/** What the credential has other than the desk's. */
	credential?: { [name: string]: string };
}

/** A payment trigger with the desk's credential; workflow and webhook ids are fresh unless given. */
export async function openPaymentTrigger(desk: Desk, input: PaymentTriggerInput = {}): Promise<Trigger> {
	return await openTrigger({
		workflowId: randomUUID(),
		webhookId: randomUUID(),
		urls: { webhook: newOrigin() },
		...input,
		type: PAYMENT_TRIGGER_TYPE,
		typeVersion: 1.1,
		parameters: { paymentProvider: desk.paymentProvider, ...input.parameters },
		credentials: { paymentWebhookApi: { ...desk.credential, ...input.credential } },
	});
}

/** The same, published and reachable for the desk. */
export async function publishedFor(desk: Desk, input: PaymentTriggerInput = {}): Promise<Trigger> {
	const trigger = await openPaymentTrigger(desk, input);
	await trigger.activate();
	await putOnline(trigger);
	return trigger;
}
