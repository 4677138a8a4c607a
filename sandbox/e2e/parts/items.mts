import assert from 'node:assert/strict';
import { ACTION, type Bench } from '../bench.mts';
import type { Part } from '../report.mts';

type Json = Record<string, unknown>;
type Row = Record<string, string>;

/** Rows of items are added and taken away by hand; the message carries those that are left, in their order. */
export function items(bench: Bench): Part {
	const { stage, canvas, panel, picture } = bench;
	const { control, zApi, hub } = stage;
	const open = async (name: string, parameters: Json) => {
		await canvas.leavePanel();
		await bench.open(name, [bench.start(), bench.ownNode('whatsAppCommerce', ACTION, parameters)]);
		await canvas.openNode(ACTION);
		await panel.field('unitPrice').waitFor();
	};
	const add = async (rows: Row[]) => {
		for (const fields of rows) {
			const row = await panel.items.count();
			await panel.items.add();
			for (const [name, text] of Object.entries(fields)) await panel.fill(name, text, row);
		}
	};
	const send = async (account: string) => {
		const before = (await control.messages(account)).length;
		await panel.execute();
		await panel.output.rows('the reply', ([first]) => first?.messageId !== undefined);
		const [message, ...others] = (await control.messages(account)).slice(before);
		assert.ok(message && others.length === 0, 'exactly one message must have gone out');
		return message.body;
	};
	return {
		name: 'Items',
		independent: true,
		checks: {
			'Z-API: the first row is there, others are added, each with its own fields': async () => {
				const parameters = {
					phone: '5511999999999',
					pixKey: '39580525000189',
					pixHolderName: 'Example Shop',
				};
				await open('Items of Z-API', parameters);
				assert.equal(await panel.items.count(), 1);
				await panel.fill('name', 'Coffee 500 g');
				await panel.fill('quantity', '2');
				await panel.fill('unitPrice', '49,90');
				await add([
					{ name: 'Taken away', quantity: '9', unitPrice: '999.00', productId: 'none' },
					{ name: 'Paper filter', unitPrice: '7.5', productId: '23940797548900636' },
					{ name: 'Grinder', quantity: '1', unitPrice: '1.299,00' },
				]);
				assert.equal(await panel.items.count(), 4);
			},
			'Z-API: a row is taken away, the others stay as they are': async () => {
				await panel.items.remove(1);
				assert.deepEqual(await panel.items.values('name'), ['Coffee 500 g', 'Paper filter', 'Grinder']);
				assert.deepEqual(await panel.items.values('quantity'), ['2', '1', '1']);
				assert.deepEqual(await panel.items.values('unitPrice'), ['49,90', '7.5', '1.299,00']);
				assert.deepEqual(await panel.items.values('productId'), ['', '23940797548900636', '']);
				await picture('items');
			},
			'Z-API: the message carries the rows in their order': async () => {
				const { order } = (await send(zApi.account)) as { order: Json };
				assert.deepEqual(order.products, [
					{ name: 'Coffee 500 g', quantity: 2, value: 49.9 },
					{ name: 'Paper filter', quantity: 1, value: 7.5, productId: '23940797548900636' },
					{ name: 'Grinder', quantity: 1, value: 1299 },
				]);
			},
			'the Hub: rows are added and one is taken away; the message carries the rest, and their sum':
				async () => {
					await open('Items of the Hub', {
						provider: 'chatt2Me',
						channelId: hub.channels[0]?.id,
						phone: '5511999999999',
						referenceId: 'order-items-1',
						bodyText: 'Your order',
						paymentMethod: 'payment_link',
						paymentUrl: 'https://pay.example.com/order-items-1',
					});
					await add([
						{ name: 'Coffee 500 g', quantity: '3', unitPrice: '49.90', retailerId: 'coffee-500' },
						{ name: 'Grinder', unitPrice: 'R$ 1.299,00', retailerId: 'grinder' },
					]);
					// The empty row that was there at first.
					await panel.items.remove(0);
					assert.deepEqual(await panel.items.values('name'), ['Coffee 500 g', 'Grinder']);
					const { content } = (await send(hub.account)) as { content: { paymentRequest: Json } };
					const { items, totalAmountCents } = content.paymentRequest;
					assert.deepEqual(items, [
						{ retailerId: 'coffee-500', name: 'Coffee 500 g', amountCents: 4990, quantity: 3 },
						{ retailerId: 'grinder', name: 'Grinder', amountCents: 129_900, quantity: 1 },
					]);
					assert.equal(totalAmountCents, 144_870);
				},
		},
	};
}
