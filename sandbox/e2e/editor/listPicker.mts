import type { Locator, Page } from 'playwright-core';
import { waitFor } from '../../lib/waitFor.mts';

/** A field whose list n8n asks the node for, which asks the provider. */
export class ListPicker {
	constructor(
		private readonly page: Page,
		private readonly root: Locator,
	) {}

	/** Opens the list; returns what it offers. */
	async open(): Promise<string[]> {
		await this.input.click();
		await this.entries.first().waitFor();
		return await this.offered();
	}

	/** Opens a list that cannot be filled; returns what n8n says instead. */
	async openInVain(): Promise<string> {
		await this.input.click();
		const error = this.page.getByTestId('rlc-error-container').filter({ visible: true });
		await error.waitFor();
		return (await error.innerText()).replaceAll(/\s+/g, ' ');
	}

	/** Types into the search field of the open list and waits until it offers just these entries. */
	async search(text: string, expected: readonly string[]): Promise<void> {
		await this.page.getByTestId('rlc-search').filter({ visible: true }).fill(text);
		let shown: string[] = [];
		const read = async () => (shown = await this.offered()).join() === expected.join();
		await waitFor('the list to offer what was typed', read).catch((error: Error) => {
			throw new Error(`${error.message}; it offers ${shown.join(', ')}`);
		});
	}

	/** Chooses an entry of the open list and waits until the field shows it. */
	async pick(entry: string): Promise<void> {
		await this.entries.getByText(entry, { exact: true }).click();
		await waitFor('the field to show the entry', async () => (await this.input.inputValue()) === entry);
	}

	private get input(): Locator {
		return this.root.getByTestId('rlc-input-container').locator('input');
	}

	private get entries(): Locator {
		return this.page.getByTestId('rlc-item').filter({ visible: true });
	}

	private async offered(): Promise<string[]> {
		return (await this.entries.allInnerTexts()).map((entry) => entry.trim());
	}
}
