interface Line<T> {
	running: Promise<T>;
	/** For all who came while it runs. */
	next?: Promise<T>;
}

/**
 * Work that many want at the same moment: payment providers call in bursts, and n8n takes longer to read a credential
 * than for the rest of a call. Nobody gets the result of work that began before they asked: what a payment provider was
 * asked a moment ago, it may answer otherwise now. So of a burst the first does the work, and all others share one more.
 * Nothing is kept once it has ended.
 */
export class SharedWork<T> {
	private readonly lines = new Map<string, Line<T>>();

	/** The result of work under this key that begins now or later. */
	async run(key: string, work: () => Promise<T>): Promise<T> {
		const line = this.lines.get(key);
		if (line === undefined) return await this.start(key, work);
		line.next ??= Promise.allSettled([line.running]).then(async () => await this.start(key, work));
		return await line.next;
	}

	private async start(key: string, work: () => Promise<T>): Promise<T> {
		const line: Line<T> = { running: work() };
		this.lines.set(key, line);
		try {
			return await line.running;
		} finally {
			if (line.next === undefined) this.lines.delete(key);
		}
	}
}
