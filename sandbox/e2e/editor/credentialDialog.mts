import type { Locator, Page } from 'playwright-core';
import { waitFor } from '../../lib/waitFor.mts';

/** The dialog of one credential. */
export class CredentialDialog {
	private constructor(
		private readonly page: Page,
		private readonly root: Locator,
	) {}

	static async opened(page: Page): Promise<CredentialDialog> {
		const root = page.getByTestId('editCredential-modal');
		await root.getByTestId('credential-connection-parameter').first().waitFor();
		const name = root.getByTestId('inline-edit-preview').first();
		await waitFor('the credential to have a name', async () => (await name.innerText()).trim() !== '');
		return new CredentialDialog(page, root);
	}

	/** Labels of the fields, from top to bottom; required ones end in an asterisk. */
	async labels(): Promise<string[]> {
		const form = this.root.getByTestId('node-credentials-config-container');
		const parameters = form.getByTestId('credential-connection-parameter').filter({ visible: true });
		const texts = await parameters.evaluateAll((found) =>
			found.map((element) => element.querySelector<HTMLElement>('label .n8n-text')?.innerText ?? ''),
		);
		return texts.map((text) => text.trim().replace(/\s+/g, ' '));
	}

	/** Whether a field hides what is typed. */
	async isMasked(name: string): Promise<boolean> {
		return (await this.input(name).getAttribute('type')) === 'password';
	}

	async fill(name: string, text: string): Promise<void> {
		await this.input(name).fill(text);
	}

	/** Saves, which tests too, and waits for the sentence that says why the test failed. */
	async saveAndFail(sentence: string): Promise<void> {
		await this.save();
		let shown = '';
		const read = async () => {
			const more = this.banner().getByText('More details');
			if (await more.isVisible()) await more.click();
			shown = (await this.banner().innerText()).trim().split('\n').at(-1) ?? '';
			return shown === sentence;
		};
		await waitFor('the credential test to fail', read).catch((error: Error) => {
			throw new Error(`${error.message}; it shows ${JSON.stringify(shown)}`);
		});
	}

	/** Saves what passes the test; n8n then closes the dialog. */
	async saveAndClose(): Promise<void> {
		await this.save();
		await this.root.waitFor({ state: 'hidden' });
	}

	/** n8n tests a saved credential when it is opened; waits until it says that this went well. */
	async expectSuccess(): Promise<void> {
		await this.root.getByText('Connection tested successfully').waitFor();
	}

	async close(): Promise<void> {
		await this.root.getByRole('button', { name: 'Close this dialog' }).click();
		await this.root.waitFor({ state: 'hidden' });
	}

	private async save(): Promise<void> {
		await this.page.getByTestId('credential-save-button').getByRole('button').click();
	}

	private banner(): Locator {
		return this.root.locator('.el-tag--danger').filter({ visible: true }).first();
	}

	private input(name: string): Locator {
		return this.root.getByTestId(`parameter-input-${name}`).locator('input').first();
	}
}
