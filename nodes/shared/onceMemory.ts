import type { IWebhookFunctions } from 'n8n-workflow';

import { SeenEvents } from './seenEvents';

type Answer = ReturnType<IWebhookFunctions['getResponseObject']>;

interface Remembered {
	seen: SeenEvents;
	/** Answers that nobody waits for any more, to calls whose execution n8n may still be storing. By event. */
	unheard: Map<string, WeakRef<Answer>>;
}

/** By node, for as long as this process runs. */
const remembered = new Map<string, Remembered>();

/** Why a call is to come again whose events are unsettled. */
export const STILL_STORING = 'an earlier call of the same event is still being stored';

/** Forgets a node whose webhook goes; what was saved stays with the workflow. */
export function forgetSeen(key: string): void {
	remembered.delete(key);
}

/** Where a trigger keeps it: the node's static data. */
export interface StoredMemory {
	/** Packed by SeenEvents. */
	seen?: string;
}

export interface OnceSettings {
	/** For how long an event counts as repeated; 0 switches this off. */
	windowMs: number;
	/** A test event may come as often as the editor listens; only production counts. */
	isTest: boolean;
}

/**
 * Which events of one trigger node came before. It is kept by this process, and in the node's static data for the
 * next process.
 */
export class OnceMemory {
	private readonly seen: SeenEvents;
	private readonly unheard: Remembered['unheard'];
	private readonly isOn: boolean;
	private hasNew = false;
	private starting: readonly string[] = [];
	private isSaved = false;

	constructor(
		key: string,
		private readonly state: StoredMemory,
		private readonly settings: OnceSettings,
	) {
		const known = remembered.get(key) ?? { seen: new SeenEvents(), unheard: new Map() };
		remembered.set(key, known);
		this.seen = known.seen;
		this.unheard = known.unheard;
		this.isOn = settings.windowMs > 0 && !settings.isTest;
	}

	/** Whether this call brought an event that had not come before. */
	get hasNewEvent(): boolean {
		return this.hasNew;
	}

	/** Whether the event came before. From now on it did. */
	isDuplicate(eventId: string): boolean {
		if (this.isOn) {
			this.seen.absorb(this.state.seen);
			if (!this.seen.addIfNew(eventId, Date.now(), this.settings.windowMs)) return true;
		}
		this.hasNew = true;
		return false;
	}

	/**
	 * Whether n8n may still be storing an execution of the event, for a caller that did not wait for it: when it fails,
	 * only another call brings the event again.
	 */
	isUnsettled(eventId: string): boolean {
		const answer = this.unheard.get(eventId);
		if (answer === undefined) return false;
		// One that is gone was never given: a call that was stored has saved.
		const status = answer.deref()?.statusCode ?? 500;
		if (status >= 400) this.forget([eventId]);
		return status < 400;
	}

	/**
	 * These events are about to start the workflow. When n8n cannot store the execution, it answers with a 500, and the
	 * events are no duplicates when they come again.
	 */
	watch(eventIds: readonly string[], response: Answer): void {
		if (!this.isOn) return;
		this.starting = eventIds;
		let isHeard = false;
		response.once('finish', () => {
			isHeard = true;
			if (response.statusCode >= 400) this.forget(eventIds);
		});
		const close = () => {
			if (isHeard || this.isSaved) return;
			for (const eventId of eventIds) this.unheard.set(eventId, new WeakRef(response));
		};
		// A look-up may have taken longer than the caller waits.
		if (response.destroyed) close();
		else response.once('close', close);
	}

	private forget(eventIds: readonly string[]): void {
		for (const eventId of eventIds) {
			this.seen.forget(eventId);
			this.unheard.delete(eventId);
		}
	}

	/** Puts what this call changed into static data. */
	save(): void {
		this.isSaved = true;
		for (const eventId of this.starting) this.unheard.delete(eventId);
		if (!this.hasNew || !this.isOn) return;
		const unsettled = [...this.unheard.keys()].filter((eventId) => this.isUnsettled(eventId));
		this.state.seen = this.seen.pack(Date.now(), this.settings.windowMs, unsettled);
	}
}
