import { callZApi, simulator, type ZApiAccount } from '../helpers/simulator';
import {
	orderInBrief,
	orderInFull,
	orderOfPaymentUpdate,
	paymentUpdate,
	pixButton,
} from './documentedPayloads';
import { without, withMember } from './mutations';

let account: ZApiAccount;

beforeEach(async () => {
	account = await simulator.createZApi();
});

const accepted = { zaapId: expect.stringMatching(/^[0-9A-F]{32}$/), messageId: expect.any(String) };

async function expectTaken(route: string, body: object) {
	const reply = await callZApi(account, 'POST', route, body);
	expect(reply.status).toBe(200);
	expect(reply.data).toEqual({ ...accepted, id: reply.data.messageId });
	const messages = await simulator.messages(account.account);
	expect(messages.at(-1)).toMatchObject({ operation: route, messageId: reply.data.messageId, body });
	return reply.data as { messageId: string };
}

async function expectRefused(route: string, body: unknown, words: string) {
	const reply = await callZApi(account, 'POST', route, body);
	expect({ status: reply.status, data: reply.data }).toEqual({
		status: 400,
		data: { error: expect.stringContaining(words) },
	});
	expect(await simulator.messages(account.account)).toEqual([]);
}

describe('send-order', () => {
	test.each([
		['every member', orderInFull],
		['the required members', orderInBrief],
		['decimals', withMember(orderInBrief, 'order.products.0.value', 149.9)],
		['a key without holder name', without(orderInFull, 'paymentSettings.pix.name')],
		['empty payment settings', { ...orderInBrief, paymentSettings: {} }],
		['a hidden number', { ...orderInBrief, phone: '81896604192873@lid' }],
	])('takes %s', async (_name, body) => {
		await expectTaken('send-order', body);
	});

	test('gives every message ids of its own', async () => {
		const first = await expectTaken('send-order', orderInBrief);
		const second = await expectTaken('send-order', orderInBrief);
		expect(first.messageId).not.toBe(second.messageId);
		expect(await simulator.recipients(account.account)).toEqual({ [orderInBrief.phone]: 2 });
	});

	test.each([
		['no phone', without(orderInFull, 'phone'), 'phone is required'],
		['a masked phone', { ...orderInFull, phone: '+55 (44) 99999-9999' }, 'phone'],
		['a plus sign', { ...orderInFull, phone: '+554499999999' }, 'phone'],
		['a numeric phone', { ...orderInFull, phone: 554499999999 }, 'phone must be string'],
		['a group', { ...orderInFull, phone: '120363019502650977-group' }, 'phone'],
		['no order', without(orderInFull, 'order'), 'order is required'],
		['no currency', without(orderInFull, 'order.currency'), 'order.currency is required'],
		['a currency in small letters', withMember(orderInFull, 'order.currency', 'brl'), 'order.currency'],
		['no products', without(orderInFull, 'order.products'), 'order.products is required'],
		['an empty list', withMember(orderInFull, 'order.products', []), 'order.products'],
		['a product without name', without(orderInFull, 'order.products.1.name'), 'order.products[1].name'],
		['an empty name', withMember(orderInFull, 'order.products.0.name', ''), 'order.products[0].name'],
		['a value in text', withMember(orderInFull, 'order.products.0.value', '150'), 'must be number'],
		['a negative value', withMember(orderInFull, 'order.products.0.value', -1), 'must be >= 0'],
		['three decimals', withMember(orderInFull, 'order.products.0.value', 1.005), 'two decimals'],
		['a float sum', withMember(orderInFull, 'order.discount', 0.1 + 0.2), 'two decimals'],
		['quantity 0', withMember(orderInFull, 'order.products.0.quantity', 0), 'must be >= 1'],
		['half a product', withMember(orderInFull, 'order.products.0.quantity', 1.5), 'must be integer'],
		[
			'a member of the updates',
			withMember(orderInFull, 'order.products.0.isCustomItem', true),
			'isCustomItem is not a known field',
		],
		['an unknown member', { ...orderInFull, message: 'Oi' }, 'message is not a known field'],
		[
			'an unknown order member',
			withMember(orderInFull, 'order.total', 605),
			'order.total is not a known field',
		],
		['a null member', withMember(orderInFull, 'order.discount', null), 'order.discount must be number'],
		[
			'a key type in capitals',
			withMember(orderInFull, 'paymentSettings.pix.keyType', 'CNPJ'),
			'must be one of cpf, cnpj, phone, email, randomKey',
		],
		['a key without type', without(orderInFull, 'paymentSettings.pix.keyType'), 'pix.keyType is required'],
		['a list', [orderInFull], 'body must be object'],
	])('refuses %s', async (_name, body, words) => {
		await expectRefused('send-order', body, words);
	});
});

describe.each(['order-status-update', 'order-payment-update'])('%s', (route) => {
	// The payment update's sample changes the payment; for the other route the change is the order's.
	const sample =
		route === 'order-payment-update'
			? paymentUpdate
			: { ...paymentUpdate, orderStatus: 'shipped', paymentStatus: 'pending' };

	beforeEach(async () => {
		await simulator.addOrder(account.account, orderOfPaymentUpdate);
	});

	test.each([
		['the documented body', sample],
		['a message', { ...sample, message: 'Pago' }],
	])('takes %s', async (_name, body) => {
		await expectTaken(route, body);
	});

	test.each<[string, object, string]>([
		...['phone', 'messageId', 'referenceId', 'orderRequestId', 'orderStatus', 'paymentStatus', 'order'].map(
			(field) => [`no ${field}`, without(sample, field), `${field} is required`] as [string, object, string],
		),
		...['productId', 'name', 'value', 'quantity', 'isCustomItem'].map(
			(field) =>
				[`no ${field}`, without(sample, `order.products.0.${field}`), `${field} is required`] as [
					string,
					object,
					string,
				],
		),
		['a status of the Hub', { ...sample, orderStatus: 'partially_shipped' }, 'orderStatus must be one of'],
		['two l', { ...sample, orderStatus: 'cancelled' }, 'orderStatus must be one of'],
		['a payment word of the Hub', { ...sample, paymentStatus: 'captured' }, 'paymentStatus must be one of'],
		['payment settings', { ...sample, paymentSettings: {} }, 'paymentSettings is not a known field'],
		['an unknown message', { ...sample, messageId: '3EB0000000000000000000' }, 'messageId'],
		['another reference', { ...sample, referenceId: '4N8FCTW1WM7' }, 'referenceId'],
		['another request', { ...sample, orderRequestId: '4N8FCTW22W5' }, 'orderRequestId'],
		['another recipient', { ...sample, phone: '5511988887777' }, 'phone does not belong'],
		['an unknown product', withMember(sample, 'order.products.0.productId', 'custom-item-X'), 'productId'],
		['another price', withMember(sample, 'order.products.1.value', 151), 'products[1].value differs'],
		['a product less', withMember(sample, 'order.products', sample.order.products.slice(1)), 'must be the 2'],
		['a discount left out', without(sample, 'order.discount'), 'order.discount differs'],
		['a custom item denied', withMember(sample, 'order.products.0.isCustomItem', false), 'isCustomItem'],
	])('refuses %s', async (_name, body, words) => {
		await expectRefused(route, body, words);
	});
});

test('an update names the current value of the status it leaves alone', async () => {
	await simulator.addOrder(account.account, orderOfPaymentUpdate);
	await expectRefused('order-payment-update', { ...paymentUpdate, orderStatus: 'pending' }, 'processing');
	await expectTaken('order-payment-update', paymentUpdate);
	const shippedUnpaid = { ...paymentUpdate, orderStatus: 'shipped', paymentStatus: 'pending' };
	const reply = await callZApi(account, 'POST', 'order-status-update', shippedUnpaid);
	expect(reply.data).toEqual({ error: 'paymentStatus must be the current one (paid)' });
});

describe('send-button-pix', () => {
	test.each([
		['the documented body', pixButton],
		['no merchant name', without(pixButton, 'merchantName')],
		['a group', { ...pixButton, phone: '120363019502650977-group' }],
		['an old group', { ...pixButton, phone: '5511999999999-1623281429' }],
	])('takes %s', async (_name, body) => {
		await expectTaken('send-button-pix', body);
	});

	test.each([
		['no key', without(pixButton, 'pixKey'), 'pixKey is required'],
		['no type', without(pixButton, 'type'), 'type is required'],
		['a type in small letters', { ...pixButton, type: 'email' }, 'type must be one of CPF'],
		['the word of orders', { ...pixButton, type: 'randomKey' }, 'type must be one of CPF'],
		['an amount', { ...pixButton, value: 10 }, 'value is not a known field'],
		['a delay', { ...pixButton, delayMessage: 3 }, 'delayMessage is not a known field'],
		['a masked phone', { ...pixButton, phone: '55 11 99999-9999' }, 'phone'],
	])('refuses %s', async (_name, body, words) => {
		await expectRefused('send-button-pix', body, words);
	});
});
