import { readCart } from '../../../../nodes/providers/metaCloud/api/cart';
import {
	contactDirectory,
	readContact,
	type ContactIds,
} from '../../../../nodes/providers/metaCloud/api/contact';

const USER = 'BR.1502576394655843';

describe('the customer of an event', () => {
	const ana = {
		wa_id: '5511999990000',
		user_id: USER,
		parent_user_id: 'BR.ENT.1',
		profile: { name: 'Ana', username: '@ana@shop' },
	};
	const bia = { wa_id: '+5511999991111', profile: { name: 'Bia' } };

	it.each<[string, ContactIds, unknown, object]>([
		[
			'by number',
			{ id: '5511999990000' },
			[bia, ana],
			{
				phone: '5511999990000',
				userId: USER,
				parentUserId: 'BR.ENT.1',
				username: 'ana@shop',
				name: 'Ana',
				isGroup: false,
			},
		],
		[
			'by number with a plus',
			{ id: '+5511999991111' },
			[ana, bia],
			{ phone: '5511999991111', name: 'Bia', isGroup: false },
		],
		['by user ID', { userId: USER }, [bia, ana], expect.objectContaining({ name: 'Ana' })],
		[
			'the first of one ID',
			{ id: '1' },
			[{ wa_id: '1' }, { ...bia, wa_id: '1' }],
			{ phone: '1', isGroup: false },
		],
		['the only one, when nothing is told', {}, [ana], expect.objectContaining({ name: 'Ana' })],
		['none of two, when nothing is told', {}, [ana, bia], { phone: null, isGroup: false }],
		['one that is not there', { id: '5511000000000' }, [ana], { phone: '5511000000000', isGroup: false }],
		['without contacts', { id: '551' }, undefined, { phone: '551', isGroup: false }],
		['a user ID in place of the number', { id: USER }, [], { phone: null, userId: USER, isGroup: false }],
		[
			'a user ID of its own in place of the number, and the number elsewhere',
			{ id: USER },
			[{ user_id: USER, wa_id: '5511999990000' }],
			{ phone: '5511999990000', userId: USER, isGroup: false },
		],
		[
			'in a group',
			{ id: '5511999990000', groupId: 'G1' },
			[],
			{ phone: 'G1', isGroup: true, participantPhone: '5511999990000' },
		],
		[
			'in a group, without a number',
			{ id: USER, groupId: 'G1' },
			[],
			{ phone: 'G1', userId: USER, isGroup: true },
		],
		['what only begins like a number', { id: '+55a' }, [], { phone: '+55a', isGroup: false }],
		['what only ends like one', { id: 'a+55' }, [], { phone: 'a+55', isGroup: false }],
	])('%s', (_how, ids, contacts, expected) => {
		expect(readContact(ids, contactDirectory(contacts))).toEqual(expected);
	});

	it('has a name of 200 characters at most', () => {
		const long = { wa_id: '1', profile: { name: 'a'.repeat(201) } };
		expect(readContact({ id: '1' }, contactDirectory([long])).name).toBe('a'.repeat(200));
	});
});

describe('a cart', () => {
	const item = { product_retailer_id: 'CO-1', quantity: 2, item_price: 24.9, currency: 'BRL' };

	it.each<[unknown[], object]>([
		[
			[item],
			{
				currency: 'BRL',
				items: [{ name: 'CO-1', retailerId: 'CO-1', quantity: 2, unitPriceCents: 2490 }],
				subtotalCents: 4980,
				totalCents: 4980,
			},
		],
		// A dot is the decimal mark of JSON, also before three digits.
		[[{ ...item, item_price: '1.500', currency: 'brl' }], expect.objectContaining({ totalCents: 300 })],
		[
			[item, { ...item, currency: undefined, product_retailer_id: undefined }],
			expect.objectContaining({ currency: 'BRL', totalCents: 9960 }),
		],
		[
			[{ ...item, product_retailer_id: '' }],
			expect.objectContaining({ items: [expect.objectContaining({ name: '' })] }),
		],
		[[{ ...item, currency: 'USD' }], expect.objectContaining({ currency: 'USD' })],
	])('with %j is read', (list, order) => expect(readCart({ product_items: list })).toEqual({ order }));

	it.each<[unknown, string]>([
		[[], 'order.product_items: found nothing'],
		[undefined, 'order.product_items: found nothing'],
		[{}, 'order.product_items: found nothing'],
		[[item, { ...item, item_price: 'soon' }], 'order.product_items[1].item_price: found "soon"'],
		[[{ ...item, quantity: 0 }], 'order.product_items[0].quantity: found 0'],
		[[null], 'order.product_items[0].quantity: found nothing'],
		[[item, { ...item, currency: 'USD' }], 'order.product_items: found "BRL, USD"'],
	])('with %j is left out, and says why', (list, why) => {
		const { order, warnings } = readCart({ product_items: list });
		expect(order).toBeUndefined();
		expect(warnings).toEqual([
			{ rule: 'event.orderUnreadable', message: expect.stringContaining(`The order was left out. ${why}`) },
		]);
	});
});
