/** What the Hub takes and WhatsApp refuses afterwards, said while something can be done about it. */
import type { INodeParameters } from 'n8n-workflow';
import { brCode } from '../helpers/brCode';
import {
	HUB_CHANNEL,
	hubCharge,
	hubPaymentUpdate,
	hubStatus,
	itemRows,
	itemsFromJson,
	zApiCharge,
} from '../helpers/parameters';
import { hubPix, throughHub, throughZApi } from '../helpers/paymentRuns';

async function warningsOf(parameters: INodeParameters): Promise<Array<{ rule: string; message: string }>> {
	const { run, bodies } = await throughHub(parameters);
	expect(run.error).toBeUndefined();
	expect(bodies).toHaveLength(1);
	return (run.items[0].warnings ?? []) as Array<{ rule: string; message: string }>;
}

const withName = (name: string) =>
	itemRows({ name, quantity: 2, unitPrice: '24.90', retailerId: 'coffee-500' });

describe('a warning and its rule', () => {
	it.each([
		[
			'a reference ID with a slash',
			hubCharge({ referenceId: '2026/42' }),
			'hub.referenceId',
			'letters without accents, digits, dots, dashes and underscores',
		],
		[
			'a reference ID of 61',
			hubCharge({ referenceId: 'x'.repeat(61) }),
			'hub.referenceId',
			'has 61 characters',
		],
		['a reference ID of a status', hubStatus({ referenceId: 'pedido nº 1' }), 'hub.referenceId', '1 to 60'],
		['a reference ID of a payment', hubPaymentUpdate({ referenceId: '#1' }), 'hub.referenceId', '"#1"'],
		[
			'a body of 1,025',
			hubCharge({ bodyText: 'x'.repeat(1025) }),
			'hub.bodyText',
			'has 1,025 characters; WhatsApp allows 1,024',
		],
		['the body of a status', hubStatus({ bodyText: 'x'.repeat(1025) }), 'hub.bodyText', '1,024'],
		[
			'an item name of 61',
			hubCharge(withName('x'.repeat(61))),
			'hub.itemName',
			'Items 1, Name has 61 characters; WhatsApp allows 60',
		],
		[
			'a name of 61 behind a line that was removed',
			hubCharge(
				itemsFromJson(
					'={{ [{ name: "Tea", quantity: 0, price: 1 }, { name: "x".repeat(61), quantity: 1, price: 1 }] }}',
				),
			),
			'hub.itemName',
			'Items (JSON) 2, Name has 61 characters',
		],
		[
			'a tax description of 61',
			hubCharge({ additionalFields: { tax: '1.00', taxDescription: 'x'.repeat(61) } }),
			'hub.taxDescription',
			'60',
		],
	])('%s', async (_what, parameters, rule, message) => {
		const warnings = (await warningsOf(parameters)).filter((warning) => warning.rule.startsWith('hub.'));
		expect(warnings).toEqual([{ rule, message: expect.stringContaining(message) }]);
	});

	it('none at the limits', async () => {
		const atLimits = {
			referenceId: `A.b_c-${'x'.repeat(54)}`,
			bodyText: 'é'.repeat(1024),
			...withName('😀'.repeat(60)),
		};
		expect(await warningsOf(hubCharge(atLimits))).toEqual([]);
	});
});

describe('the output of a payment request', () => {
	const CODE = brCode({ '54': '49.80' });
	const total = { totalReais: 49.8, totalCents: 4980 };

	it.each([{}, { options: { dryRun: true } }])('has total, channel and PIX code %j', async (options) => {
		const { run } = await throughHub(hubPix(CODE, options));
		expect(run.items).toMatchObject([{ ...total, channelId: HUB_CHANNEL, pixCode: CODE }]);
	});

	it('has the PIX code that was built from the key', async () => {
		const built = { paymentMethod: 'pix', pixCodeSource: 'buildFromKey', pixKeyType: 'EMAIL' };
		const charge: INodeParameters = {
			...hubCharge(),
			...built,
			pixKey: 'loja@example.com',
			pixMerchantName: 'Loja Exemplo',
			pixMerchantCity: 'Sao Paulo',
		};
		delete charge.paymentUrl;
		const { run, bodies } = await throughHub(charge);
		expect(run.items[0].pixCode).toMatch(/^000201.*540549\.80.*6304[0-9A-F]{4}$/);
		expect(bodies).toMatchObject([{ content: { paymentRequest: { pix: { code: run.items[0].pixCode } } } }]);
	});

	it('has total and channel, and no PIX code, for a link', async () => {
		const { run } = await throughHub(hubCharge());
		expect(run.items).toMatchObject([{ ...total, channelId: HUB_CHANNEL }]);
		expect(run.items[0]).not.toHaveProperty('pixCode');
	});

	it.each([{}, { options: { dryRun: true } }])('has the total through Z-API %j', async (options) => {
		const { run } = await throughZApi(zApiCharge(options));
		expect(run.items).toMatchObject([total]);
		expect(run.items[0]).not.toHaveProperty('channelId');
	});
});
