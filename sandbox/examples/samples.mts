import assert from 'node:assert/strict';
import type { Scenario } from './imports.mts';

/** Examples that charge, by provider. */
const CHARGES = {
	zApi: ['shopOrderZApi', 'wooCommerceOrderZApi', 'cartToOrderZApi'],
	hub: ['shopOrderHub'],
} as const;

const PHONE = '5511900000000';

/** After the others: the samples' order IDs are those of any shop. */
export const sampleScenarios: Scenario[] = [
	{
		name: 'samples: run by hand, each example that charges sends the order that is pinned in it',
		async play(scene) {
			// Makes the table.
			await scene.play('orderEventsZApi');
			for (const provider of ['zApi', 'hub'] as const) {
				const { account } = scene.stage[provider];
				const operation = provider === 'hub' ? 'paymentRequest' : 'send-order';
				for (const [index, file] of CHARGES[provider].entries()) {
					await scene.runSample(file);
					const sent = await scene.messages(account, operation, PHONE);
					assert.equal(sent.length, index + 1, file);
				}
			}
			await scene.runSample('orderEventsZApi');
		},
	},
];
