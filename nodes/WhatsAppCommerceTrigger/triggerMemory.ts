import type { IDataObject, IWebhookFunctions } from 'n8n-workflow';

import type { CommerceEvent } from '../../commerce/domain/event';
import { nodeKey, nodeState, type NodeState } from '../providers/webhook/nodeState';
import type { TriggerSettings } from '../providers/webhook/triggerSettings';
import { forgetSeen, OnceMemory } from '../shared/onceMemory';
import { OrderMessages } from './orderMessages';

/** By node, for as long as this process runs. */
const remembered = new Map<string, OrderMessages>();

/** Forgets a node whose webhook goes; what was saved stays with the workflow. */
export function forgetMemory(key: string): void {
	remembered.delete(key);
	forgetSeen(key);
}

/**
 * What one webhook call needs to know of earlier ones: which events came before, and which message carried which
 * order. It is kept by this process, and in the node's static data for the next process.
 */
export class TriggerMemory {
	private readonly state: NodeState & IDataObject;
	private readonly once: OnceMemory;
	private readonly orders: OrderMessages;
	private readonly completesOrders: boolean;

	private hasOrder = false;
	private hasNewMessage = false;

	constructor(context: IWebhookFunctions, { deduplicateForMs, events }: TriggerSettings) {
		const key = nodeKey(context);
		this.orders = remembered.get(key) ?? new OrderMessages();
		remembered.set(key, this.orders);
		this.state = nodeState(context);
		const isTest = context.getMode() === 'manual';
		this.once = new OnceMemory(key, this.state, { windowMs: deduplicateForMs, isTest });
		this.completesOrders = events.includes('orderUpdated');
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
		return this.once.isDuplicate(eventId);
	}

	/** As OnceMemory. */
	isUnsettled(eventId: string): boolean {
		return this.once.isUnsettled(eventId);
	}

	/** As OnceMemory. */
	watch(...starting: Parameters<OnceMemory['watch']>): void {
		this.once.watch(...starting);
	}

	/** Puts what this call changed into static data. */
	save(): void {
		this.once.save();
		if (this.hasNewMessage || (this.once.hasNewEvent && this.hasOrder)) {
			this.state.orderMessages = this.orders.pack();
		}
	}
}
