import type { IDataObject, INodeParameters } from 'n8n-workflow';
import { hubCharge, itemRows, itemsFromJson, zApiCharge, zApiTypedUpdate } from '../helpers/parameters';
import { NOT_SENT, priced, throughHub, throughZApi, type ChargeRun } from '../helpers/paymentRuns';

/** Amounts as shops write them, from the field to the request, and every way in which they are refused. */

const row = { name: 'Coffee', quantity: 1 };

/** The same charge through both providers: reais at Z-API, cents at the Hub. */
async function throughBoth(changes: INodeParameters, items?: IDataObject[]): Promise<ChargeRun[]> {
	return [await throughZApi(zApiCharge(changes), items), await throughHub(hubCharge(changes), items)];
}

/** Refused before anything left, in a message that starts so. */
function expectRefused(runs: ChargeRun[], start: string): void {
	for (const { run, bodies } of runs) {
		expect(bodies).toEqual([]);
		expect(run.status).toBe('error');
		expect(run.error).toMatchObject({ name: 'NodeOperationError', itemIndex: 0, description: NOT_SENT });
		expect(run.error?.message.slice(0, start.length)).toBe(start);
		expect(run.error?.message).toMatch(/ \[item 0\]$/);
	}
}

/** Without product id: the Hub takes a retailer id, Z-API none. */
const shopItem = (price: object) => [{ ...row, sku: 'coffee', ...price }];
const fromShop = itemsFromJson('={{ $json.lines }}');

describe('a price', () => {
	it.each<[unknown, number, number]>([
		['149.9', 149.9, 14990],
		['1.499,90', 1499.9, 149990],
		['R$ 1.499,90', 1499.9, 149990],
		[0.1, 0.1, 10],
		['149.9000', 149.9, 14990],
		['1234.500', 1234.5, 123450],
		['149.90 BRL', 149.9, 14990],
		['R$ 1\u202f234,56', 1234.56, 123456],
		[0.1 + 0.2, 0.3, 30],
		[999999999.99, 999999999.99, 99999999999],
	])('of %j leaves as %d reais and %d cents', async (price, reais, cents) => {
		const [zApi, hub] = await throughBoth(fromShop, [{ lines: shopItem({ price }) }]);
		expect(zApi.bodies).toMatchObject([{ order: { products: [{ value: reais }] } }]);
		expect(hub.bodies).toMatchObject([
			{ content: { paymentRequest: { totalAmountCents: cents, items: [{ amountCents: cents }] } } },
		]);
	});

	it.each<[unknown, number, number]>([
		[14990, 149.9, 14990],
		[1, 0.01, 1],
	])('of %j cents leaves as %d reais and %d cents', async (unitPriceCents, reais, cents) => {
		const [zApi, hub] = await throughBoth(fromShop, [{ lines: shopItem({ unitPriceCents }) }]);
		expect(zApi.bodies).toMatchObject([{ order: { products: [{ value: reais }] } }]);
		expect(hub.bodies).toMatchObject([{ content: { paymentRequest: { totalAmountCents: cents } } }]);
	});

	it.each<[unknown, string]>([
		[
			'1.499',
			'found "1.499", expected an amount with one reading: write 1499,00 if the dot groups thousands, or round to two decimals if it comes before the cents; Options > Decimal Mark settles it for all amounts',
		],
		['10.0055', 'found "10.0055", expected an amount with at most two decimals'],
		[0.305, 'found "0.305", expected an amount with at most two decimals'],
		['1 49,90', 'found "1 49,90", expected groups of three digits and one decimal mark'],
		['ten', 'found "ten", expected an amount such as'],
		[true, 'found true, expected an amount such as'],
		[{ amount: 10 }, 'found {"amount":10}, expected an amount such as'],
	])('of %j is refused', async (price, why) => {
		const runs = await throughBoth(fromShop, [{ lines: shopItem({ price }) }]);
		expectRefused(runs, `Items (JSON) 1, Unit Price: ${why}`);
	});

	it('of VTEX, 14990, leaves as R$ 149,90 when Price Unit is Cents', async () => {
		const lines = [
			{ uniqueId: '6024FC86', id: '1', name: 'Coffee', refId: 'CO-1', quantity: 1, price: 14990 },
		];
		const [zApi, hub] = await throughBoth({ ...fromShop, priceUnit: 'cents' }, [{ lines }]);
		expect(zApi.bodies).toMatchObject([{ order: { products: [{ value: 149.9 }] } }]);
		expect(hub.bodies).toMatchObject([
			{ content: { paymentRequest: { totalAmountCents: 14990, items: [{ retailerId: 'CO-1' }] } } },
		]);
	});

	it('of an ERP in Portuguese is read, and a removed line is left out with a warning', async () => {
		const lines = [
			{ codigo: 'CO-1', descricao: 'Café', quantidade: '2.00', valorUnitario: '24,90' },
			{ codigo: 'TE-1', descricao: 'Chá', quantidade: 0, valorUnitario: '9,90' },
		];
		const typed = zApiTypedUpdate('orderStatus', fromShop);
		const items = [{ lines: lines.map((line) => ({ ...line, productId: 'custom-item-1' })) }];
		const runs = [...(await throughBoth(fromShop, [{ lines }])), await throughZApi(typed, items)];
		for (const { run, bodies } of runs) {
			expect(run.error).toBeUndefined();
			expect(JSON.stringify(bodies)).toContain('Café');
			expect(JSON.stringify(bodies)).not.toContain('Chá');
			expect(run.items[0]).toMatchObject({
				warnings: [{ rule: 'items.quantityZero', message: 'Items (JSON) 2 has quantity 0 and was left out' }],
			});
		}
		const removed = await throughBoth(fromShop, [{ lines: lines.slice(1) }]);
		expectRefused(removed, 'Items (JSON): found only lines with quantity 0, expected at least one item');
	});

	it.each<[unknown, string]>([
		[149.9, 'found 149.9, expected a whole number of cents such as 14990'],
		[-1, 'found "-1", expected an amount that is not negative'],
	])('of %j cents is refused', async (unitPriceCents, why) => {
		const runs = await throughBoth(fromShop, [{ lines: shopItem({ unitPriceCents }) }]);
		expectRefused(runs, `Items (JSON) 1, Unit Price Cents: ${why}`);
	});

	it.each<[string, string, number | string]>([
		['comma', '1.499', 1499],
		['dot', '1.499,90', 'a dot before the cents, as Options > Decimal Mark says Dot: write 1499.90'],
	])('with Decimal Mark %s is read as it says: %s', async (decimalMark, unitPrice, outcome) => {
		const changes = { ...priced(unitPrice), options: { decimalMark } };
		const zApiChanges = { ...itemRows({ ...row, unitPrice }), options: { decimalMark } };
		const zApi = await throughZApi(zApiCharge(zApiChanges));
		const hub = await throughHub(hubCharge(changes));
		if (typeof outcome === 'string') {
			expectRefused(
				[zApi, hub],
				`Items 1, Unit Price: found "${unitPrice}", expected an amount with ${outcome}`,
			);
			return;
		}
		expect(zApi.bodies).toMatchObject([{ order: { products: [{ value: outcome }] } }]);
		expect(hub.bodies).toMatchObject([
			{ content: { paymentRequest: { totalAmountCents: Math.round(outcome * 100) } } },
		]);
	});
});

describe('the total', () => {
	it.each<[string, IDataObject, string]>([
		[
			'a total that is another',
			{ total: '49.81' },
			'Expected Total: found "R$ 49,81", expected R$ 49,80 = subtotal R$ 49,80',
		],
		[
			'a total without the tax',
			{ tax: '1', total: '49.80' },
			'Expected Total: found "R$ 49,80", expected R$ 50,80 = subtotal R$ 49,80 + tax R$ 1,00',
		],
	])('is refused with both numbers: %s', async (_what, additionalFields, message) => {
		expectRefused(await throughBoth({ additionalFields } as INodeParameters), message);
	});

	it.each<[string, IDataObject, string]>([
		[
			'a total that misses the parts',
			{ total: '49.80', shipping: '5', tax: '1', discount: '0,50' },
			'Expected Total: found "R$ 49,80", expected R$ 55,30 = subtotal R$ 49,80 + tax R$ 1,00 + shipping R$ 5,00 - discount R$ 0,50',
		],
		[
			'a discount of everything',
			{ discount: '49,80' },
			'Total: found "R$ 0,00", expected an amount above zero to charge',
		],
	])('of Z-API is refused with %s', async (_what, additionalFields, message) => {
		expectRefused([await throughZApi(zApiCharge({ additionalFields } as INodeParameters))], message);
	});

	it('is refused where the order of an update is typed in', async () => {
		const changes = { additionalFields: { discount: '49.81' } };
		for (const operation of ['orderStatus', 'orderPaymentUpdate'] as const) {
			expectRefused(
				[await throughZApi(zApiTypedUpdate(operation, changes))],
				'Discount: found "R$ 49,81", expected at most R$ 49,80 (subtotal + tax + shipping)',
			);
		}
	});

	it('is refused when everything is free', async () => {
		expectRefused(
			await throughBoth(fromShop, [{ lines: shopItem({ price: 0 }) }]),
			'Total: found "R$ 0,00", expected an amount above zero to charge',
		);
	});
});
