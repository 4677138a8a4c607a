import { createHash } from 'crypto';

/** Events that one process remembers per node; a busy shop has a few thousand a day. */
const MEMORY_LIMIT = 20_000;

/** Events that outlive a restart. n8n copies static data into every saved execution, so this stays at 8 kB. */
const STORED_LIMIT = 1_000;

/** 48 bits: against 20,000 remembered events a new one is taken for a duplicate once in 10^10. */
const FINGERPRINT_LENGTH = 8;

const MINUTE_MS = 60_000;

/**
 * The events of one trigger node in this process, and their packed form for n8n's storage.
 *
 * Everything here is synchronous: between asking and remembering nothing else runs, so of many deliveries in
 * the same moment exactly one is new. Packed form: "<minute, base 36>:<fingerprints>", joined by spaces.
 */
export class SeenEvents {
	private readonly seenAt = new Map<string, number>();
	private recent: Array<{ fingerprint: string; at: number }> = [];
	/** Texts whose content is known already, so that they need not be read again. */
	private known: string[] = [];

	/** True when the event is new; it is remembered from now on. */
	addIfNew(eventId: string, nowMs: number, windowMs: number): boolean {
		const fingerprint = fingerprintOf(eventId);
		const at = this.seenAt.get(fingerprint) ?? -Infinity;
		if (nowMs - at < windowMs) return false;
		this.remember(fingerprint, nowMs);
		this.forgetOld(nowMs, windowMs);
		return true;
	}

	/** The event did not come to run after all, so the next of its kind is new. */
	forget(eventId: string): void {
		const fingerprint = fingerprintOf(eventId);
		this.seenAt.delete(fingerprint);
		this.recent = this.recent.filter((entry) => entry.fingerprint !== fingerprint);
	}

	/** Learns what another process, or this one before a restart, has stored. */
	absorb(stored: unknown): void {
		if (typeof stored !== 'string' || this.known.includes(stored)) return;
		for (const part of stored.split(' ')) {
			const [minute, fingerprints = ''] = part.split(':');
			// The whole minute counts as its last moment, so that nothing is forgotten early.
			const at = (parseInt(minute, 36) + 1) * MINUTE_MS - 1;
			if (!Number.isFinite(at)) continue;
			for (let i = 0; i + FINGERPRINT_LENGTH <= fingerprints.length; i += FINGERPRINT_LENGTH) {
				const fingerprint = fingerprints.slice(i, i + FINGERPRINT_LENGTH);
				if (!this.seenAt.has(fingerprint)) this.remember(fingerprint, at);
			}
		}
		this.recent.sort((a, b) => a.at - b.at);
		this.noteKnown(stored);
	}

	/** The newest events, packed; without those of which it is not known that they ran. */
	pack(nowMs: number, windowMs: number, unsettled: readonly string[] = []): string {
		const leftOut = new Set(unsettled.map(fingerprintOf));
		this.recent = this.recent.slice(-STORED_LIMIT);
		const parts: string[] = [];
		let current: string | undefined;
		for (const { fingerprint, at } of this.recent) {
			if (nowMs - at >= windowMs || leftOut.has(fingerprint)) continue;
			const minute = Math.floor(Math.min(at, nowMs) / MINUTE_MS).toString(36);
			if (minute === current) parts.push(fingerprint);
			else parts.push(`${parts.length > 0 ? ' ' : ''}${minute}:${fingerprint}`);
			current = minute;
		}
		const packed = parts.join('');
		this.noteKnown(packed);
		return packed;
	}

	private remember(fingerprint: string, at: number): void {
		// Set anew, so that the map stays ordered by time of learning.
		this.seenAt.delete(fingerprint);
		this.seenAt.set(fingerprint, at);
		this.recent.push({ fingerprint, at });
	}

	private forgetOld(nowMs: number, windowMs: number): void {
		for (const [fingerprint, at] of this.seenAt) {
			if (this.seenAt.size <= MEMORY_LIMIT && nowMs - at < windowMs) return;
			this.seenAt.delete(fingerprint);
		}
	}

	private noteKnown(text: string): void {
		this.known = [text, ...this.known.slice(0, 15)];
	}
}

function fingerprintOf(eventId: string): string {
	return createHash('sha256').update(eventId).digest('base64url').slice(0, FINGERPRINT_LENGTH);
}
