import { SeenEvents } from './seenEvents';

/** By node, for as long as this process runs. */
const remembered = new Map<string, SeenEvents>();

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
	private readonly isOn: boolean;
	private hasNew = false;

	constructor(
		key: string,
		private readonly state: StoredMemory,
		private readonly settings: OnceSettings,
	) {
		this.seen = remembered.get(key) ?? new SeenEvents();
		remembered.set(key, this.seen);
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

	/** Events that did not start the workflow after all, so that they are no duplicates when they come again. */
	forget(eventIds: readonly string[]): void {
		if (!this.isOn) return;
		for (const eventId of eventIds) this.seen.forget(eventId);
	}

	/** Puts what this call changed into static data. */
	save(): void {
		if (this.hasNew && this.isOn) this.state.seen = this.seen.pack(Date.now(), this.settings.windowMs);
	}
}
