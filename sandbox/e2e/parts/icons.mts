import assert from 'node:assert/strict';
import type { Locator } from 'playwright-core';
import { ACTION, type Bench, TRIGGER } from '../bench.mts';
import type { Check, Part } from '../report.mts';

const FILES = { light: 'whatsAppCommerce.svg', dark: 'whatsAppCommerce.dark.svg' };

/** Both themes show their own icon on the canvas and in the list of nodes; npm run gate measures its contrast. */
export function icons(bench: Bench): Part {
	const { page, canvas, picture } = bench;
	const assertIcon = async (image: Locator, theme: keyof typeof FILES) => {
		await image.waitFor();
		const file = await image.evaluate(async (element) => {
			await (element as HTMLImageElement).decode();
			return (element as HTMLImageElement).src.split('/').at(-1);
		});
		assert.equal(file, FILES[theme]);
	};
	const checks: Record<string, Check> = {};
	for (const theme of ['light', 'dark'] as const) {
		checks[`${theme} theme`] = async () => {
			await page.emulateMedia({ colorScheme: theme });
			await canvas.leavePanel();
			await bench.open(`Icons, ${theme}`, [
				bench.ownNode('whatsAppCommerceTrigger', TRIGGER, {}),
				bench.ownNode('whatsAppCommerce', ACTION, {}),
			]);
			for (const name of [TRIGGER, ACTION]) {
				await assertIcon(canvas.node(name).locator('img').first(), theme);
			}
			await picture(`canvas-${theme}`);
			await canvas.continueAfter(ACTION);
			const entry = await canvas.search('whatsapp commerce', ACTION);
			await assertIcon(entry.locator('img').first(), theme);
			await canvas.closeSearch();
		};
	}
	return { name: 'Icons', independent: true, checks };
}
