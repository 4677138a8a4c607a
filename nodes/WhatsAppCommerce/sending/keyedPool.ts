/** One job of the pool. Jobs with the same key run one after the other, in the order given. */
export interface PoolJob {
	key: string;
}

/** What a job may ask of the pool that runs it. */
export interface PoolControls {
	/**
	 * Halves what may run at the same time, for the rest of the run; the provider asked for less.
	 * Jobs that started under the wider limit halve it only once between them.
	 */
	reduceConcurrency(): void;
	/** No further job starts; what is under way is waited for. */
	stop(): void;
}

/**
 * Runs jobs with at most `limit` at a time (0 = no limit). Starts in the order given, but a job whose key
 * is in use waits for it, and later jobs may pass. With limit 1 the order is strict.
 * Resolves when nothing runs and nothing more will start; a job that rejects rejects the whole.
 */
export async function runPool<Job extends PoolJob>(
	jobs: readonly Job[],
	limit: number,
	work: (job: Job, controls: PoolControls) => Promise<void>,
): Promise<void> {
	const waitingByKey = new Map<string, Job[]>();
	const released: Job[] = [];
	let width = limit === 0 ? Number.POSITIVE_INFINITY : limit;
	let next = 0;
	let running = 0;
	let stopped = false;

	const controlsFor = (widthAtStart: number): PoolControls => ({
		reduceConcurrency: () => {
			if (width === widthAtStart) width = Math.max(1, Math.floor(Math.min(width, running) / 2));
		},
		stop: () => {
			stopped = true;
		},
	});

	/** The earliest job that may start: one whose key was just freed, else the next in order. */
	const take = (): Job | undefined => {
		const freed = released.shift();
		if (freed !== undefined) return freed;
		while (next < jobs.length) {
			const job = jobs[next++];
			const waiting = waitingByKey.get(job.key);
			if (waiting === undefined) {
				waitingByKey.set(job.key, []);
				return job;
			}
			waiting.push(job);
		}
		return undefined;
	};

	const release = (key: string) => {
		const follower = waitingByKey.get(key)?.shift();
		if (follower === undefined) waitingByKey.delete(key);
		else released.push(follower);
	};

	await new Promise<void>((resolve, reject) => {
		const pump = () => {
			while (!stopped && running < width) {
				const job = take();
				if (job === undefined) break;
				running++;
				void work(job, controlsFor(width)).then(() => {
					running--;
					release(job.key);
					pump();
				}, reject);
			}
			if (running === 0) resolve();
		};
		pump();
	});
}
