/**
 * One piece of work for all who want it at the same moment: payment providers call in bursts, and n8n takes longer to
 * read a credential than the rest of a call. Nothing is kept once the work has ended.
 */
export class SharedWork<T> {
	private readonly running = new Map<string, Promise<T>>();

	/** The result of the work that runs under this key, or of this one. */
	async run(key: string, work: () => Promise<T>): Promise<T> {
		const known = this.running.get(key);
		if (known !== undefined) return await known;
		const started = work().finally(() => this.running.delete(key));
		this.running.set(key, started);
		return await started;
	}
}
