import type { IDataObject, IWebhookFunctions } from 'n8n-workflow';

import type { CommerceEvent } from '../../commerce/domain/event';
import { nodeKey, nodeState, type NodeState } from '../providers/webhook/nodeState';
import type { TriggerSettings } from '../providers/webhook/triggerSettings';
import { OrderMessages } from './orderMessages';
import { SeenEvents } from './seenEvents';

interface Remembered {
	seen: SeenEvents;
	orders: OrderMessages;
}

/** By node, for as long as this process runs. */
const remembered = new Map<string, Remembered>();

/** Forgets a node whose webhook goes; what was saved stays with the workflow. */
export function forgetMemory(key: string): void {
	remembered.delete(key);
}

/**
 * What one webhook call needs to know of earlier ones: which events came before, and which message carried which
 * order. It is kept by this process, and in the node's static data for the next process.
 */
export class TriggerMemory {
	private readonly state: NodeState & IDataObject;
	private readonly seen: SeenEvents;
	private readonly orders: OrderMessages;
	private readonly deduplicates: boolean;
	private readonly completesOrders: boolean;
	private readonly windowMs: number;

	private hasNewEvent = false;
	private hasOrder = false;
	private hasNewMessage = false;

	constructor(context: IWebhookFunctions, { deduplicateForMs, events }: TriggerSettings) {
		const key = nodeKey(context);
		const { seen, orders } = remembered.get(key) ?? { seen: new SeenEvents(), orders: new OrderMessages() };
		remembered.set(key, { seen, orders });
		this.state = nodeState(context);
		this.seen = seen;
		this.orders = orders;
		// A test event may come as often as the editor listens; only production counts.
		this.deduplicates = deduplicateForMs > 0 && context.getMode() !== 'manual';
		this.completesOrders = events.includes('orderUpdated');
		this.windowMs = deduplicateForMs;
	}

	/** Notes which message carries an order, and adds it to later updates of that order. */
	completeOrder({ event, order }: CommerceEvent): void {
		if (order?.referenceId === undefined || !this.completesOrders) return;
		this.hasOrder = true;
		this.orders.absorb(this.state.orderMessages);
		if (order.orderMessageId !== undefined) {
			const isNew = this.orders.note(order.referenceId, order.orderMessageId);
			this.hasNewMessage ||= isNew;
		} else if (event === 'orderUpdated') {
			const found = this.orders.find(order.referenceId);
			if (found !== undefined) order.orderMessageId = found;
		}
	}

	/** Whether the event came before. From now on it did. */
	isDuplicate(eventId: string): boolean {
		if (this.deduplicates) {
			this.seen.absorb(this.state.seen);
			if (!this.seen.addIfNew(eventId, Date.now(), this.windowMs)) return true;
		}
		this.hasNewEvent = true;
		return false;
	}

	/** Events that did not start the workflow after all, so that they are no duplicates when they come again. */
	forget(eventIds: readonly string[]): void {
		if (!this.deduplicates) return;
		for (const eventId of eventIds) this.seen.forget(eventId);
	}

	/** Puts what this call changed into static data. */
	save(): void {
		if (this.hasNewEvent && this.deduplicates) {
			this.state.seen = this.seen.pack(Date.now(), this.windowMs);
		}
		if (this.hasNewMessage || (this.hasNewEvent && this.hasOrder)) {
			this.state.orderMessages = this.orders.pack();
		}
	}
}
