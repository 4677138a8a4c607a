import fc from 'fast-check';
import { formatBrl, MAX_AMOUNT_CENTS } from '../../../commerce/domain/money/money';
import { toOrderSnapshot } from '../../../commerce/domain/order/orderSnapshot';
import { readItems as readAll, type ReadItemsOptions } from '../../../nodes/providers/fields/readItems';
import type { ItemParameters } from '../../../nodes/providers/itemParameters';
import rawCart from '../../fixtures/zapi-webhooks/received-order-cart.json';
import { parametersOf } from '../../helpers/fakeParameters';

const fromJson = (itemsJson: unknown, options = {}) =>
	parametersOf({ itemsSource: 'fromJson', itemsJson, options });
function readWithWarnings(params: ItemParameters, options?: ReadItemsOptions) {
	const { items, warnings } = readAll(params, options);
	return { items, warnings };
}
const readItems = (params: ItemParameters, options?: ReadItemsOptions) =>
	readWithWarnings(params, options).items;
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

/** Lines as the documents of shops and ERPs show them, for two packs of coffee at R$ 24,90. */
const SHOP_LINES: Array<[string, object, string]> = [
	[
		'Bling v3',
		{
			id: 12345678,
			codigo: 'CO-1',
			unidade: 'UN',
			quantidade: 2,
			desconto: 0,
			valor: 24.9,
			aliquotaIPI: 0,
			descricao: 'Coffee',
			descricaoDetalhada: '500 g',
			produto: { id: 12345678 },
			comissao: { base: 10, aliquota: 2, valor: 0.2 },
		},
		'CO-1',
	],
	[
		'Tiny v2',
		{
			item: {
				codigo: 'CO-1',
				descricao: 'Coffee',
				unidade: 'UN',
				quantidade: '2.00',
				valor_unitario: '24.90',
			},
		},
		'CO-1',
	],
	[
		'Tiny v3',
		{ produto: { id: 123, sku: 'CO-1', descricao: 'Coffee' }, quantidade: 2, valorUnitario: 24.9 },
		'CO-1',
	],
	[
		'an invoice of Tiny v3',
		{
			id: 123,
			codigo: 'CO-1',
			descricao: 'Coffee',
			quantidade: 2,
			valorUnitario: 24.9,
			valorTotal: 49.8,
			valorFrete: 5,
		},
		'CO-1',
	],
	[
		'Nuvemshop',
		{
			id: 972900182,
			name: 'Coffee',
			price: '24.90',
			product_id: 58208779,
			quantity: '2',
			variant_id: '169164456',
			sku: 'CO-1',
			barcode: null,
		},
		'CO-1',
	],
	[
		'Tray',
		{
			ProductsSold: {
				id: '5',
				product_id: '123',
				name: 'Coffee',
				Sku: [{ type: 'Cor', value: 'Preto' }],
				price: '24.90',
				original_price: '30.00',
				cost_price: '10.00',
				quantity: '2',
				reference: 'CO-1',
			},
		},
		'CO-1',
	],
	[
		'Mercado Livre',
		{
			item: { id: 'MLB12345678', title: 'Coffee', variation_id: null, seller_sku: 'CO-1' },
			quantity: 2,
			unit_price: 24.9,
			full_unit_price: 30,
			sale_fee: 3,
			currency_id: 'BRL',
		},
		'CO-1',
	],
	[
		'PrestaShop',
		{
			id: '3',
			product_id: '1',
			product_quantity: '2',
			product_name: 'Coffee',
			product_reference: 'CO-1',
			product_price: '24.900000',
			unit_price_tax_incl: '24.900000',
			unit_price_tax_excl: '24.900000',
		},
		'CO-1',
	],
	[
		'Magento',
		{
			item_id: 3,
			name: 'Coffee',
			sku: 'CO-1',
			qty_ordered: 2,
			qty_invoiced: 0,
			price: 24.9,
			base_price: 24.9,
			original_price: 30,
			price_incl_tax: 24.9,
			row_total: 49.8,
		},
		'CO-1',
	],
	[
		'VTEX',
		{
			uniqueId: '87F0945396994B349158C7D9C9941442',
			id: '1234568358',
			productId: '9429485',
			refId: 'CO-1',
			quantity: 2,
			seller: '1',
			name: 'Coffee',
			price: 24.9,
			sellingPrice: 24.9,
		},
		'CO-1',
	],
	[
		'OpenCart',
		{
			order_product_id: '9',
			product_id: '40',
			name: 'Coffee',
			model: 'CO-1',
			quantity: '2',
			price: '24.9000',
			total: '49.8000',
			tax: '0.0000',
		},
		'CO-1',
	],
	[
		'a sheet',
		{ Código: 'CO-1', Produto: 'Coffee', 'Quantidade ': '2', 'Preço Unitário': 'R$ 24,90', Total: '49,80' },
		'CO-1',
	],
	['a sheet in capitals', { CODIGO: 'CO-1', DESCRIÇÃO: 'Coffee', QTDE: 2, VALOR: '24,90' }, 'CO-1'],
];

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
		...SHOP_LINES,
		['a Hub sample', { retailerId: 'CO-1', name: 'Coffee', amountCents: 2490, quantity: 2 }, 'CO-1'],
	])('takes the line items of %s', (_shop, item, retailerId) => {
		expect(readItems(fromJson([item]), { needsRetailerId: true })).toEqual([{ ...read, retailerId }]);
	});

	it.each([
		['a product ID', { productId: Number('23940797548900637') }, 'Items (JSON) 1, Product ID'],
		['a SKU', { sku: Number('866550311766439020') }, 'Items (JSON) 1, SKU'],
	])('refuses %s that JSON has rounded', (_what, id, field) => {
		expect(() => readItems(fromJson([{ ...row, ...id }]), { needsRetailerId: true })).toThrow(
			expect.objectContaining({ field, expected: expect.stringContaining('quotes') }),
		);
	});

	it('takes what the trigger gives of an order', () => {
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
		expect(price({ unitPriceCents: 0 })).toBe(0);
		expect(price({ unitPriceCents: 2490, unitPriceReais: 24.9, price: 'R$ 24,90' })).toBe(2490);
	});

	it('keeps amounts as text with the decimal mark of Options', () => {
		const list = [{ ...row, unitPrice: '1.499' }];
		expect(() => readItems(fromJson(list))).toThrow(
			expect.objectContaining({ field: 'Items (JSON) 1, Unit Price' }),
		);
		expect(readItems(fromJson(list, { decimalMark: 'comma' }))[0].unitPriceCents).toBe(149900);
	});

	it('names an item after its row where the provider wants an ID and the shop has none', () => {
		expect(readItems(fromJson([{ ...row, id: { $oid: '6555' } }]))).toEqual([read]);
		const list = [row, { ...row, quantity: 0 }, { ...row, sku: ' ' }, { ...row, sku: 'CO-1' }];
		const ids = readItems(fromJson(list), { needsRetailerId: true }).map(({ retailerId }) => retailerId);
		expect(ids).toEqual(['item-1', 'item-3', 'CO-1']);
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
		['only a line that was removed', [{ ...row, quantity: 0 }], 'Items (JSON)'],
		['a negative quantity', [{ ...row, quantity: -1 }], 'Items (JSON) 1, Quantity'],
		['a quantity with two readings', [{ ...row, quantity: '1.000' }], 'Items (JSON) 1, Quantity'],
		['a name of spaces', [row, { ...row, name: ' \n' }], 'Items (JSON) 2, Name'],
		['half a quantity', [{ ...row, quantity: '0,5' }], 'Items (JSON) 1, Quantity'],
		['no price', [{ ...row, unitPrice: '' }], 'Items (JSON) 1, Unit Price'],
		['a price that is an object', [{ ...row, unitPrice: { amount: 1 } }], 'Items (JSON) 1, Unit Price'],
		['half a cent', [{ ...row, unitPrice: 0.005 }], 'Items (JSON) 1, Unit Price'],
		['a negative price', [{ ...row, unitPrice: -1 }], 'Items (JSON) 1, Unit Price'],
		[
			'cents with a fraction',
			[{ ...row, unitPrice: null, unitPriceCents: 24.5 }],
			'Items (JSON) 1, Unit Price Cents',
		],
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

	it('says the row of a product without a name, and of a row without one', () => {
		expect(() => readItems(fromJson([row, { ...row, name: null }]))).toThrow(
			'Items (JSON) 2, Name: found nothing, expected the name of the product',
		);
		expect(() => readItems(fromRows([row, { ...row, name: '  ' }]))).toThrow(
			'Items 2, Name: found "  ", expected the name of the product',
		);
	});

	it('leaves out a line that was removed, and says which', () => {
		const removed = { name: 'Tea', quantity: '0.0000', price: '9.90' };
		expect(readWithWarnings(fromJson([removed, row, { quantity: 0 }]))).toEqual({
			items: [read],
			warnings: [
				{ rule: 'items.quantityZero', message: 'Items (JSON) 1 has quantity 0 and was left out' },
				{ rule: 'items.quantityZero', message: 'Items (JSON) 3 has quantity 0 and was left out' },
			],
		});
		expect(() => readItems(fromJson([removed, removed]))).toThrow(
			'Items (JSON): found only lines with quantity 0, expected at least one item',
		);
		expect(() => readItems(fromRows([{ ...row, quantity: 0 }]))).toThrow('Items 1, Quantity');
	});

	it('refuses the products of a raw cart, which would be charged a thousand times over', () => {
		const { products } = rawCart.order;
		expect(() => readItems(fromJson(products))).toThrow(
			'Items (JSON) 1, Unit Price: found 2000, the thousandths of a raw cart, expected order.items of the WhatsApp Commerce Trigger',
		);
	});

	it('refuses a line in another currency than the message', () => {
		const inDollars = [{ ...row, currency_id: 'USD' }];
		expect(() => readItems(fromJson(inDollars))).toThrow(
			'Items (JSON) 1, currency_id: found "USD", expected BRL, the currency of the message',
		);
		const message = { itemsSource: 'fromJson', itemsJson: inDollars, additionalFields: { currency: 'usd' } };
		expect(readItems(parametersOf(message))).toEqual([read]);
		for (const currency of ['brl', 'R$', '', null]) {
			expect(readItems(fromJson([{ ...row, currency }]))).toEqual([read]);
		}
	});

	it('refuses the cents of VTEX as reais, which would be charged a hundred times over', () => {
		const line = { uniqueId: 'A1', name: 'Coffee', quantity: 2, price: 2490, sellingPrice: 2490 };
		expect(() => readItems(fromJson([line]))).toThrow(
			'Items (JSON) 1, Unit Price: found 2490 in a line of VTEX, which gives cents, expected Price Unit Cents',
		);
		const inCents = parametersOf({ itemsSource: 'fromJson', itemsJson: [line], priceUnit: 'cents' });
		expect(readItems(inCents)).toEqual([read]);
	});

	it.each<[object, string]>([
		[
			{ price: 100, quantity: 2, total: '150.00' },
			'2 × R$ 100,00 is R$ 200,00, which is charged, but total says R$ 150,00',
		],
		[
			{ preco: '100,00', quantidade: 1, desconto: 20, valor_total: '80,00' },
			'1 × R$ 100,00 is R$ 100,00, which is charged, but valor_total says R$ 80,00',
		],
	])('warns of a line with a total of its own: %j', (line, message) => {
		const { items, warnings } = readWithWarnings(fromJson([{ name: 'Coffee', ...line }]));
		expect(items).toMatchObject([{ unitPriceCents: 10000 }]);
		expect(warnings).toEqual([{ rule: 'items.lineTotalDiffers', message: `Items (JSON) 1: ${message}` }]);
	});

	it('takes lines whose price has parts of a cent by their total, as after a coupon', () => {
		const lines = [
			// WooCommerce
			{ name: 'Coffee', quantity: 3, subtotal: '99.90', total: '89.90', price: 29.966666666666665 },
			{ name: 'Tea', quantity: 1, subtotal: '9.99', total: '8.99', price: 8.991 },
			// PrestaShop
			{
				product_name: 'Cup',
				product_quantity: '2',
				unit_price_tax_incl: '4.499900',
				total_price_tax_incl: '9.000000',
			},
		];
		expect(readWithWarnings(fromJson(lines))).toEqual({
			items: [
				{ name: '3 x Coffee', quantity: 1, unitPriceCents: 8990 },
				{ name: 'Tea', quantity: 1, unitPriceCents: 899 },
				{ name: 'Cup', quantity: 2, unitPriceCents: 450 },
			],
			warnings: [
				{
					rule: 'items.chargedAsOne',
					message:
						'Items (JSON) 1: the price of one of the 3 has parts of a cent, so they are charged as one for R$ 89,90',
				},
			],
		});
	});

	it.each([
		['a'.repeat(56), `3 x ${'a'.repeat(56)}`],
		['a'.repeat(57), `3 x ${'a'.repeat(55)}…`],
		['😀'.repeat(60), `3 x ${'😀'.repeat(55)}…`],
		['a'.repeat(61), `3 x ${'a'.repeat(61)}`],
	])('a name that WhatsApp takes is not made too long by its quantity: %s', (given, name) => {
		const line = { name: given, quantity: 3, price: 29.966666666666665, total: '89.90' };
		expect(readItems(fromJson([line]))).toMatchObject([{ name }]);
	});

	it.each([
		['another total', { total: '89.80' }],
		['no total', {}],
		['a total that is none', { total: 'soon' }],
	])('refuses a price with parts of a cent beside %s', (_what, members) => {
		const line = { name: 'Coffee', quantity: 3, price: 29.966666666666665, ...members };
		expect(() => readItems(fromJson([line]))).toThrow(
			/Items \(JSON\) 1, Unit Price: found "29\.966666666666665"/,
		);
	});

	it.each([
		// Magento without and with tax: its row_total is that of the first.
		[{ price: 84.0336, price_incl_tax: 100, row_total: 252.1 }],
		[{ price: '84.0333', price_incl_tax: '99.9997', row_total: '252.10' }],
		[{ price: '84.0000', price_incl_tax: '100.0000', row_total: '252.0000' }],
		[{ price: '84.0000', priceCents: 10000, total: '252.00' }],
	])('refuses two prices that differ, also where the total is that of one: %j', (line) => {
		expect(() => readItems(fromJson([{ name: 'Coffee', quantity: 3, ...line }]))).toThrow(
			'Items (JSON) 1, Unit Price: found',
		);
	});

	it.each([
		[{ price: 29.966666666666665, product: { price: 29.97 }, total: '89.90' }],
		[{ price: 29.966666666666665, valor: '29.9667', value: { id: 1 }, total: '89.90' }],
	])('takes two prices that are the same to the cent: %j', (line) => {
		expect(readItems(fromJson([{ name: 'Coffee', quantity: 3, ...line }]))).toMatchObject([
			{ quantity: 1, unitPriceCents: 8990 },
		]);
	});

	it('refuses a price in cents with a fraction, whatever the total says', () => {
		const line = { name: 'Coffee', quantity: 3, price: 29.966666666666665, total: '89.90' };
		const inCents = parametersOf({ itemsSource: 'fromJson', itemsJson: [line], priceUnit: 'cents' });
		expect(() => readItems(inCents)).toThrow('expected a whole number of cents');
	});

	it.each([
		{ price: 9, quantity: 3, subtotal: '30.00', total: '27.00' },
		{ unitPriceCents: 900, quantity: 3, total: 2700 },
		{ price: 9, quantity: 3, total: { amount: 1 } },
		{ price: 9, quantity: 3, total: null },
	])('warns of nothing where the total of the line agrees or cannot be read: %j', (line) => {
		expect(readWithWarnings(fromJson([{ name: 'Coffee', ...line }])).warnings).toEqual([]);
	});

	it.each([
		{ valor: 24.9, desconto: 10 },
		{ Preço: '24,90', Desconto: '10%' },
		{ price: '24.90', total_discount: '5.00' },
		{ price: '24.90', total_discount: '0.00', discount_allocations: [{ amount: '5.00' }] },
		{ price: 24.9, row_total: 49.8, discount_amount: 5 },
	])('warns of a discount that is not taken off, unless the message has one: %j', (line) => {
		const list = [{ name: 'Coffee', quantity: 2, ...line }];
		const [name, value] = Object.entries(line).at(-1)!;
		expect(readWithWarnings(fromJson(list))).toEqual({
			items: [read],
			warnings: [
				{
					rule: 'items.discountIgnored',
					message: `Items (JSON) 1: ${name} ${JSON.stringify(value)} is not taken off its price`,
				},
			],
		});
		const discounted = { itemsSource: 'fromJson', itemsJson: list, additionalFields: { discount: '5' } };
		expect(readWithWarnings(parametersOf(discounted)).warnings).toEqual([]);
	});

	it('takes what is left of a Magento line after a partial cancellation', () => {
		const line = { name: 'Coffee', price: 24.9, qty_ordered: '3.0000', qty_canceled: '1.0000' };
		expect(readItems(fromJson([line]))).toEqual([read]);
		const { items, warnings } = readWithWarnings(fromJson([line, { ...line, qty_canceled: 3 }]));
		expect([items, warnings.length]).toEqual([[read], 1]);
		expect(() => readItems(fromJson([{ ...line, qty_canceled: 4 }]))).toThrow('Items (JSON) 1, Quantity');
	});

	it('charges a bundle of Magento once, and not its parts too', () => {
		const bundle = { item_id: 7, parent_item_id: null, name: 'Coffee', qty_ordered: 2, price: 24.9 };
		const part = { item_id: 8, parent_item_id: 7, name: 'Cup', qty_ordered: 2, price: 12.45 };
		expect(readWithWarnings(fromJson([bundle, part]))).toEqual({
			items: [read],
			warnings: [
				{
					rule: 'items.partOfLine',
					message: 'Items (JSON) 2 is a part of line 1, whose price has it, and was left out',
				},
			],
		});
		expect(readItems(fromJson([part]))).toMatchObject([{ name: 'Cup' }]);
	});

	it('takes what is left of a Shopify line after removals', () => {
		const line = { title: 'Coffee', price: '24.90', quantity: 3, current_quantity: 2 };
		expect(readItems(fromJson([line]))).toEqual([read]);
		const { items, warnings } = readWithWarnings(fromJson([line, { ...line, current_quantity: 0 }]));
		expect([items, warnings.length]).toEqual([[read], 1]);
	});

	it('is in cents when Price Unit says so, whatever Decimal Mark says', () => {
		const inCents = (item: object) =>
			readItems(
				parametersOf({
					itemsSource: 'fromJson',
					itemsJson: [{ name: 'Coffee', quantity: 1, ...item }],
					priceUnit: 'cents',
					options: { decimalMark: 'comma' },
				}),
			)[0].unitPriceCents;
		expect(inCents({ price: 14990 })).toBe(14990);
		expect(inCents({ preco: '14990' })).toBe(14990);
		expect(inCents({ price: 149.9 * 100 })).toBe(14990);
		expect(inCents({ unitPriceReais: 149.9 })).toBe(14990);
		expect(inCents({ unitPriceCents: 14990, unitPriceReais: 149.9, price: 14990 })).toBe(14990);
		for (const price of [149.9, '149.90', '149,90', '14.990', '14990.00', 'R$ 14990']) {
			expect(() => inCents({ price })).toThrow(
				expect.objectContaining({
					field: 'Items (JSON) 1, Unit Price',
					expected: 'a whole number of cents such as 14990',
				}),
			);
		}
		expect(() =>
			readItems(parametersOf({ itemsSource: 'fromJson', itemsJson: [row], priceUnit: 'Cents' })),
		).toThrow('Price Unit: found "Cents", expected one of cents, reais');
	});

	it.each<[string, object, string]>([
		['two prices', { unit_price: 24.9, price: '29.90' }, 'unit_price 24.9 and price "29.90"'],
		[
			'reais that are not the cents',
			{ unitPriceCents: 2490, unitPrice: 2490 },
			'unitPriceCents 2490 and unitPrice 2490',
		],
		[
			'a unit price and a sum',
			{ valor_unitario: '24.90', valor: '49.80' },
			'valor_unitario "24.90" and valor "49.80"',
		],
		[
			'a price and the one after discounts',
			{ price: 24.9, sellingPrice: 20 },
			'price 24.9 and sellingPrice 20',
		],
		[
			'a price with and without tax',
			{ product_price: '20.00', unit_price_tax_incl: '24.90' },
			'unit_price_tax_incl "24.90" and product_price "20.00"',
		],
		[
			'its price and the catalog price',
			{ price: 49.8, product: { price: 24.9 } },
			'price 49.8 and product.price 24.9',
		],
	])('with %s is refused with both names', (_what, price, found) => {
		expect(() => readItems(fromJson([{ name: 'Coffee', quantity: 2, ...price }]))).toThrow(
			`Items (JSON) 1, Unit Price: found ${found}, expected one of them, or both the same`,
		);
	});

	it('with two quantities is refused with both names', () => {
		expect(() => readItems(fromJson([{ ...row, qtd: 3 }]))).toThrow(
			'Items (JSON) 1, Quantity: found quantity 2 and qtd 3, expected one of them, or both the same',
		);
		expect(readItems(fromJson([{ ...row, qtd: '2.00' }]))).toEqual([read]);
	});

	it.each(['total', 'valorTotal', 'row_total', 'lineTotal', 'Preço Total', 'total_amount', 'amount'])(
		'with a price of the line only (%s) is refused',
		(name) => {
			expect(() => readItems(fromJson([{ name: 'Coffee', quantity: 1, [name]: '24.90' }]))).toThrow(
				`Items (JSON) 1, Unit Price: found only ${name}, expected the price of one unit, not of the line`,
			);
		},
	);

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
