import assert from 'node:assert/strict';
import { ACTION, type Bench } from '../bench.mts';
import type { Part } from '../report.mts';

/** Wrong input and refusals show where a person looks, in our words. */
export function errors(bench: Bench): Part {
	const { stage, canvas, panel, picture } = bench;
	const { control, hub } = stage;
	const sentBefore = async () => (await control.messages(hub.account)).length;
	let before = 0;
	return {
		name: 'Errors',
		checks: {
			'an empty required field has its sign beside it': async () => {
				await bench.open('Errors', [
					bench.start(),
					bench.ownNode('whatsAppCommerce', ACTION, { provider: 'chatt2Me', operation: 'paymentRequest' }),
				]);
				before = await sentBefore();
				await canvas.openNode(ACTION);
				await panel.fill('channelId', hub.channels[0]?.id ?? '');
				await panel.fill('phone', '5511');
				await panel.fill('phone', '');
				await panel.expectIssue('phone', 'Parameter "Recipient Phone" is required.');
				await picture('required-field');
			},
			'letters in the phone are refused by name': async () => {
				await panel.fill('phone', '55 11 ABCD');
				await panel.fill('referenceId', 'order-1');
				await panel.fill('bodyText', 'Your order');
				await panel.choose('itemsSource', 'Define Below');
				await panel.fill('name', 'Coffee');
				await panel.fill('unitPrice', '149.90');
				await panel.fill('retailerId', 'coffee-500');
				await panel.choose('paymentMethod', 'Payment Link');
				await panel.fill('paymentUrl', 'https://pay.example.com/1');
				await panel.execute();
				const { message, description } = await panel.output.error(/^Recipient Phone/);
				assert.match(
					message,
					/found "?55 11 ABCD"?, expected a number with country code such as 5511999999999/,
				);
				assert.match(description, /Nothing was sent for this item/);
				await picture('letters-in-phone');
			},
			'a refusal names all that is wrong with the item': async () => {
				await panel.fill('unitPrice', 'free');
				await panel.execute();
				const { message, description } = await panel.output.error(/^Recipient Phone.*1 more/);
				assert.match(`${message} ${description}`, /Items 1, Unit Price: found "free"/);
				await picture('all-problems');
			},
			'a price that can be read in two ways names the row': async () => {
				await panel.fill('phone', '5511999999999');
				await panel.fill('unitPrice', '149.90');
				await panel.addItem();
				await panel.fill('name', 'Grinder', 1);
				await panel.fill('unitPrice', '1.499', 1);
				await panel.fill('retailerId', 'grinder', 1);
				await panel.execute();
				const { message } = await panel.output.error(/^Items 2, Unit Price/);
				assert.match(message, /1\.499/);
			},
			'a total that does not match is refused with both numbers': async () => {
				await panel.fill('unitPrice', '10', 1);
				await panel.addTo('Additional Fields', 'Expected Total');
				await panel.fill('total', '160');
				await panel.execute();
				const { message } = await panel.output.error(/^Expected Total/);
				assert.match(message, /160,00/);
				assert.match(message, /159,90/);
				await picture('total-mismatch');
				assert.equal(await sentBefore(), before, 'something was sent');
			},
			'a refusal of the provider says what happened and what to do': async () => {
				await control.configure(hub.account, { closedWindows: ['5511999999999'] });
				await panel.fill('total', '159,90');
				await panel.execute();
				const { message, description } = await panel.output.error(/24/);
				assert.match(message, /24/);
				assert.match(description, /template/i);
				await picture('window-closed');
				await control.configure(hub.account, { closedWindows: [] });
			},
			'Continue keeps what a person looks for first, and the reason': async () => {
				await panel.fill('total', '160');
				await panel.openSettings();
				await panel.choose('onError', 'Continue');
				await panel.execute();
				const [row] = await panel.output.rows('the failed item', ([first]) => first?.error !== undefined);
				assert.deepEqual(Object.keys(row ?? {}).slice(0, 2), ['sendStatus', 'phone']);
				assert.deepEqual([row?.sendStatus, row?.phone], ['notSent', '5511999999999']);
				assert.match(row?.error ?? '', /^Expected Total/);
				assert.ok(!Object.values(row ?? {}).includes('undefined'), JSON.stringify(row));
				await picture('continue');
				await panel.choose('onError', 'Stop Workflow');
				await panel.openParameters();
				await panel.fill('total', '159,90');
			},
			'put right, the message leaves': async () => {
				await panel.execute();
				await panel.output.rows('the reply', ([first]) => first?.messageId !== undefined);
				assert.equal(await sentBefore(), before + 1);
			},
		},
	};
}
