import type { INodeParameters } from 'n8n-workflow';
import * as printed from '../contract/metaCloudPayloads';
import { account as pixAccount, brCode, field } from '../helpers/brCode';
import { byId, byName, META_USER_ID, metaCharge, throughMeta } from '../helpers/metaRuns';
import { itemsFromJson } from '../helpers/parameters';
import { simulator } from '../helpers/simulator';

/*
 * Messages of Meta's pages (payments-br/orders, orderdetailstemplate, payment-request-cta), entered through the
 * node's fields, must reach WhatsApp member for member.
 */

/** The pages cut their PIX codes short, and the node refuses such: a whole code for the sample's key and amount. */
const pixCode = (amount: string) =>
	brCode({ '26': pixAccount(field('01', '39580525000189')), '54': amount, '59': 'Example Store' });
const boletoLine = printed.boletoSetting.boleto.digitable_line;

const pix = (amount: string): INodeParameters => ({
	pixCodeSource: 'pasteFromBank',
	pixCode: pixCode(amount),
	pixKeyType: 'CNPJ',
	pixKey: '39580525000189',
	pixMerchantName: 'Example Store',
});
const pixSetting = (amount: string) => ({
	type: 'pix_dynamic_code',
	pix_dynamic_code: { ...printed.pixSetting.pix_dynamic_code, code: pixCode(amount) },
});

/** The order of the pages with all that may stand in it. */
const wholeOrder: INodeParameters = {
	paymentMethods: ['pix'],
	...pix('510.00'),
	goodsType: 'physical-goods',
	additionalFields: {
		tax: '0',
		taxDescription: 'optional text',
		shipping: '15.00',
		shippingDescription: 'optional',
		discount: '5.00',
		discountDescription: 'optional',
		discountProgramName: 'optional',
		catalogId: 'optional',
		expiresAt: 4102444799,
		expirationDescription: 'Expires tomorrow',
	},
};
const orderParameters = { ...printed.parameters, payment_settings: [pixSetting('510.00')] };

const FORMATTED_CNPJ = '39.580.525/0001-89';

const name = { bodyVariables: { variable: [{ text: 'Maria' }] } };

function interactive(payload: typeof printed.orderDetails, parameters: object) {
	const { interactive: content, ...rest } = payload;
	return { ...rest, interactive: { ...content, action: { name: 'review_and_pay', parameters } } };
}

const samples: Array<[string, INodeParameters, object]> = [
	[
		'an order with everything',
		{
			...wholeOrder,
			additionalFields: {
				...(wholeOrder.additionalFields as object),
				headerImageUrl: 'https://shop.example.com/cake.jpg',
				footerText: 'Thank you',
			},
		},
		interactive(printed.orderDetails, orderParameters),
	],
	[
		'a total alone with three ways to pay',
		{
			charge: 'total',
			total: '510.00',
			bodyText: 'Your bill',
			paymentMethods: ['pix', 'boleto', 'payment_link'],
			...pix('510.00'),
			digitableLine: boletoLine,
		},
		{
			...printed.simplified,
			interactive: {
				...printed.simplified.interactive,
				action: {
					name: 'review_and_pay',
					parameters: {
						...printed.simplified.interactive.action.parameters,
						payment_settings: [pixSetting('510.00'), printed.boletoSetting, printed.linkSetting],
					},
				},
			},
			biz_opaque_callback_data: 'order-1042',
		},
	],
	[
		'an order by template',
		{ sendAs: 'template', template: byName('charge_pix|pt_BR'), ...name, ...wholeOrder },
		{
			...printed.orderDetailsTemplate,
			template: {
				...printed.orderDetailsTemplate.template,
				components: [
					printed.orderDetailsTemplate.template.components[0],
					{
						...printed.orderDetailsTemplate.template.components[1],
						parameters: [{ type: 'action', action: { order_details: orderParameters } }],
					},
				],
			},
			biz_opaque_callback_data: 'order-1042',
		},
	],
	[
		'payment request buttons',
		{
			sendAs: 'paymentButtons',
			template: byName('pay_now'),
			...name,
			total: '510.00',
			paymentMethods: ['pix', 'boleto', 'payment_link'],
			...pix('510.00'),
			digitableLine: boletoLine,
		},
		{
			...printed.paymentButtonsTemplate,
			template: {
				...printed.paymentButtonsTemplate.template,
				components: printed.paymentButtonsTemplate.template.components.map((component, index) =>
					index === 1
						? {
								...component,
								parameters: [
									{
										type: 'action',
										action: {
											payment_request: {
												payment_setting: {
													type: 'pix_dynamic_code',
													pix_dynamic_code: { code: pixCode('510.00') },
												},
											},
										},
									},
								],
							}
						: component,
				),
			},
			biz_opaque_callback_data: 'order-1042',
		},
	],
];

describe('a payment request leaves as the pages print it', () => {
	it.each(samples)('%s', async (_name, parameters, expected) => {
		const { run, bodies } = await throughMeta(metaCharge(parameters));
		expect(run.actionError).toBeUndefined();
		expect(bodies).toEqual([expected]);
	});
});

describe('a payment request', () => {
	it('tells what was sent and what WhatsApp answered', async () => {
		const { run, account } = await throughMeta(
			metaCharge({ paymentMethods: ['pix'], ...pix('500.00'), bodyText: 'Your order' }),
		);
		expect(run.items).toEqual([
			{
				provider: 'metaCloud',
				operation: 'paymentRequest',
				phone: '5544999999999',
				referenceId: 'order-1042',
				phoneNumberId: account.phones[0].id,
				totalReais: 500,
				totalCents: 50000,
				pixCode: pixCode('500.00'),
				sendStatus: 'accepted',
				messageId: expect.stringMatching(/^wamid\./),
				waId: '5544999999999',
				messaging_product: 'whatsapp',
				contacts: [{ input: '5544999999999', wa_id: '5544999999999' }],
				messages: [{ id: expect.any(String) }],
				warnings: [expect.objectContaining({ rule: 'meta.staticPix' })],
			},
		]);
	});

	it('goes to a customer who is known by a user ID alone', async () => {
		const { run, bodies } = await throughMeta(
			{ ...metaCharge(), phone: '={{ $json.contact.phone ?? $json.contact.userId }}' },
			{ items: [{ contact: { phone: null, userId: META_USER_ID } }] },
		);
		expect(bodies).toEqual([expect.objectContaining({ recipient: META_USER_ID })]);
		expect(bodies[0]).not.toHaveProperty('to');
		expect(run.items[0]).toMatchObject({ phone: META_USER_ID, userId: META_USER_ID });
	});

	it('takes number, key, name and city from the credential where the node has none', async () => {
		const account = await simulator.createMeta({ windows: 'open', phones: [{}, {}] });
		const shop = {
			phoneNumberId: account.phones[1].id,
			pixKey: FORMATTED_CNPJ,
			merchantName: 'Loja Exemplo',
			merchantCity: 'São Paulo',
		};
		const parameters = {
			...metaCharge({ paymentMethods: ['pix'], pixCodeSource: 'buildFromKey' }),
			phoneNumberId: { __rl: true, mode: 'list', value: '' },
		};
		const { run, bodies } = await throughMeta(parameters, { account, shop });
		expect(run.items).toMatchObject([{ phoneNumberId: account.phones[1].id }]);
		expect(JSON.stringify(bodies)).toMatch(/5912Loja Exemplo6009Sao Paulo.*"key":"39580525000189"/);
		const unknown = { ...parameters, phoneNumberId: byId('={{ $json.shop }}') };
		const { run: refused } = await throughMeta(unknown, { account, shop });
		expect(refused.actionError?.message).toMatch(/^Phone Number: .*the expression found no value/);
	});

	it('asks for no PIX key where a button shows the code alone', async () => {
		const dynamic = brCode({ '26': pixAccount(field('25', 'pix.example.com/1')), '54': '500.00' });
		const buttons = {
			...{ sendAs: 'paymentButtons', template: byName('pay_pix'), ...name, total: '500.00' },
			...{ paymentMethods: ['pix'], pixCode: dynamic },
		};
		const templates = [
			{
				...{ name: 'pay_pix', language: 'pt_BR', status: 'APPROVED', category: 'UTILITY' },
				components: [
					{ type: 'BODY', text: '{{1}}' },
					{
						type: 'BUTTONS',
						buttons: [
							{
								...{ type: 'PAYMENT_REQUEST', text: 'Copy Pix code' },
								payment_setting: { type: 'pix_dynamic_code' },
							},
						],
					},
				],
			},
		];
		const account = await simulator.createMeta({ templates });
		const { run, bodies } = await throughMeta(metaCharge(buttons), { account });
		expect(run.items).toMatchObject([{ pixCode: dynamic, totalCents: 50000 }]);
		expect(JSON.stringify(bodies)).toContain(`"pix_dynamic_code":{"code":"${dynamic}"}`);
	});

	it('says all that is wrong at once', async () => {
		const { run, bodies } = await throughMeta(
			metaCharge({ referenceId: 'café', bodyText: '', paymentUrl: 'pay', phone: '12' }),
		);
		expect(bodies).toEqual([]);
		const words = `${run.actionError?.message} ${run.actionError?.description}`;
		for (const label of ['Reference ID', 'Recipient Phone', 'Body Text', 'Payment URL']) {
			expect(words).toContain(`${label}: `);
		}
	});

	it('builds a PIX code from the key for the total', async () => {
		const { bodies } = await throughMeta(
			metaCharge({
				paymentMethods: ['pix'],
				pixCodeSource: 'buildFromKey',
				pixKeyType: 'CNPJ',
				pixKey: FORMATTED_CNPJ,
				pixMerchantName: 'Example Store',
				pixMerchantCity: 'Maringá',
			}),
		);
		expect(JSON.stringify(bodies)).toMatch(/"code":"000201.*5406500\.00.*"key":"39580525000189"/);
	});

	it('puts the PDF of a boleto into the header of its template', async () => {
		const { bodies } = await throughMeta(
			metaCharge({
				sendAs: 'template',
				template: byName('charge_boleto'),
				bodyVariables: { variable: [{ text: 'Maria' }, { text: 'R$ 500,00' }] },
				additionalFields: {
					headerDocumentUrl: 'https://shop.example.com/boleto.pdf',
					headerDocumentName: 'boleto.pdf',
				},
			}),
		);
		expect(bodies).toEqual([
			expect.objectContaining({
				template: expect.objectContaining({
					components: expect.arrayContaining([
						{
							type: 'header',
							parameters: [
								{
									type: 'document',
									document: { link: 'https://shop.example.com/boleto.pdf', filename: 'boleto.pdf' },
								},
							],
						},
					]),
				}),
			}),
		]);
	});

	it.each<[string, INodeParameters, RegExp]>([
		['a reference ID with accents', { referenceId: 'café 1' }, /^Reference ID: .* letters without accents/],
		['a phone number in place of its ID', { phoneNumberId: byName('+55 44 99999-9999') }, /^Phone Number: /],
		['a user ID in small letters', { phone: 'br.1502576394655843' }, /^Recipient Phone: /],
		['no method', { paymentMethods: '={{ [] }}' }, /^Payment Methods: /],
		['another total', { additionalFields: { total: '1.00' } }, /^Expected Total: found "?R\$ 1,00/],
		['a total of zero', { charge: 'total', total: '0' }, /^Total: .* an amount above zero/],
		[
			'a picture above a total',
			{
				charge: 'total',
				total: '1.00',
				additionalFields: { headerImageUrl: 'https://shop.example.com/a.jpg' },
			},
			/^Header Image URL: /,
		],
		[
			'a name that is too long, behind a line that was removed',
			itemsFromJson(
				'={{ [{ name: "Tea", quantity: 0, price: 1 }, { name: "x".repeat(61), quantity: 1, price: 1 }] }}',
			),
			/^Items \(JSON\) 2, Name: .* at most 60/,
		],
		['a body that is too long', { bodyText: 'x'.repeat(1025) }, /^Body Text: .* at most 1024/],
		[
			'an end in two minutes',
			{ additionalFields: { expiresAt: soon(120), expirationDescription: 'Soon' } },
			/^Expires At: /,
		],
		['an end without words', { additionalFields: { expiresAt: soon(3600) } }, /^Expiration Description: /],
		[
			'two headers',
			{
				sendAs: 'template',
				template: byName('charge_pix'),
				additionalFields: { headerText: 'a', headerDocumentUrl: 'https://a.example.com/b.pdf' },
			},
			/^Header: found text and document/,
		],
		[
			'a template that is no name',
			{ sendAs: 'template', template: byName('Charge PIX') },
			/^Template Name: /,
		],
	])('with %s is refused before anything is sent', async (_name, parameters, message) => {
		const { run, bodies } = await throughMeta(metaCharge(parameters));
		expect(run.actionError?.message).toMatch(message);
		expect(bodies).toEqual([]);
	});

	it.each<[string, object, INodeParameters, RegExp]>([
		['a wrong token', {}, {}, /did not accept the access token/],
		[
			'terms that nobody accepted',
			{ paymentTermsAccepted: false },
			{},
			/accept the terms of WhatsApp Payments/,
		],
		[
			'a template that is paused',
			{},
			{ sendAs: 'template', template: byName('paused_pix') },
			/WhatsApp Manager that the template is approved/,
		],
		['a closed window', { windows: 'tracked', closedWindow: 'sync' }, {}, /Set Send As to Template/],
	])('refused by WhatsApp for %s says what to do', async (what, settings, parameters, words) => {
		const account = await simulator.createMeta({ windows: 'open', ...settings });
		const given = what === 'a wrong token' ? { ...account, token: 'EAAexpired' } : account;
		const { run, bodies } = await throughMeta(metaCharge(parameters), { account: given });
		expect(`${run.actionError?.message} ${run.actionError?.description}`).toMatch(words);
		expect(bodies).toEqual([]);
	});

	it('with a reference that was used before is refused by WhatsApp', async () => {
		const { account } = await throughMeta(metaCharge());
		const { run, bodies } = await throughMeta(metaCharge(), { account });
		expect(run.actionError?.description).toMatch(/A reference ID can be used for one payment request only/);
		expect(bodies).toHaveLength(1);
	});
});

function soon(seconds: number): number {
	return Math.floor(Date.now() / 1000) + seconds;
}
