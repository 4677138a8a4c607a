import assert from 'node:assert/strict';
import { SHOP } from '../../lib/stage.mts';
import { ACTION, type Bench } from '../bench.mts';
import type { Part } from '../report.mts';

const TEST_PHONE = '5511900000001';
const CUSTOMER = '5531987654321';

/** With the shop in the credential a charge needs a phone and items; run by hand it goes to the test phone. */
export function shop(bench: Bench): Part {
	const { stage, canvas, panel, page, picture } = bench;
	const { control, zApi, api } = stage;
	return {
		name: 'Shop',
		checks: {
			'an empty node says that the shop comes from the credential': async () => {
				const { merchantCity: _, ...data } = SHOP;
				const full = { ...zApi.credentialData, ...data, testPhone: TEST_PHONE };
				const { id, name, type } = await api.createCredential('zApi', 'Z-API with its shop', full);
				const node = bench.ownNode('whatsAppCommerce', ACTION, {});
				await bench.open('Shop', [bench.start(), { ...node, credentials: { [type]: { id, name } } }]);
				await canvas.openNode(ACTION);
				await panel.scrollTo('Merchant Name');
				assert.equal(await page.getByPlaceholder('From the credential').count(), 2);
				await picture('shop-empty');
			},
			'two fields later the charge is on the test phone, and output and hint say so': async () => {
				const before = (await control.messages(zApi.account)).length;
				await panel.fill('phone', '(31) 98765-4321');
				await panel.fillJson('itemsJson', '[{"name": "Coffee 500 g", "quantity": 1, "price": "149.90"}]');
				await panel.execute();
				const [row] = await panel.output.rows('the reply', ([first]) => first?.phone === TEST_PHONE);
				const leading = ['sendStatus', 'phone', 'totalReais', 'totalCents', 'messageId'];
				assert.deepEqual(Object.keys(row ?? {}).slice(0, leading.length), leading);
				assert.equal(row?.customerPhone, CUSTOMER);
				await page.getByText(`Sent to your test phone instead of ${CUSTOMER}`).first().waitFor();
				await picture('shop-test-phone');
				const [message] = (await control.messages(zApi.account)).slice(before);
				assert.equal(message?.recipient, TEST_PHONE);
				const { pix } = (message?.body as { paymentSettings: { pix: unknown } }).paymentSettings;
				assert.deepEqual(pix, { key: SHOP.pixKey, keyType: 'email', name: SHOP.merchantName });
			},
			'Dry Run shows in one line what the customer would get': async () => {
				await panel.addTo('Options', 'Dry Run');
				await panel.toggle('dryRun');
				await panel.execute();
				const preview = `R$ 149,90 · 1 Coffee 500 g · PIX ${SHOP.merchantName}`;
				await panel.output.rows('the preview', ([row]) => row?.preview === preview);
				await page.getByText(`Dry Run: nothing was sent. ${preview}`).first().waitFor();
				await picture('shop-dry-run');
			},
		},
	};
}
