import fc from 'fast-check';
import { formatBrl, MAX_AMOUNT_CENTS } from '../../../commerce/domain/money/money';
import { toOrderSnapshot } from '../../../commerce/domain/order/orderSnapshot';
import { readItems } from '../../../nodes/providers/fields/readItems';
import { parametersOf } from '../../helpers/fakeParameters';

const fromJson = (itemsJson: unknown, options = {}) =>
	parametersOf({ itemsSource: 'fromJson', itemsJson, options });
const fromRows = (item: unknown) => parametersOf({ itemsSource: 'defineBelow', items: { item } });

const row = { name: 'Coffee', quantity: 2, unitPrice: '24.90' };
const read = { name: 'Coffee', quantity: 2, unitPriceCents: 2490 };

describe('rows', () => {
	it('are read in their order', () => {
		const rows = [row, { ...row, name: ' Tea\n', quantity: '1', unitPrice: 5 }];
		expect(readItems(fromRows(rows))).toEqual([read, { name: 'Tea', quantity: 1, unitPriceCents: 500 }]);
	});

	it('carry their product ID when it is filled in', () => {
		expect(readItems(fromRows([{ ...row, productId: '23940797548900636', isCustomItem: false }]))).toEqual([
			{ ...read, productId: '23940797548900636', isCustomItem: false },
		]);
		expect(readItems(fromRows([{ ...row, productId: '  ' }]))).toEqual([read]);
	});

	it.each([[[]], [undefined], [null]])('that are not there (%j) are refused', (item) => {
		expect(() => readItems(fromRows(item))).toThrow('Items: found nothing, expected at least one item');
	});
});

describe('a list', () => {
	it.each([
		['a list', [row]],
		['JSON text', JSON.stringify([row])],
	])('comes as %s', (_how, list) => {
		expect(readItems(fromJson(list))).toEqual([read]);
	});

	it.each([
		[
			'WooCommerce',
			{ id: 315, name: 'Coffee', product_id: 93, quantity: 2, sku: 'CO-1', price: 24.9, total: '49.80' },
			'CO-1',
		],
		[
			'WooCommerce without SKU',
			{ id: 315, name: 'Coffee', product_id: 93, quantity: 2, sku: '', price: 24.9 },
			'93',
		],
		[
			'Shopify',
			{
				id: Number('866550311766439020'),
				title: 'Coffee',
				name: 'Coffee',
				quantity: 2,
				price: '24.90',
				sku: 'CO-1',
			},
			'CO-1',
		],
		['VTEX-like cents', { productName: 'Coffee', qty: 2, price_cents: 2490, retailer_id: 'CO-1' }, 'CO-1'],
		['a Hub sample', { retailerId: 'CO-1', name: 'Coffee', amountCents: 2490, quantity: 2 }, 'CO-1'],
	])('takes the line items of %s', (_shop, item, retailerId) => {
		expect(readItems(fromJson([item]), { needsRetailerId: true })).toEqual([{ ...read, retailerId }]);
	});

	it.each([
		['a product ID', { productId: Number('23940797548900637') }, 'Items (JSON) 1, Product ID'],
		['a retailer ID', { sku: Number('866550311766439020') }, 'Items (JSON) 1, Retailer ID'],
	])('refuses %s that JSON has rounded', (_what, id, field) => {
		expect(() => readItems(fromJson([{ ...row, ...id }]), { needsRetailerId: true })).toThrow(
			expect.objectContaining({ field, expected: expect.stringContaining('quotes') }),
		);
	});

	it('takes what the trigger tells of an order', () => {
		const custom = { ...read, productId: 'custom-item-1', isCustomItem: true };
		const sticker = { name: 'Sticker', quantity: 1, unitPriceCents: 5 };
		const items = [{ ...custom, retailerId: 'CO-1' }, sticker];
		const snapshot = toOrderSnapshot({ currency: 'BRL', items });
		expect(readItems(fromJson(snapshot.items))).toEqual([custom, sticker]);
		const stored = JSON.stringify(snapshot.items.slice(0, 1));
		expect(readItems(fromJson(stored), { needsRetailerId: true })).toEqual([items[0]]);
	});

	it('is in cents only where its member says cents', () => {
		const price = (member: object) =>
			readItems(fromJson([{ name: 'Coffee', quantity: 1, ...member }]))[0].unitPriceCents;
		expect(price({ unitPriceCents: 2490 })).toBe(2490);
		expect(price({ unitPriceCents: '2490' })).toBe(2490);
		expect(price({ unitPrice: 2490 })).toBe(249000);
		expect(price({ price: '24,90' })).toBe(2490);
		expect(price({ value: 24.9 })).toBe(2490);
		expect(price({ unitPriceCents: null, unitPrice: '24.90' })).toBe(2490);
		expect(price({ unitPriceCents: 0, unitPrice: '24.90' })).toBe(0);
	});

	it('keeps amounts as text with the decimal mark of Options', () => {
		const list = [{ ...row, unitPrice: '1.499' }];
		expect(() => readItems(fromJson(list))).toThrow(
			expect.objectContaining({ field: 'Items (JSON) 1, Unit Price' }),
		);
		expect(readItems(fromJson(list, { decimalMark: 'comma' }))[0].unitPriceCents).toBe(149900);
	});

	it('asks for a retailer ID only where the provider wants one', () => {
		expect(readItems(fromJson([{ ...row, id: { $oid: '6555' } }]))).toEqual([read]);
		expect(() => readItems(fromJson([row]), { needsRetailerId: true })).toThrow(
			'Items (JSON) 1, Retailer ID: found nothing, expected your own ID of the product, e.g. its SKU',
		);
	});

	it.each<[string, unknown, string]>([
		['nothing', '', 'Items (JSON)'],
		['null', null, 'Items (JSON)'],
		['an object', { items: [row] }, 'Items (JSON)'],
		['broken JSON', '[{ "name": ', 'Items (JSON)'],
		['a text', 'two coffees', 'Items (JSON)'],
		['an empty list', [], 'Items (JSON)'],
		['an empty list as text', ' [] ', 'Items (JSON)'],
		['a text for an item', [row, 'Tea'], 'Items (JSON) 2'],
		['nothing for an item', [null], 'Items (JSON) 1'],
		['a list for an item', [[row]], 'Items (JSON) 1'],
		['no name', [{ ...row, name: '' }], 'Items (JSON) 1, Name'],
		['a name that is an object', [{ ...row, name: { pt: 'Café' } }], 'Items (JSON) 1, Name'],
		['no quantity', [row, { ...row, quantity: null }], 'Items (JSON) 2, Quantity'],
		['quantity 0', [{ ...row, quantity: 0 }], 'Items (JSON) 1, Quantity'],
		['half a quantity', [{ ...row, quantity: '0,5' }], 'Items (JSON) 1, Quantity'],
		['no price', [{ ...row, unitPrice: '' }], 'Items (JSON) 1, Unit Price'],
		['a price that is an object', [{ ...row, unitPrice: { amount: 1 } }], 'Items (JSON) 1, Unit Price'],
		['half a cent', [{ ...row, unitPrice: 0.005 }], 'Items (JSON) 1, Unit Price'],
		['a negative price', [{ ...row, unitPrice: -1 }], 'Items (JSON) 1, Unit Price'],
		['cents with a fraction', [{ ...row, unitPriceCents: 24.5 }], 'Items (JSON) 1, Unit Price Cents'],
		['cents with a currency', [{ ...row, unitPriceCents: 'R$ 24' }], 'Items (JSON) 1, Unit Price Cents'],
		[
			'more than there is',
			[{ ...row, unitPriceCents: MAX_AMOUNT_CENTS + 1 }],
			'Items (JSON) 1, Unit Price Cents',
		],
		['a list for a product ID', [{ ...row, productId: ['1'] }], 'Items (JSON) 1, Product ID'],
		['a word for a toggle', [{ ...row, isCustomItem: 'maybe' }], 'Items (JSON) 1, Is Custom Item'],
	])('with %s is refused by name', (_what, list, field) => {
		expect(() => readItems(fromJson(list))).toThrow(
			expect.objectContaining({ name: 'InvalidInputError', field }),
		);
	});

	it('gives back the items that went in, whatever spelling their prices have', () => {
		const item = fc.record({
			name: fc.stringMatching(/^[A-Za-zÀ-ú0-9][A-Za-zÀ-ú0-9 -]{0,30}[A-Za-zÀ-ú0-9]$/),
			quantity: fc.integer({ min: 1, max: 9999 }),
			unitPriceCents: fc.integer({ min: 0, max: MAX_AMOUNT_CENTS }),
		});
		const spellings = [
			(cents: number) => ({ unitPriceCents: cents }),
			(cents: number) => ({ unitPrice: formatBrl(cents) }),
			(cents: number) => ({ price: formatBrl(cents).replace('R$ ', '') }),
			(cents: number) => ({ unit_price: Number(`${cents}e-2`) }),
			(cents: number) => ({ value: Number(`${cents}e-2`).toFixed(2) }),
		];
		fc.assert(
			fc.property(
				fc.array(item, { minLength: 1, maxLength: 5 }),
				fc.nat({ max: 4 }),
				fc.boolean(),
				(items, at, asText) => {
					const list = items.map(({ unitPriceCents, ...rest }) => ({
						...rest,
						...spellings[at](unitPriceCents),
					}));
					expect(readItems(fromJson(asText ? JSON.stringify(list) : list))).toEqual(items);
				},
			),
		);
	});

	it('is read or refused, whatever an expression gives', () => {
		const member = fc.constantFrom(
			'name',
			'quantity',
			'unitPrice',
			'price',
			'unitPriceCents',
			'productId',
			'isCustomItem',
		);
		const value = fc.oneof(fc.jsonValue(), fc.constantFrom(1, 2, '1', 'Coffee', '24.90', true));
		const list = fc.oneof(fc.anything(), fc.array(fc.dictionary(member, value), { maxLength: 3 }));
		fc.assert(
			fc.property(list, (given) => {
				try {
					for (const { quantity, unitPriceCents } of readItems(fromJson(given))) {
						expect(quantity).toBeGreaterThan(0);
						expect(Number.isSafeInteger(unitPriceCents)).toBe(true);
					}
				} catch (error) {
					expect(error).toMatchObject({
						name: 'InvalidInputError',
						field: expect.stringMatching(/^Items \(JSON\)/),
					});
				}
			}),
			{ numRuns: 500 },
		);
	});
});
