import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { Checks } from '../lib/checks.mts';
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
	readonly checks = new Checks();

	private pictures = 0;

	private constructor(private readonly page: Page) {}

	/** Starts with an empty folder of screenshots. */
	static async open(page: Page): Promise<Report> {
		await rm(FOLDER, { recursive: true, force: true });
		await mkdir(FOLDER, { recursive: true });
		return new Report(page);
	}

	/** Runs a part's checks. After a failure the rest of a part that builds on it counts as failed too. */
	async run({ name, independent = false, checks }: Part): Promise<void> {
		let isWhole = true;
		for (const [title, check] of Object.entries(checks)) {
			const what = `${name}: ${title}`;
			if (!isWhole && !independent) {
				this.checks.fail(`${what}: not reached`);
				continue;
			}
			isWhole = await this.checks.run(what, check, async () => {
				this.pictures += 1;
				return await this.picture(`failed-${this.pictures}`).catch(() => 'no screenshot');
			});
		}
	}

	/** Takes a screenshot that is kept whatever happens; returns its path. */
	async picture(name: string): Promise<string> {
		const path = join(FOLDER, `${name}.png`);
		// A button at work has no words; one that stays so is worth a picture too.
		const busy = this.page.locator('[aria-busy=true]').filter({ visible: true }).first();
		await busy.waitFor({ state: 'hidden', timeout: 5000 }).catch(() => {});
		// Messages that slide in are at the end of their way.
		await this.page.screenshot({ path, animations: 'disabled' });
		return path;
	}
}
