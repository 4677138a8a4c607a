import type { Page } from 'playwright-core';

/** The bar above the canvas: publishing, and the way to the executions. */
export class WorkflowHeader {
	constructor(private readonly page: Page) {}

	/** Publishes the workflow for the first time; returns what n8n then shows, which is the trigger's own message. */
	async publish(): Promise<string> {
		await this.publishAgain();
		const dialog = this.page.getByRole('dialog').filter({ hasText: 'Workflow published' });
		const words = await dialog.innerText();
		await dialog.getByRole('button', { name: 'Got it' }).click();
		await dialog.waitFor({ state: 'hidden' });
		return words.replaceAll(/\s+/g, ' ');
	}

	/** Publishes a workflow that was so before, or was to be; n8n shows nothing then. */
	async publishAgain(): Promise<void> {
		await this.submit();
		const published = this.page.getByTestId('workflow-open-publish-modal-button').getByText('Published');
		await published.waitFor();
	}

	/** Tries to publish; returns the message that says why it failed. */
	async publishAndFail(): Promise<string> {
		await this.submit();
		const toast = this.page.getByRole('alert').filter({ hasText: 'Workflow could not be published' });
		await toast.waitFor();
		const words = await toast.innerText();
		await toast.locator('.el-notification__closeBtn').click();
		await toast.waitFor({ state: 'hidden' });
		return words.replaceAll(/\s+/g, ' ');
	}

	async unpublish(): Promise<void> {
		await this.page.getByTestId('version-menu-button').click();
		await this.page.getByRole('menuitem', { name: 'Unpublish' }).click();
		const dialog = this.page.getByRole('dialog').filter({ hasText: /unpublish/i });
		await dialog.getByRole('button', { name: 'Unpublish' }).click();
		await dialog.waitFor({ state: 'hidden' });
	}

	/** Opens the list of executions and waits for the newest to have succeeded, with its nodes; returns its ID. */
	async newestSuccess(): Promise<string> {
		await this.page.getByTestId('radio-button-executions').click();
		const label = this.page.getByTestId('execution-preview-label').filter({ hasText: 'Succeeded' });
		await label.first().waitFor();
		await this.page.getByTestId('canvas-node-status-success').first().waitFor();
		return (await this.page.getByTestId('execution-preview-id').first().innerText()).replaceAll(/\D/g, '');
	}

	async backToEditor(): Promise<void> {
		await this.page.getByTestId('radio-button-workflow').click();
		await this.page.getByTestId('canvas-node').first().waitFor();
	}

	private async submit(): Promise<void> {
		await this.page.getByTestId('workflow-open-publish-modal-button').click();
		await this.page.getByTestId('workflow-publish-button').click();
	}
}
