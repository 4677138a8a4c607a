import type { INodeParameters } from 'n8n-workflow';
import { EXAMPLE_UUID } from '../helpers/brCode';
import { sends, zApiCredential } from '../helpers/accounts';
import { runAction } from '../helpers/engine/runAction';
import { zApiCharge } from '../helpers/parameters';
import { throughHub, throughZApi } from '../helpers/paymentRuns';
import { simulator } from '../helpers/simulator';

/** The PIX Key operation: Z-API's send-button-pix, to phones and groups, with the key as the DICT keeps it. */

const CUSTOMER = '5511993986082';

function pixKey(changes: INodeParameters = {}): INodeParameters {
	return {
		resource: 'pix',
		operation: 'pixKey',
		provider: 'zApi',
		phone: CUSTOMER,
		pixKeyType: 'EVP',
		pixKey: EXAMPLE_UUID,
		...changes,
	};
}

it('sends the documented body, with a merchant name only when there is one', async () => {
	const instance = await simulator.createZApi();
	const names = [{ name: 'Loja Exemplo' }, { name: '' }, { name: null }];
	const parameters = pixKey({ merchantName: '={{ $json.name }}', options: { maxConcurrentRequests: 1 } });
	const run = await runAction(parameters, names, { credentials: zApiCredential(instance) });
	expect(run.error).toBeUndefined();
	const requests = await sends(instance);
	expect(requests.map(({ path }) => path.split('/').pop())).toEqual(Array(3).fill('send-button-pix'));
	const plain = { phone: CUSTOMER, pixKey: EXAMPLE_UUID, type: 'EVP' };
	expect(requests.map(({ body }) => body)).toStrictEqual([
		{ ...plain, merchantName: 'Loja Exemplo' },
		plain,
		plain,
	]);
	for (const item of run.items) {
		expect(item).toMatchObject({
			provider: 'zApi',
			operation: 'pixKey',
			phone: CUSTOMER,
			sendStatus: 'queued',
			messageId: expect.any(String),
		});
		expect(item).not.toHaveProperty('referenceId');
	}
});

it('is not an operation of the Hub, which is said without sending anything', async () => {
	const { run, bodies } = await throughHub({ resource: 'pix', operation: 'pixKey', provider: 'chatt2Me' });
	expect(bodies).toEqual([]);
	expect(run.error?.message).toBe('The provider Hub Chatt2.me has no operation "Send PIX Key"');
	expect(run.error?.description).toBe('Choose Provider again.');
});

describe('the recipient', () => {
	it.each([
		['a phone with its mask', '+55 (11) 99398-6082', CUSTOMER],
		['a group', '120363019502650977-group', '120363019502650977-group'],
		['a hidden number', '81896604192873@lid', '81896604192873@lid'],
	])('may be %s', async (_what, phone, sent) => {
		const { run, bodies } = await throughZApi(pixKey({ phone }));
		expect(run.error).toBeUndefined();
		expect(bodies).toMatchObject([{ phone: sent }]);
		expect(run.items[0].phone).toBe(sent);
	});

	it.each([
		['a channel', '120363019502650977@newsletter', /a channel cannot receive this message/],
		['a number without area code', '99398-6082', /the country and area codes too/],
		['a name', 'João', /expected a number with country code such as 5511999999999, digits only \[item 0\]$/],
	])('may not be %s', async (_what, phone, why) => {
		const { run, bodies } = await throughZApi(pixKey({ phone }));
		expect(bodies).toEqual([]);
		expect(run.error).toMatchObject({
			itemIndex: 0,
			message: expect.stringMatching(/^Recipient Phone: found "/),
		});
		expect(run.error?.message).toMatch(why);
	});

	it('may not be a group where an order is sent', async () => {
		const { run, bodies } = await throughZApi(zApiCharge({ phone: '120363019502650977-group' }));
		expect(bodies).toEqual([]);
		expect(run.error?.message).toMatch(/a group cannot receive this message/);
	});
});

describe('the key', () => {
	const KEYS: Array<[string, string, string, string]> = [
		['CPF', 'cpf', '529.982.247-25', '52998224725'],
		['CNPJ', 'cnpj', '39.580.525/0001-89', '39580525000189'],
		['EMAIL', 'email', 'Shop@Example.com', 'shop@example.com'],
		['PHONE', 'phone', '(11) 99999-9999', '+5511999999999'],
		['EVP', 'randomKey', EXAMPLE_UUID.toUpperCase(), EXAMPLE_UUID],
	];

	it.each(KEYS)(
		'of type %s is %s in an order, and %j leaves clean in both',
		async (type, word, given, kept) => {
			const button = await throughZApi(pixKey({ pixKeyType: type, pixKey: given }));
			expect(button.run.error).toBeUndefined();
			expect(button.bodies).toMatchObject([{ pixKey: kept, type }]);

			const fields = { acceptPix: true, pixKeyType: type, pixKey: given, pixHolderName: 'Loja' };
			const order = await throughZApi(zApiCharge(fields));
			expect(order.run.error).toBeUndefined();
			expect(order.bodies).toMatchObject([
				{ paymentSettings: { pix: { key: kept, keyType: word, name: 'Loja' } } },
			]);
		},
	);

	it('that is a number keeps its digits', async () => {
		const { bodies } = await throughZApi(pixKey({ pixKeyType: 'CPF', pixKey: '={{ 52998224725 }}' }));
		expect(bodies).toMatchObject([{ pixKey: '52998224725' }]);
	});

	it('is checked before anything leaves, of each item', async () => {
		const items = [{ key: '52998224725' }, { key: '52998224726' }];
		const parameters = pixKey({ pixKeyType: 'CPF', pixKey: '={{ $json.key }}' });
		const stopped = await throughZApi(parameters, items);
		expect(stopped.bodies).toEqual([]);
		expect(stopped.run.error).toMatchObject({
			itemIndex: 1,
			message:
				'PIX Key: found "52998224726", expected a valid CPF: the check digits of this CPF are 26, expected 25 [item 1]',
		});
		const went = await throughZApi(parameters, items, { onError: 'continueErrorOutput' });
		expect(went.bodies).toMatchObject([{ pixKey: '52998224725' }]);
		expect(went.run.errorItems).toMatchObject([
			{ key: '52998224726', error: expect.stringContaining('PIX Key') },
		]);
	});
});
