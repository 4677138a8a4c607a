import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { artifactsFolder } from '../lib/paths.mts';

export type Check = () => Promise<void>;

/** Checks of one subject, in order. */
export interface Part {
	name: string;
	/** Checks that stand alone: one that fails does not keep the others from running. */
	independent?: boolean;
	checks: Record<string, Check>;
}

/** Screenshots of a run. */
const FOLDER = join(artifactsFolder, 'e2e');

/** Runs parts, prints a line for each check, and keeps a picture of the editor where one failed. */
export class Report {
	private passed = 0;

	private failed = 0;

	private constructor(private readonly page: Page) {}

	/** Starts with an empty folder of screenshots. */
	static async open(page: Page): Promise<Report> {
		await rm(FOLDER, { recursive: true, force: true });
		await mkdir(FOLDER, { recursive: true });
		return new Report(page);
	}

	/** Runs a part's checks. After a failure the rest of a part that builds on it counts as failed too. */
	async run({ name, independent = false, checks }: Part): Promise<void> {
		let broken = false;
		for (const [title, check] of Object.entries(checks)) {
			if (broken && !independent) {
				this.note('FAILED', name, `${title}: not reached`);
				continue;
			}
			const startedAt = performance.now();
			try {
				await check();
				this.note('ok', name, `${title} (${((performance.now() - startedAt) / 1000).toFixed(1)} s)`);
			} catch (error) {
				broken = true;
				const picture = await this.picture(`failed-${this.failed + 1}`).catch(() => 'no screenshot');
				const reason = wordsOf(error);
				this.note('FAILED', name, `${title}: ${reason}\n        ${picture}`);
			}
		}
	}

	/** Takes a screenshot that is kept whatever happens; returns its path. */
	async picture(name: string): Promise<string> {
		const path = join(FOLDER, `${name}.png`);
		// A button at work has no words; one that stays so is worth a picture too.
		const busy = this.page.locator('[aria-busy=true]').filter({ visible: true }).first();
		await busy.waitFor({ state: 'hidden', timeout: 5000 }).catch(() => {});
		// Messages that slide in stand where they end.
		await this.page.screenshot({ path, animations: 'disabled' });
		return path;
	}

	/** Prints the sum as the last line; true when nothing failed. */
	end(): boolean {
		console.log(`${this.passed} passed, ${this.failed} failed`);
		return this.failed === 0 && this.passed > 0;
	}

	private note(result: 'ok' | 'FAILED', part: string, text: string): void {
		if (result === 'ok') this.passed += 1;
		else this.failed += 1;
		console.log(`${result.padEnd(6)}  ${part}: ${text}`);
	}
}

/** Playwright tells every attempt, in colour; the first lines are enough. */
function wordsOf(error: unknown): string {
	const text = error instanceof Error ? error.message : String(error);
	const plain = text.replaceAll(/\u001b\[\d+m/g, '').split('\n');
	return plain.slice(0, 12).join('\n        ');
}
