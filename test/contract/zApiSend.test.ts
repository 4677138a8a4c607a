import { callZApi, simulator } from '../helpers/simulator';

test('a documented order is taken', async () => {
	const account = await simulator.createZApi();
	const reply = await callZApi(account, 'POST', 'send-order', {
		phone: '5511999999999',
		order: { currency: 'BRL', products: [{ name: 'a', value: 1, quantity: 1 }] },
	});
	expect(reply.data).toEqual({
		zaapId: expect.any(String),
		messageId: expect.any(String),
		id: reply.data.messageId,
	});
});
