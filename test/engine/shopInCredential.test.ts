/** What a shop sets up once in the credential, and how the node's own fields stand beside it. */
import type { IDataObject, INodeParameters } from 'n8n-workflow';
import { zApiCredential } from '../helpers/accounts';
import { account, brCode, EXAMPLE_UUID, field } from '../helpers/brCode';
import { runAction } from '../helpers/engine/runAction';
import { CUSTOMER, HUB_CHANNEL, hubStatus, itemRows, zApiCharge } from '../helpers/parameters';
import { hubBuiltPix, hubPix, pixOf, throughHub, throughZApi } from '../helpers/paymentRuns';
import { simulator } from '../helpers/simulator';

const SHOP = {
	pixKey: '+55 (11) 98765-4321',
	merchantName: 'Loja Exemplo',
	merchantCity: 'São Paulo',
	channelId: HUB_CHANNEL,
};
const PHONE_KEY = '+5511987654321';
const CNPJ = '39580525000189';

const acceptPix = zApiCharge({ acceptPix: true });
const pixButton = { provider: 'zApi', resource: 'pix', operation: 'pixKey', phone: CUSTOMER };
const own = { pixKey: CNPJ };
const withoutKey = { pixKey: '', pixKeyType: 'detect', pixMerchantName: '' };
const built = (changes: INodeParameters = {}) =>
	hubBuiltPix({ ...withoutKey, pixMerchantCity: '', channelId: '', ...changes });
const pasted = (code: string, changes: INodeParameters = {}) => hubPix(code, { ...withoutKey, ...changes });

const zApiCases: Array<[string, INodeParameters, object]> = [
	[
		'a payment request with all of the credential',
		acceptPix,
		{ paymentSettings: { pix: { key: PHONE_KEY, keyType: 'phone', name: 'Loja Exemplo' } } },
	],
	[
		'a payment request with a key of its own',
		{ ...acceptPix, ...own },
		{ paymentSettings: { pix: { key: CNPJ, keyType: 'cnpj', name: 'Loja Exemplo' } } },
	],
	[
		'a payment request with a name of its own',
		{ ...acceptPix, pixHolderName: 'Filial Sul' },
		{ paymentSettings: { pix: { key: PHONE_KEY, keyType: 'phone', name: 'Filial Sul' } } },
	],
	[
		'a PIX key with all of the credential',
		pixButton,
		{ phone: CUSTOMER, pixKey: PHONE_KEY, type: 'PHONE', merchantName: 'Loja Exemplo' },
	],
	[
		'a PIX key of its own',
		{ ...pixButton, ...own, merchantName: 'Filial Sul' },
		{ phone: CUSTOMER, pixKey: CNPJ, type: 'CNPJ', merchantName: 'Filial Sul' },
	],
];

it.each(zApiCases)('Z-API sends %s', async (_what, parameters, body) => {
	const { run, bodies } = await throughZApi(parameters, [{}], { shop: SHOP });
	expect(run.error).toBeUndefined();
	expect(bodies).toMatchObject([body]);
});

describe('a code that the Hub builds', () => {
	it('has key, name and city of the credential, and goes out through its channel', async () => {
		const { run, bodies } = await throughHub(built(), [{}], { shop: SHOP });
		expect(run.error).toBeUndefined();
		expect(bodies).toMatchObject([{ from: HUB_CHANNEL }]);
		const pix = pixOf(bodies[0]);
		expect(pix).toMatchObject({ key: PHONE_KEY, keyType: 'PHONE', merchantName: 'Loja Exemplo' });
		expect(pix.code).toContain('0114+5511987654321');
		expect(pix.code).toContain('5912Loja Exemplo6009Sao Paulo');
	});

	it('has those of the node where it has some', async () => {
		const mine = { ...own, pixMerchantName: 'Filial Sul', pixMerchantCity: 'Canoas' };
		const { bodies } = await throughHub(built(mine), [{}], { shop: SHOP });
		const pix = pixOf(bodies[0]);
		expect(pix).toMatchObject({ key: CNPJ, keyType: 'CNPJ', merchantName: 'Filial Sul' });
		expect(pix.code).toContain('5910Filial Sul6006Canoas');
	});
});

describe('a code from the bank', () => {
	const fixed = brCode({ '54': '49.80' });
	const dynamic = brCode({ '26': account(field('25', 'pix.example.com/1')), '54': '49.80' });
	const itsOwn = { key: EXAMPLE_UUID, keyType: 'EVP' };

	it.each<[string, string, IDataObject, INodeParameters, object]>([
		['brings key and name', fixed, {}, {}, { ...itsOwn, merchantName: 'Fulano de Tal' }],
		['keeps its key, not that of the shop', fixed, SHOP, {}, { ...itsOwn, merchantName: 'Loja Exemplo' }],
		['whatever type the node says', fixed, SHOP, { pixKeyType: 'CPF' }, itsOwn],
		['shows the key of the node', fixed, SHOP, own, { key: CNPJ, keyType: 'CNPJ' }],
		['that is dynamic shows the key of the shop', dynamic, SHOP, {}, { key: PHONE_KEY, keyType: 'PHONE' }],
		['that is dynamic shows the key of the node', dynamic, SHOP, own, { key: CNPJ }],
		['with the name of the node', fixed, SHOP, { pixMerchantName: 'Filial' }, { merchantName: 'Filial' }],
	])('%s', async (_what, code, shop, changes, pix) => {
		const { run, bodies } = await throughHub(pasted(code, changes), [{}], { shop });
		expect(run.error).toBeUndefined();
		expect(pixOf(bodies[0])).toMatchObject({ code, ...pix });
	});

	it('that is dynamic needs a key from somewhere', async () => {
		const { run, bodies } = await throughHub(pasted(dynamic));
		expect(bodies).toEqual([]);
		expect(run.error?.message).toBe(
			'PIX Key: found nothing, expected the key that receives the money, which a dynamic PIX code does not carry, in this node or in the credential [item 0]',
		);
	});
});

describe('what is in neither place', () => {
	const { pixKey, merchantName, merchantCity, channelId } = SHOP;
	const refused = async (shop: IDataObject, parameters: INodeParameters) => {
		const through = parameters.provider === 'zApi' ? throughZApi : throughHub;
		const { run, bodies } = await through(parameters, [{}], { shop });
		expect(bodies).toEqual([]);
		return run.error?.message;
	};

	it.each<[string, string, IDataObject, INodeParameters]>([
		['PIX Key', 'the key that receives the money', { merchantName }, acceptPix],
		['Merchant Name', 'the name of the key holder', { pixKey }, acceptPix],
		['PIX Key', 'the key that receives the money', {}, pixButton],
		['PIX Key', 'the key that receives the money', { channelId, merchantName, merchantCity }, built()],
		['Merchant Name', 'the name of the store that is paid', { channelId, pixKey, merchantCity }, built()],
		['Merchant City', 'the city of the store', { channelId, pixKey, merchantName }, built()],
		[
			'Channel ID',
			'the Application Channel ID of the Hub dashboard',
			{ pixKey },
			hubStatus({ channelId: '' }),
		],
	])('%s is asked for with both places', async (label, expected, shop, parameters) => {
		expect(await refused(shop, parameters)).toBe(
			`${label}: found nothing, expected ${expected}, in this node or in the credential [item 0]`,
		);
	});

	it('does not come from the credential when an expression found nothing', async () => {
		expect(await refused(SHOP, zApiCharge({ acceptPix: true, pixKey: '={{ $json.shop.key }}' }))).toBe(
			'PIX Key: found nothing, expected the key that receives the money: the expression found no value; leave the field empty to use the one of the credential [item 0]',
		);
		const shops = [{ key: CNPJ }, { key: '' }];
		const perShop = zApiCharge({
			acceptPix: true,
			pixKey: '={{ $json.key }}',
			options: { maxConcurrentRequests: 1 },
		});
		const { bodies } = await throughZApi(perShop, shops, { shop: SHOP });
		const keys = bodies.map((body) => (body as { paymentSettings: IDataObject }).paymentSettings.pix);
		expect(keys).toMatchObject([{ key: CNPJ }, { key: PHONE_KEY }]);
	});
});

it('a key of the credential with an unclear type is refused as that', async () => {
	const { run, bodies } = await throughZApi(acceptPix, [{}], { shop: { ...SHOP, pixKey: '51998259765' } });
	expect(bodies).toEqual([]);
	expect(run.error?.message).toMatch(
		/^PIX Key in the credential: found "51998259765", expected a key of one type: write \+5551998259765/,
	);
	const typed = zApiCharge({ acceptPix: true, pixKeyType: 'CPF' });
	const sent = await throughZApi(typed, [{}], { shop: { ...SHOP, pixKey: '51998259765' } });
	expect(sent.bodies).toMatchObject([{ paymentSettings: { pix: { key: '51998259765', keyType: 'cpf' } } }]);
});

it('an item without SKU gets one from its row', async () => {
	const rows = itemRows(
		{ name: 'Café', quantity: 1, unitPrice: '40' },
		{ name: 'Caneca', quantity: 2, unitPrice: '4.90', retailerId: 'mug' },
	);
	const { bodies } = await throughHub({ ...built(), ...rows }, [{}], { shop: SHOP });
	expect(bodies).toMatchObject([
		{ content: { paymentRequest: { items: [{ retailerId: 'item-1' }, { retailerId: 'mug' }] } } },
	]);
});

it('what the credential says of the shop is not secret, and stays readable', async () => {
	const instance = await simulator.createZApi();
	const message = `key ${PHONE_KEY} of Loja Exemplo refused, token ${instance.token}`;
	await simulator.addFault(instance.account, { kind: 'status', status: 400, body: { error: message } });
	const run = await runAction(acceptPix, [{}], { credentials: zApiCredential(instance, SHOP) });
	expect(run.error?.message).toContain(`key ${PHONE_KEY} of Loja Exemplo refused, token [hidden]`);
});
