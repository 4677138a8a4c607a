/** Lets one holder at a time have each key. */
export class KeyedMutex {
	/** Keys that are held, with what ends the wait for them. */
	private readonly held = new Map<string, Promise<void>>();

	/** Waits until nobody holds the key, then holds it until the function that it returns is called, at least once. */
	async acquire(key: string): Promise<() => void> {
		for (let other = this.held.get(key); other; other = this.held.get(key)) await other;
		let end = () => {};
		const own = new Promise<void>((resolve) => (end = resolve));
		this.held.set(key, own);
		return () => {
			if (this.held.get(key) === own) this.held.delete(key);
			end();
		};
	}

	isHeld(key: string): boolean {
		return this.held.has(key);
	}
}
