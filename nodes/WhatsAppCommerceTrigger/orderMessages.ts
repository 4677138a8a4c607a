/** Orders whose message is remembered; 100 of them take about 4 kB of static data. */
const LIMIT = 100;

/** An id as the providers form them; anything else could break the packed form. */
const SAFE_ID = /^[\w.@:+/=-]{1,80}$/;

/**
 * Which message carried which order. An update's event names the order but not its message, and a later
 * update of the same order must name that message.
 */
export class OrderMessages {
	private readonly messageOf = new Map<string, string>();

	/** Learns what was stored; what this process knows itself wins. */
	absorb(stored: unknown): void {
		if (typeof stored !== 'string') return;
		for (const pair of stored.split(' ')) {
			const [referenceId, messageId] = pair.split(',');
			if (referenceId && messageId && !this.messageOf.has(referenceId)) {
				this.messageOf.set(referenceId, messageId);
			}
		}
		this.forgetOld();
	}

	/** True when this was news. */
	note(referenceId: string, messageId: string): boolean {
		if (!SAFE_ID.test(referenceId) || !SAFE_ID.test(messageId)) return false;
		if (this.messageOf.get(referenceId) === messageId) return false;
		this.messageOf.delete(referenceId);
		this.messageOf.set(referenceId, messageId);
		this.forgetOld();
		return true;
	}

	/** The message that carried an order; undefined when unknown. */
	find(referenceId: string): string | undefined {
		return this.messageOf.get(referenceId);
	}

	/** All that is remembered, as `absorb` reads it. */
	pack(): string {
		return [...this.messageOf].map((pair) => pair.join(',')).join(' ');
	}

	private forgetOld(): void {
		for (const referenceId of this.messageOf.keys()) {
			if (this.messageOf.size <= LIMIT) return;
			this.messageOf.delete(referenceId);
		}
	}
}
