import assert from 'node:assert/strict';
import type { Locator, Response } from 'playwright-core';
import { ACTION, type Bench, TRIGGER } from '../bench.mts';
import { LEGIBLE, pictureColours } from '../editor/pictureColours.mts';
import type { Check, Part } from '../report.mts';

const NODE = { light: 'whatsAppCommerce.svg', dark: 'whatsAppCommerce.dark.svg' };
/** Of the credential that the node of these tests uses. */
const CREDENTIAL = { light: 'zApi.svg', dark: 'zApi.dark.svg' };

type Theme = keyof typeof NODE;

/** Least part of the picture's middle that its drawing must take: less is a smudge. */
const DRAWING = 0.1;

/** The icons of nodes and credentials load in both themes, are the right ones, and can be read at their size. */
export function icons(bench: Bench): Part {
	const { page, canvas, panel, picture, stage } = bench;
	const answers: Array<[status: number, url: string]> = [];
	const remember = (response: Response) => {
		const { pathname } = new URL(response.url());
		if (pathname.startsWith(`/icons/${stage.packed.name}/`)) answers.push([response.status(), pathname]);
	};
	const assertLegible = async (where: string, image: Locator, theme: Theme, files = NODE) => {
		await image.waitFor();
		const file = await image.evaluate(async (element) => {
			const { src } = element as HTMLImageElement;
			await (element as HTMLImageElement).decode();
			return src.split('/').at(-1);
		});
		assert.equal(file, files[theme], `${where}: not the icon of this theme`);
		const seen = await pictureColours(page, image);
		const words = `${where}, ${theme}: ${JSON.stringify(seen)}`;
		assert.ok(seen.size >= 16 && seen.size <= 60, words);
		assert.ok(seen.shapeContrast >= LEGIBLE, words);
		assert.ok(seen.drawing >= DRAWING, words);
	};
	const checks: Record<string, Check> = {};
	for (const theme of ['light', 'dark'] as const) {
		checks[`${theme} theme: on the canvas`] = async () => {
			page.off('response', remember).on('response', remember);
			answers.length = 0;
			await page.emulateMedia({ colorScheme: theme });
			await bench.open(`Icons, ${theme}`, [
				bench.ownNode('whatsAppCommerceTrigger', TRIGGER, {}),
				bench.ownNode('whatsAppCommerce', ACTION, {}),
			]);
			for (const name of [TRIGGER, ACTION]) {
				await assertLegible(name, canvas.node(name).locator('img').first(), theme);
			}
			await picture(`canvas-${theme}`);
		};
		checks[`${theme} theme: in the list of nodes`] = async () => {
			await canvas.continueAfter(ACTION);
			const entry = await canvas.search('whatsapp commerce', ACTION);
			await assertLegible('list', entry.locator('img').first(), theme);
			await picture(`list-${theme}`);
			await canvas.closeSearch();
		};
		checks[`${theme} theme: in the panel of a node and in a credential`] = async () => {
			await canvas.openNode(ACTION);
			await assertLegible('panel', page.getByTestId('ndv').locator('header img').first(), theme);
			await picture(`panel-${theme}`);
			const dialog = await panel.editCredential();
			await assertLegible(
				'credential',
				page.getByTestId('editCredential-modal').locator('img').first(),
				theme,
				CREDENTIAL,
			);
			await picture(`credential-${theme}`);
			await dialog.close();
			await panel.close();
		};
		checks[`${theme} theme: every icon was there`] = async () => {
			assert.ok(answers.length > 0, 'no icon was asked for');
			assert.deepEqual(
				answers.filter(([status]) => status !== 200 && status !== 304),
				[],
			);
			page.off('response', remember);
		};
	}
	return { name: 'Icons', independent: true, checks };
}
