import type { Locator, Page } from 'playwright-core';
import type { Owner } from '../../lib/n8nApi.mts';
import { waitFor } from '../../lib/waitFor.mts';

/** The workflow page: nodes on their canvas, and the panel that adds them. */
export class Canvas {
	constructor(
		private readonly page: Page,
		private readonly url: string,
	) {}

	async signIn({ email, password }: Owner): Promise<void> {
		await this.page.goto(`${this.url}/signin`);
		await this.page.getByTestId('emailOrLdapLoginId').locator('input').fill(email);
		await this.page.getByTestId('password').locator('input').fill(password);
		await this.page.getByTestId('form-submit-button').click();
		await this.page.waitForURL((url) => !url.pathname.startsWith('/signin'));
	}

	async newWorkflow(): Promise<void> {
		await this.page.goto(`${this.url}/workflow/new`, { waitUntil: 'commit' });
		await this.page.getByTestId('canvas-plus-button').waitFor();
	}

	async openWorkflow(id: string): Promise<void> {
		await this.page.goto(`${this.url}/workflow/${id}`, { waitUntil: 'commit' });
		await this.nodes().first().waitFor();
	}

	/** Opens the panel that offers a first node. */
	async startWithNode(): Promise<void> {
		await this.page.getByTestId('canvas-plus-button').click();
	}

	/** Opens the panel that offers a node to follow the one that is selected or last. */
	async continueAfter(node: string): Promise<void> {
		await this.node(node).getByTestId('canvas-handle-plus').first().click();
	}

	/** Types into the panel's search field and returns the entry with this title. */
	async search(text: string, title: string): Promise<Locator> {
		await this.page.getByTestId('node-creator-search-bar').fill(text);
		const entry = this.entry(title);
		await entry.waitFor();
		return entry;
	}

	/** Closes the panel that adds nodes. */
	async closeSearch(): Promise<void> {
		const search = this.page.getByTestId('node-creator-search-bar');
		await search.press('Escape');
		await search.waitFor({ state: 'hidden' });
	}

	/** Unfolds the actions of a node that is also a trigger. */
	async openActions(): Promise<void> {
		await this.page
			.getByTestId('node-creator-category-item')
			.filter({ hasText: /^Actions/ })
			.click();
	}

	/** An entry of the panel by its exact title. */
	entry(title: string): Locator {
		const name = this.page.getByTestId('node-creator-item-name').getByText(title, { exact: true });
		return this.page.getByTestId('item-iterator-item').filter({ has: name });
	}

	/** Waits until the panel shows exactly these entries; one list slides over the other. */
	async expectEntries(titles: readonly string[]): Promise<void> {
		let shown: string[] = [];
		const names = this.page.getByTestId('node-creator-item-name').filter({ visible: true });
		const read = async () => {
			shown = (await names.allInnerTexts()).map((name) => name.trim());
			return shown.join() === titles.join();
		};
		await waitFor('the node panel to offer what is expected', read).catch((error: Error) => {
			throw new Error(`${error.message}; it offers ${shown.join(', ')}`);
		});
	}

	nodes(): Locator {
		return this.page.locator('[data-test-id=canvas-node]');
	}

	node(name: string): Locator {
		return this.page.locator(`[data-test-id=canvas-node][data-node-name="${name}"]`);
	}

	/** The sign of a node that lacks something. */
	issues(name: string): Locator {
		return this.node(name).getByTestId('node-issues');
	}

	/** Closes the panel of a node, if one is open. */
	async leavePanel(): Promise<void> {
		const close = this.page.getByTestId('ndv-close-button').filter({ visible: true });
		if ((await close.count()) > 0) await close.click();
	}

	/** Opens the panel of a node. */
	async openNode(name: string): Promise<void> {
		await this.node(name).dblclick();
		await this.page.getByTestId('ndv').waitFor();
	}
}
