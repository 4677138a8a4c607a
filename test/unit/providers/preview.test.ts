import { previewOf, previewOfCharge } from '../../../nodes/providers/fields/preview';

const items = (count: number) =>
	Array.from({ length: count }, (_, index) => ({ name: `Item ${index}`, quantity: index + 1 }));

it.each([
	[
		{
			items: [
				{ name: 'Café', quantity: 1 },
				{ name: 'Caneca', quantity: 2 },
			],
			totalCents: 21980,
		},
		['PIX Loja Exemplo'],
		'R$ 219,80 · 1 Café, 2 Caneca · PIX Loja Exemplo',
	],
	[{ items: items(1), totalCents: 5, currency: 'USD' }, [], 'USD 0.05 · 1 Item 0'],
	[
		{ items: items(7), totalCents: 100, currency: 'BRL' },
		['PIX Loja', 'Card'],
		'R$ 1,00 · 1 Item 0, 2 Item 1, 3 Item 2, 4 Item 3, 5 Item 4, 2 more · PIX Loja or Card',
	],
])('a charge reads as one line', (charge, waysToPay, line) => {
	expect(previewOfCharge(charge, waysToPay)).toBe(line);
});

it('a message reads as one line, however long and broken its text', () => {
	expect(previewOf('Order 1', undefined, ' On its\n\tway ', '')).toBe('Order 1 · On its way');
	expect(previewOf('🛒'.repeat(300))).toBe(`${'🛒'.repeat(199)}…`);
});
