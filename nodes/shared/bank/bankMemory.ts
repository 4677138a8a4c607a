/** What was fetched under a name, or is being fetched. */
interface Kept<Value> {
	value: Promise<Value>;
	/** When it came, in Unix milliseconds; undefined while it is under way. */
	cameAt?: number;
}

const MAX_KEPT = 1_000;

/**
 * Results that hold for a while, shared by all executions of this process: whoever asks for one that is under way waits
 * for the same. The oldest give way.
 */
export class TimedMemory<Value> {
	private readonly kept = new Map<string, Kept<Value>>();

	constructor(
		private readonly holdsMs: number,
		/** Whether a result is worth keeping; all are unless given. */
		private readonly isWorthKeeping: (value: Value) => boolean = () => true,
	) {}

	/** The result under a name, not older than `maxAgeMs`; made anew when there is none. */
	async get(name: string, make: () => Promise<Value>, maxAgeMs = this.holdsMs): Promise<Value> {
		const known = this.kept.get(name);
		if (known !== undefined && (known.cameAt === undefined || Date.now() - known.cameAt < maxAgeMs)) {
			return await known.value;
		}
		const made: Kept<Value> = { value: make() };
		this.kept.delete(name);
		this.kept.set(name, made);
		if (this.kept.size > MAX_KEPT) this.forgetOldest();
		let isKept = false;
		try {
			const value = await made.value;
			made.cameAt = Date.now();
			isKept = this.isWorthKeeping(value);
			return value;
		} finally {
			if (!isKept && this.kept.get(name) === made) this.kept.delete(name);
		}
	}

	private forgetOldest(): void {
		const [oldest] = this.kept.keys();
		this.kept.delete(oldest);
	}
}
