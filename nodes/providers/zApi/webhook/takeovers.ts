/** What an address of ours found when it was set. */
export interface Found {
	/** The address before; empty when none was set. */
	url: string;
	/** Whether own messages were reported before; absent when unknown. */
	sentByMe?: boolean;
}

interface Entry extends Found {
	retired: boolean;
}

/** More than any server has of Z-API triggers. */
const LIMIT = 500;

/**
 * Which address each of our addresses replaced, for all workflows of this process.
 *
 * Two workflows may stack their addresses on one instance: B replaces A, which replaced P. When A goes first,
 * B must later bring back P and not A, whose workflow is gone. Each workflow's own static data cannot know
 * that, so the stack is kept here and rebuilt at a restart, when n8n asks every active trigger whether it
 * is registered.
 */
class Takeovers {
	private readonly entries = new Map<string, Entry>();

	/** Our address is set, or covered by a later one that will bring it back. */
	note(slot: string, url: string, found: Found): void {
		this.entries.delete(key(slot, url));
		this.entries.set(key(slot, url), { ...found, retired: false });
		for (const oldest of this.entries.keys()) {
			if (this.entries.size <= LIMIT) return;
			this.entries.delete(oldest);
		}
	}

	/** Our address is gone although a later one covers it: whoever found ours shall bring back what we found. */
	retire(slot: string, url: string, found: Found): void {
		this.entries.set(key(slot, url), { ...found, retired: true });
		for (const [name, entry] of this.entries) {
			if (!name.startsWith(`${slot} `) || entry.url !== url) continue;
			this.entries.set(name, { ...entry, url: found.url, sentByMe: found.sentByMe ?? entry.sentByMe });
		}
	}

	/** What our address shall bring back, as far as this process knows. */
	find(slot: string, url: string): Found | undefined {
		return this.entries.get(key(slot, url));
	}

	/** Our address is gone and what it had found is back. */
	forget(slot: string, url: string): void {
		this.entries.delete(key(slot, url));
	}

	/** Whether a trigger of this process still wants its events at this address. */
	isAlive(slot: string, url: string): boolean {
		return this.entries.get(key(slot, url))?.retired === false;
	}

	/** What to bring back: the address found, or what that one had found if its workflow is gone. */
	resolve(slot: string, found: Found): Found {
		let current = found;
		for (let hops = 0; hops < LIMIT; hops++) {
			const entry = this.entries.get(key(slot, current.url));
			if (entry === undefined || !entry.retired) return current;
			current = { url: entry.url, sentByMe: entry.sentByMe ?? current.sentByMe };
		}
		return current;
	}
}

function key(slot: string, url: string): string {
	return `${slot} ${url}`;
}

/** The one stack of this process. */
export const takeovers = new Takeovers();
