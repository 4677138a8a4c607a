import assert from 'node:assert/strict';
import { SHOP } from '../../lib/stage.mts';
import { ACTION, type Bench } from '../bench.mts';
import type { Part } from '../report.mts';

const CHARGE = 'Send a payment request';
const PHONE = '5531987654321';

/** From an empty canvas to a sent charge of two items, with the shop set up. */
const MOST = { clicks: 5, typed: 4 };

/** What the page counts: clicks, and fields that were typed into. */
interface Counted {
	clicks: number;
	typed: number;
}

type CountingWindow = typeof globalThis & { counted: { clicks: number; typed: Set<EventTarget | null> } };

/** How much a person has to do until the customer has the charge. */
export function fewActions(bench: Bench): Part {
	const { stage, canvas, panel, page, picture } = bench;
	const { control, zApi, api } = stage;
	return {
		name: 'Few actions',
		checks: {
			[`an empty canvas, at most ${MOST.clicks} clicks and ${MOST.typed} fields, a sent charge of two items`]:
				async () => {
					await api.createCredential('zApi', 'Z-API of the shop', {
						...zApi.credentialData,
						pixKey: SHOP.pixKey,
						merchantName: SHOP.merchantName,
					});
					const before = (await control.messages(zApi.account)).length;
					await canvas.newWorkflow();
					await count();
					await canvas.startWithNode();
					await (await canvas.search('whatsapp commerce', ACTION)).click();
					await canvas.openActions();
					await canvas.entry(CHARGE).click();
					await panel.fill('phone', PHONE);
					const items = [
						{ name: 'Coffee 500 g', quantity: 2, price: '149.90' },
						{ name: 'Mug', quantity: 1, price: '39.90' },
					];
					await panel.fillJson('itemsJson', JSON.stringify(items));
					await panel.execute();
					await panel.output.rows('the reply', ([row]) => row?.sendStatus === 'queued');
					await picture('few-actions');
					const { clicks, typed } = await counted();
					assert.ok(clicks <= MOST.clicks && typed <= MOST.typed, `${clicks} clicks, ${typed} fields`);
					console.log(`        ${clicks} clicks, ${typed} fields typed into`);
					const [message, ...more] = (await control.messages(zApi.account)).slice(before);
					assert.equal(more.length, 0);
					assert.equal(message?.recipient, PHONE);
					assert.deepEqual((message.body.order as { products: unknown }).products, [
						{ name: 'Coffee 500 g', quantity: 2, value: 149.9 },
						{ name: 'Mug', quantity: 1, value: 39.9 },
					]);
				},
		},
	};

	async function count(): Promise<void> {
		await page.evaluate(() => {
			const own = globalThis as CountingWindow;
			own.counted = { clicks: 0, typed: new Set() };
			document.addEventListener('pointerdown', () => (own.counted.clicks += 1), true);
			document.addEventListener('input', ({ target }) => own.counted.typed.add(target), true);
		});
	}

	async function counted(): Promise<Counted> {
		return await page.evaluate(() => {
			const { clicks, typed } = (globalThis as CountingWindow).counted;
			return { clicks, typed: typed.size };
		});
	}
}
