import type { Locator, Page } from 'playwright-core';
import { waitFor } from '../../lib/waitFor.mts';
import { CredentialDialog } from './credentialDialog.mts';
import { ListPicker } from './listPicker.mts';
import { OutputPanel } from './outputPanel.mts';

/** The panel of one node. Fields go by their parameter name; of those in rows, `row` counts from 0. */
export class NodePanel {
	readonly output: OutputPanel;

	constructor(private readonly page: Page) {
		this.output = new OutputPanel(page);
	}

	private get parameters(): Locator {
		return this.page.getByTestId('node-parameters');
	}

	/** The left side of a trigger's panel. */
	get listening(): Locator {
		return this.page.getByTestId('ndv');
	}

	/** A notice among the fields, by its beginning. */
	note(words: string): Locator {
		return this.parameters.getByText(words);
	}

	/** Shows what n8n itself sets for the node, such as what happens on an error. */
	async openSettings(): Promise<void> {
		await this.page.getByTestId('tab-settings').click();
	}

	async openParameters(): Promise<void> {
		await this.page.getByTestId('tab-params').click();
	}

	/** Ends listening for a test event by hand. */
	async stopListening(): Promise<void> {
		await this.page.getByTestId('trigger-execute-button').click();
		await this.page.getByTestId('node-execute-button').waitFor();
	}

	/** Clicks Execute step, which n8n refuses; returns what it says. */
	async executeAndFail(): Promise<string> {
		await this.execute();
		const toast = this.page.getByRole('alert').filter({ hasText: 'Problem running workflow' });
		await toast.waitFor();
		return (await toast.innerText()).replaceAll(/\s+/g, ' ');
	}

	/** One of the addresses that the trigger's panel shows. */
	async webhookUrl(kind: 'Test URL' | 'Production URL'): Promise<string> {
		await this.parameters.getByText('Webhook URLs').click();
		await this.parameters.getByText(kind, { exact: true }).click();
		const url = this.parameters.getByText(kind === 'Test URL' ? /\/webhook-test\// : /\/webhook\//);
		return (await url.first().innerText()).replaceAll(/\s/g, '');
	}

	field(name: string, row = 0): Locator {
		return this.parameters.getByTestId(`parameter-input-${name}`).nth(row);
	}

	/** Brings a label to the top of what is seen. */
	async scrollTo(label: string): Promise<void> {
		const words = this.parameters.getByTestId('input-label').getByText(label, { exact: true });
		await words.first().evaluate((element) => element.scrollIntoView());
	}

	/** The label and buttons above a field. */
	labelOf(name: string): Locator {
		const input = this.page.getByTestId(`parameter-input-${name}`);
		return this.parameters.getByTestId('parameter-item').filter({ has: input }).last();
	}

	/** Chooses an option of a list by its exact name. */
	async choose(name: string, option: string, row = 0): Promise<void> {
		await this.pick(this.field(name, row), option);
	}

	/** Adds a member to a collection, by its label. */
	async addTo(collection: string, option: string): Promise<void> {
		await this.pick(this.adding(collection), option);
	}

	async fill(name: string, text: string, row = 0): Promise<void> {
		const input = this.field(name, row).locator('input, textarea').first();
		await input.fill(text);
		await input.blur();
	}

	/** Writes into a field for JSON. */
	async fillJson(name: string, text: string): Promise<void> {
		await this.field(name).locator('.cm-content').first().focus();
		await this.page.keyboard.press('ControlOrMeta+A');
		// Inserted at once: typed key by key the editor would close each bracket by itself.
		await this.page.keyboard.insertText(text);
		await this.field(name).locator('.cm-content').first().blur();
	}

	/** Names of a list's options. */
	async options(name: string): Promise<string[]> {
		const shown = this.page.getByRole('option').filter({ visible: true });
		await this.field(name).locator('input').first().click();
		await shown.first().waitFor();
		const names = await shown.evaluateAll((options) =>
			options.map((option) => (option.querySelector('.option-headline') ?? option).textContent?.trim() ?? ''),
		);
		await this.page.keyboard.press('Escape');
		await shown.first().waitFor({ state: 'hidden' });
		return names;
	}

	/** Adds an empty row to the items. */
	async addItem(): Promise<void> {
		await this.parameters.getByTestId('fixed-collection-add').click();
	}

	async toggle(name: string): Promise<void> {
		await this.field(name).locator('.el-switch').click();
	}

	/** Switches a field to Expression, types one without the equals sign, and waits until its value is shown. */
	async express(name: string, expression: string, shows: string): Promise<void> {
		const item = this.labelOf(name);
		// Fixed and Expression show only under the pointer.
		await item.getByTestId('input-label').first().hover();
		await item.getByTestId('radio-button-expression').first().click();
		await item.locator('.cm-content').first().click();
		await this.page.keyboard.press('ControlOrMeta+A');
		// Inserted at once, as a paste: typed key by key the editor would close each brace by itself.
		await this.page.keyboard.insertText(expression);
		await item.getByTestId(`parameter-expression-preview-${name}`).getByText(shows).first().waitFor();
	}

	/** Drags a value of the input, by its key, into a field, as people map data; waits for the value shown. */
	async drag(key: string, name: string, shows: string): Promise<void> {
		const pill = this.page.locator(`[data-test-id=run-data-schema-node-name][data-path=".${key}"]`).first();
		await pill.hover();
		await this.page.mouse.down();
		// n8n takes it for a drag only after a few pixels.
		await this.field(name).hover({ force: true });
		await this.field(name).hover({ force: true, position: { x: 40, y: 12 } });
		await this.page.mouse.up();
		await this.parameters.getByTestId(`parameter-expression-preview-${name}`).getByText(shows).waitFor();
	}

	/** Waits until the sign beside a field says this when it is pointed at. */
	async expectIssue(name: string, words: string): Promise<void> {
		await this.field(name).getByTestId('parameter-issues').locator('span').first().hover();
		await this.page.getByText(words).filter({ visible: true }).first().waitFor();
	}

	/** Names of the fields that have such a sign. */
	async fieldsWithIssues(): Promise<string[]> {
		const fields = this.parameters.locator('[data-test-id^=parameter-input-]');
		const signed = fields.filter({ has: this.page.getByTestId('parameter-issues') });
		const ids = await signed.evaluateAll((found) => found.map((field) => field.getAttribute('data-test-id')));
		return ids.map((id) => (id ?? '').replace('parameter-input-', ''));
	}

	/** A field whose list comes from the provider's account. */
	picker(name: string): ListPicker {
		return new ListPicker(this.page, this.parameters.getByTestId(`resource-locator-${name}`));
	}

	/** Runs the nodes before this one, so that their data can be mapped. */
	async executePrevious(): Promise<void> {
		await this.page.getByTestId('execute-previous-node').click();
		await this.page.getByTestId('run-data-schema-node-name').first().waitFor();
	}

	/** Chooses one of the saved credentials. */
	async selectCredential(name: string): Promise<void> {
		await this.pick(this.page.getByTestId('node-credentials-select'), name);
	}

	/** Name of the credential that the node uses. */
	async selectedCredential(): Promise<string> {
		return await this.page.getByTestId('node-credentials-select').locator('input').inputValue();
	}

	/** Opens the dialog for a credential that does not exist yet. */
	async createCredential(): Promise<CredentialDialog> {
		const create = this.page.getByText('Create new credential').filter({ visible: true });
		const list = this.page.getByTestId('node-credentials-select');
		// n8n asks its server for a name while the dialog is open already, and saves nothing without one.
		const named = this.page.waitForResponse((response) => response.url().includes('/rest/credentials/new'));
		await this.withList(list, create, async () => await create.click({ timeout: 3000 }));
		await (await named).finished();
		return await CredentialDialog.opened(this.page);
	}

	/** Opens the chosen credential. */
	async editCredential(): Promise<CredentialDialog> {
		await this.page.getByTestId('credential-edit-button').click();
		return await CredentialDialog.opened(this.page);
	}

	async execute(): Promise<void> {
		await this.page.getByTestId('node-execute-button').click();
	}

	async close(): Promise<void> {
		await this.page.getByTestId('ndv-close-button').click();
		await this.page.getByTestId('ndv-close-button').waitFor({ state: 'hidden' });
	}

	/** The button of a collection that adds a member. */
	private adding(collection: string): Locator {
		const title = this.page.getByTestId('input-label').getByText(collection, { exact: true });
		const item = this.parameters.getByTestId('parameter-item').filter({ has: title }).last();
		return item.getByTestId('collection-parameter-add');
	}

	/**
	 * Opens a list and does something with its entry. n8n closes a list when it draws the panel anew, which it
	 * does shortly after another choice; then this opens it again.
	 */
	private async withList(list: Locator, entry: Locator, act: () => Promise<void>): Promise<void> {
		const attempt = async () => {
			if (!(await entry.isVisible())) {
				await list.click();
				await entry.waitFor({ timeout: 3000 });
			}
			await act();
			return true;
		};
		await waitFor('an entry of a list', attempt, { timeoutMs: 45_000 });
	}

	private async pick(list: Locator, name: string): Promise<void> {
		const option = this.option(name);
		await this.withList(list, option, async () => await option.click({ timeout: 3000 }));
		await option.waitFor({ state: 'hidden' });
	}

	/** An entry of the list that is open. */
	private option(name: string): Locator {
		const title = this.page.getByText(name, { exact: true });
		return this.page.getByRole('option').filter({ visible: true }).filter({ has: title });
	}
}
