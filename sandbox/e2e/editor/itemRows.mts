import type { Locator } from 'playwright-core';
import { waitFor } from '../../lib/waitFor.mts';

/** Rows of the items in a node's panel, counted from 0. */
export class ItemRows {
	constructor(private readonly parameters: Locator) {}

	/** Adds an empty row at the end. */
	async add(): Promise<void> {
		await this.parameters.getByTestId('fixed-collection-add').click();
	}

	/** Takes a row away. */
	async remove(row: number): Promise<void> {
		const count = await this.count();
		// The bin shows only under the pointer.
		await this.fields('unitPrice').nth(row).hover();
		await this.parameters.getByTestId('fixed-collection-delete').nth(row).click();
		await waitFor('the row to go', async () => (await this.count()) === count - 1);
	}

	/** What a field has in each row. */
	async values(name: string): Promise<string[]> {
		const inputs = this.fields(name).locator('input, textarea');
		return await inputs.evaluateAll((found) => (found as HTMLInputElement[]).map(({ value }) => value));
	}

	async count(): Promise<number> {
		return await this.fields('unitPrice').count();
	}

	private fields(name: string): Locator {
		return this.parameters.getByTestId(`parameter-input-${name}`);
	}
}
