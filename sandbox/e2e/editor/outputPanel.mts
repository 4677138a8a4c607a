import type { Locator, Page } from 'playwright-core';
import { waitFor } from '../../lib/waitFor.mts';

/** A row of the table, by column. */
export type OutputRow = Record<string, string>;

export interface ShownError {
	message: string;
	description: string;
}

/** What a node put out, as the panel shows it. */
export class OutputPanel {
	private readonly root: Locator;

	constructor(page: Page) {
		this.root = page.getByTestId('output-panel');
	}

	/** Rows of the table view, once `isWanted` holds for them. An older run's rows may be seen before. */
	async rows(what: string, isWanted: (rows: OutputRow[]) => boolean): Promise<OutputRow[]> {
		let rows: OutputRow[] = [];
		const read = async () => {
			const error = await this.shownError();
			rows = error ? [{ 'the error': `${error.message} ${error.description}` }] : await this.readTable();
			return isWanted(rows);
		};
		await waitFor(`the output panel to show ${what}`, read, { timeoutMs: 60_000 }).catch((error: Error) => {
			throw new Error(`${error.message}; it shows ${JSON.stringify(rows)}`);
		});
		return rows;
	}

	/** The error shown, once its message fits. */
	async error(message: RegExp): Promise<ShownError> {
		let shown: ShownError | undefined;
		const read = async () => {
			shown = await this.shownError();
			return shown && message.test(shown.message) ? shown : undefined;
		};
		return await waitFor(`the output panel to show ${message}`, read, { timeoutMs: 60_000 }).catch(
			(error: Error) => {
				throw new Error(`${error.message}; it shows ${JSON.stringify(shown)}`);
			},
		);
	}

	private async shownError(): Promise<ShownError | undefined> {
		const message = this.root.getByTestId('node-error-message').filter({ visible: true });
		if ((await message.count()) === 0) return undefined;
		const description = this.root.getByTestId('node-error-description').filter({ visible: true });
		return {
			message: (await message.first().innerText()).trim(),
			description: (await description.count()) > 0 ? (await description.first().innerText()).trim() : '',
		};
	}

	private async readTable(): Promise<OutputRow[]> {
		const table = this.root.locator('table').filter({ visible: true }).first();
		if ((await table.count()) === 0) return [];
		// No named function in here: the compiler would mark it with a helper that the page does not have.
		return await table.evaluate((element) => {
			const [columns = [], ...rows] = Array.from(element.querySelectorAll('tr'), (row) =>
				Array.from(row.querySelectorAll('th, td'), (cell) => (cell as HTMLElement).innerText.trim()),
			);
			return rows.map((cells) =>
				Object.fromEntries(cells.map((text, index) => [columns[index] ?? '', text])),
			);
		});
	}
}
