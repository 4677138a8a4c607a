import type { IDataObject } from 'n8n-workflow';
import { createHubWithChannel, hubCredential, sends, zApiCredential } from '../helpers/accounts';
import { runAction, type ActionOptions } from '../helpers/engine/runAction';
import { hubCharge, itemRows, zApiCharge } from '../helpers/parameters';
import { simulator, type ZApiAccount } from '../helpers/simulator';

/** One output item per input item, in order, paired; and what becomes of the others when one fails. */

let instance: ZApiAccount;
beforeEach(async () => {
	instance = await simulator.createZApi();
});

const phones = (count: number) => Array.from({ length: count }, (_, index) => `55119990000${10 + index}`);
const asItems = (given: string[]): IDataObject[] => given.map((phone, order) => ({ phone, order }));
const charge = zApiCharge({ phone: '={{ $json.phone }}' });

async function run(items: IDataObject[], options: ActionOptions = {}) {
	return await runAction(charge, items, { credentials: zApiCredential(instance), ...options });
}

describe('output items', () => {
	it('keep the order of the input, however late a reply comes', async () => {
		const customers = phones(12);
		await simulator.addFault(instance.account, { kind: 'latency', ms: 150, recipient: customers[0] });
		await simulator.addFault(instance.account, { kind: 'latency', ms: 80, recipient: customers[5] });
		const result = await run(asItems(customers));
		expect(result.status).toBe('success');
		expect(result.items.map(({ phone }) => phone)).toEqual(customers);
		expect(result.branches[0].map(({ pairedItem }) => pairedItem)).toEqual(
			customers.map((_, item) => ({ item })),
		);
		const arrived = (await sends(instance)).map(({ recipient }) => recipient);
		expect(new Set(arrived)).toEqual(new Set(customers));
		expect(arrived).toHaveLength(customers.length);
	});

	it('carry the reply of their own message', async () => {
		const customers = phones(6);
		const result = await run(asItems(customers));
		const messages = await simulator.messages(instance.account);
		for (const item of result.items) {
			const own = messages.find(({ recipient }) => recipient === item.phone);
			expect(item).toEqual({
				zaapId: own?.zaapId,
				messageId: own?.messageId,
				id: own?.messageId,
				provider: 'zApi',
				operation: 'paymentRequest',
				phone: own?.recipient,
				totalReais: 49.8,
				totalCents: 4980,
				sendStatus: 'queued',
			});
		}
	});

	it('never have a member named error when all went well', async () => {
		const hub = await createHubWithChannel();
		const result = await runAction(hubCharge(), [{}], { credentials: hubCredential(hub) });
		expect(result.items[0]).not.toHaveProperty('error');
		expect(result.items[0]).toMatchObject({ sendStatus: 'enqueued', messageId: expect.any(String) });
	});

	it('do not change the input', async () => {
		const items = [{ phone: '+55 (11) 99999-0010', lines: [{ name: 'Coffee', quantity: 1, price: 10 }] }];
		const given = structuredClone(items);
		const parameters = zApiCharge({
			phone: '={{ $json.phone }}',
			itemsSource: 'fromJson',
			itemsJson: '={{ $json.lines }}',
		});
		const result = await runAction(parameters, items, { credentials: zApiCredential(instance) });
		expect(result.items[0].phone).toBe('5511999990010');
		expect(result.outputs('Start')[0].map(({ json }) => json)).toEqual(given);
	});

	it('take expressions in rows, item by item', async () => {
		const parameters = zApiCharge(
			itemRows({
				name: '={{ $json.name }}',
				quantity: '={{ $json.count }}',
				unitPrice: '={{ $json.price }}',
			}),
		);
		const items = [
			{ name: 'Coffee', count: 1, price: '149,90' },
			{ name: 'Tea', count: 3, price: 0.1 },
		];
		await runAction(parameters, items, { credentials: zApiCredential(instance) });
		const bodies = (await sends(instance)).map(({ body }) => body);
		expect(bodies).toEqual([
			expect.objectContaining({
				order: { currency: 'BRL', products: [{ name: 'Coffee', quantity: 1, value: 149.9 }] },
			}),
			expect.objectContaining({
				order: { currency: 'BRL', products: [{ name: 'Tea', quantity: 3, value: 0.1 }] },
			}),
		]);
	});
});

describe('when one item is bad input', () => {
	const items = [{ phone: phones(1)[0] }, { phone: 'nobody' }, { phone: phones(2)[1] }];

	it('continue (regular output) sends the others and has the reason in place', async () => {
		const result = await run(items, { onError: 'continueRegularOutput' });
		expect(result.status).toBe('success');
		expect(result.items).toHaveLength(3);
		expect(result.items[0]).toMatchObject({ sendStatus: 'queued' });
		expect(result.items[1]).toMatchObject({ error: expect.stringContaining('Recipient Phone') });
		expect(result.items[2]).toMatchObject({ sendStatus: 'queued' });
		expect(result.branches[0].map(({ pairedItem }) => pairedItem)).toEqual([
			{ item: 0 },
			{ item: 1 },
			{ item: 2 },
		]);
		expect(await sends(instance)).toHaveLength(2);
	});

	it('continue (error output) puts it on the error branch with its input', async () => {
		const result = await run(items, { onError: 'continueErrorOutput' });
		expect(result.items.map(({ sendStatus }) => sendStatus)).toEqual(['queued', 'queued']);
		expect(result.errorItems).toHaveLength(1);
		expect(result.errorItems[0]).toMatchObject({
			phone: 'nobody',
			error: expect.stringContaining('Recipient Phone'),
		});
		expect(await sends(instance)).toHaveLength(2);
	});

	it('stop sends nothing, and says what is wrong in the other items too', async () => {
		const result = await run([...items, { phone: '' }]);
		expect(result.error).toMatchObject({ itemIndex: 1, message: expect.stringContaining('Recipient Phone') });
		expect(result.error?.description).toContain(
			'Of 4 items: none was sent, 2 failed, 2 not tried. Other items with problems: item 3 (Recipient Phone).',
		);
		expect(await sends(instance)).toEqual([]);
	});

	it.each(['continueRegularOutput', 'continueErrorOutput'] as const)(
		'%s: a message that was sent before does not make it look sent',
		async (onError) => {
			const before = { sendStatus: 'queued', phone: 'nobody', messageId: 'M1' };
			const result = await run([before], { onError });
			const [branch] = result.branches.filter(({ length }) => length > 0);
			expect(JSON.stringify(branch)).not.toMatch(/queued|M1/);
			expect(branch[0]).toMatchObject({ json: { details: { sendStatus: 'notSent' } } });
			expect(result.items).toHaveLength(onError === 'continueErrorOutput' ? 0 : 1);
		},
	);
});
