import { KeyStore } from './keyStore';
import { NodeKeys, type Wave } from './nodeKeys';
import type { ProcessedData } from './processedDataBatcher';

/** A claimed key; its owner says in the end whether the message may have left. */
export interface Claim {
	/** Leaves the key taken: the message was accepted, or may have been. */
	keep(): void;
	/** Frees the key, because the message was certainly not sent. Settles once others can claim it. */
	giveBack(): Promise<void>;
}

interface Holder {
	key: string;
	release: () => void;
}

/**
 * The optional guard across executions, kept in n8n's own processed-data store.
 *
 * A key is claimed before its message leaves and given back when the provider refused it, so that a crash in between
 * leaves it claimed: an unknown outcome counts as sent. A claim takes a tenth of a second (see KeyStore), so keys of
 * messages that are soon to leave are claimed ahead, many together. What was claimed and not used is freed in the end.
 *
 * Claims made ahead are the process's: another of its executions that comes to a key first uses the claim. So nobody
 * who waits for a key holds one that somebody else waits for.
 */
export class IdempotencyGuard {
	private readonly store: KeyStore;

	/** What this run has claimed ahead and may still need. */
	private waves: Wave[] = [];

	private isLate = false;

	/** Keys whose messages have left. */
	private readonly kept = new Set<string>();

	/** Those of them that were not written again since. */
	private readonly toWrite: string[] = [];

	private readonly toFree: Holder[] = [];

	private freeing: Promise<void> | undefined;

	constructor(
		processedData: ProcessedData,
		private readonly keys = new NodeKeys(),
	) {
		this.store = new KeyStore(processedData, keys.batcher);
	}

	/** Whether messages had to wait for keys that were claimed ahead: too late, or too few. */
	get wasLate(): boolean {
		return this.isLate;
	}

	/** How many keys of this run are claimed ahead, or being claimed, for messages that have not begun to leave. */
	countAhead(): number {
		this.waves = this.waves.filter(({ unused }) => unused > 0);
		return this.waves.reduce((count, { unused }) => count + unused, 0);
	}

	/** Starts to claim keys whose messages are soon to leave. Never throws: whoever asks for one of them learns it. */
	claimAhead(wanted: string[]): void {
		const { ahead, left, mutex } = this.keys;
		const isFree = (key: string) => !ahead.has(key) && !left.has(key) && !mutex.isHeld(key);
		const keys = [...new Set(wanted)].filter(isFree);
		if (keys.length === 0) return;
		const won = this.store.claim(keys, this.toWrite.splice(0));
		// While nothing is claimed, as when a run begins, messages have to wait.
		const tellsDelay = this.waves.some(({ isClaimed }) => isClaimed);
		const wave: Wave = { won, keys, unused: keys.length, isClaimed: false, tellsDelay };
		won.then(
			() => (wave.isClaimed = true),
			() => undefined,
		);
		for (const key of keys) ahead.set(key, wave);
		this.waves.push(wave);
	}

	/**
	 * The claim when the key was free, undefined when a message went out under it before. Waits for a message of
	 * this process with the same key: should that one be refused, this one is sent instead. Throws when the store
	 * does not answer.
	 */
	async claim(key: string): Promise<Claim | undefined> {
		const release = await this.keys.mutex.acquire(key);
		const isOurs = this.win(key);
		isOurs.catch(release);
		if (!(await isOurs)) {
			release();
			return undefined;
		}
		return {
			keep: () => {
				this.kept.add(key);
				this.keys.left.add(key);
				this.toWrite.push(key);
				release();
			},
			giveBack: async () => {
				await new Promise<void>((resolve) => {
					this.free([{ key, release: () => (release(), resolve()) }]);
				});
			},
		};
	}

	/**
	 * Frees what was claimed and not used, waits until all that is claimed is stored, and writes again what other
	 * workers' writes have undone. To be called once the messages have left. Never throws: they have.
	 */
	async confirm(): Promise<void> {
		await Promise.all(this.waves.splice(0).map(async (wave) => await this.freeUnused(wave)));
		await this.freeing;
		await this.store.keep([...this.kept]);
		for (const key of this.kept) this.keys.left.delete(key);
	}

	private async win(key: string): Promise<boolean> {
		if (this.keys.left.has(key)) return false;
		const wave = this.take(key);
		if (wave?.tellsDelay && !wave.isClaimed) this.isLate = true;
		const won = await wave?.won;
		// A key that was another message's when it was claimed ahead may be free by now.
		return won?.has(key) === true || (await this.store.claim([key])).has(key);
	}

	/** The wave that has claimed the key ahead, if any; it is used now. */
	private take(key: string): Wave | undefined {
		const wave = this.keys.ahead.get(key);
		if (wave === undefined) return undefined;
		this.keys.ahead.delete(key);
		wave.unused--;
		return wave;
	}

	private async freeUnused(wave: Wave): Promise<void> {
		const unused = wave.keys.filter((key) => this.keys.ahead.get(key) === wave);
		// Nobody holds them: whoever does has used the claim.
		const holding = unused.map(async (key) => ({ key, release: await this.keys.mutex.acquire(key) }));
		unused.forEach((key) => this.take(key));
		const won = await wave.won.catch(() => new Set<string>());
		const holders = await Promise.all(holding);
		for (const { key, release } of holders) if (!won.has(key)) release();
		this.free(holders.filter(({ key }) => won.has(key)));
	}

	/** What comes while some are freed goes together after them. */
	private free(holders: Holder[]): void {
		if (holders.length === 0) return;
		this.toFree.push(...holders);
		this.freeing ??= this.freeAll();
	}

	private async freeAll(): Promise<void> {
		while (this.toFree.length > 0) {
			const holders = this.toFree.splice(0);
			const keys = holders.map(({ key }) => key);
			await this.store.free(keys, () => holders.forEach(({ release }) => release()));
		}
		this.freeing = undefined;
	}
}
