import { buildStaticBrCode } from '../../commerce/domain/pix/pixBrCode';
import type { ProviderRequest } from '../../nodes/providers/api/exchange';
import type { MetaCharge } from '../../nodes/providers/metaCloud/api/charge';
import {
	orderDetailsMessage,
	orderDetailsTemplateMessage,
	orderStatusMessage,
	orderStatusTemplateMessage,
	paymentButtonsTemplateMessage,
} from '../../nodes/providers/metaCloud/api/requests';
import { readMetaSendResponse } from '../../nodes/providers/metaCloud/api/responses';
import { readTemplates, templatesRequest } from '../../nodes/providers/metaCloud/api/accountLists';
import {
	clearOverrideRequest,
	readOverrideResponse,
	readOverrideRequest,
	readSetOverrideResponse,
	setOverrideRequest,
} from '../../nodes/providers/metaCloud/api/webhooks';
import { callGraph, simulator, type MetaAccount } from '../helpers/simulator';

/* What the product builds is what the simulator takes, although neither knows the other. */

let account: MetaAccount;

beforeEach(async () => {
	account = await simulator.createMeta({ windows: 'open' });
});

async function call({ method, path, body }: ProviderRequest) {
	const { status, data } = await callGraph(account, method, path, body);
	return { statusCode: status, headers: {}, body: JSON.stringify(data) };
}

const key = { key: '39580525000189', keyType: 'CNPJ' as const, merchantName: 'Example Store' };
const code = buildStaticBrCode({ ...key, merchantCity: 'Sao Paulo', amountCents: 51000 });
const pix = { type: 'pix_dynamic_code' as const, code, ...key };
const boleto = { type: 'boleto' as const, digitableLine: '03399026944140000002628346101018898510000008848' };
const link = { type: 'payment_link' as const, url: 'https://pay.example.com/order-1042' };

const charge: MetaCharge = {
	goodsType: 'digital-goods',
	methods: [pix, boleto, link],
	charged: {
		order: {
			items: [
				{ name: 'Cake', quantity: 2, unitPriceCents: 30000, salePriceCents: 25000, retailerId: 'cake' },
				{ name: 'Tea', quantity: 1, unitPriceCents: 799, retailerId: 'tea' },
			],
			tax: { amountCents: 10, description: 'ICMS' },
			shipping: { amountCents: 1500 },
			discount: { amountCents: 500, programName: 'FIRST' },
			expiration: { timestamp: 4102444799, description: 'Soon' },
			catalogId: '99',
		},
	},
};
const update = { referenceId: 'order-1042', payment: { status: 'captured' as const, timestamp: 1722445231 } };

test.each(['5511998765432', 'BR.1502576394655843'])('every message to %s is taken', async (recipient) => {
	const address = { phoneNumberId: account.phones[0].id, recipient };
	const named = (name: string) => ({ name, language: 'pt_BR', bodyTexts: ['Maria'] });
	const requests = [
		orderDetailsMessage({
			...address,
			referenceId: 'order-1042',
			charge,
			bodyText: 'x',
			footerText: 'y',
			headerImage: 'https://a.example.com/a',
		}),
		orderDetailsMessage({
			...address,
			referenceId: 'order-2',
			charge: { ...charge, charged: { totalCents: 1 } },
			bodyText: 'x',
		}),
		orderDetailsTemplateMessage({
			...address,
			referenceId: 'order-3',
			charge,
			template: named('charge_pix'),
		}),
		orderDetailsTemplateMessage({
			...address,
			referenceId: 'order-4',
			charge,
			template: {
				name: 'charge_boleto',
				language: 'pt_BR',
				header: { type: 'document', link: 'https://a.example.com/a.pdf' },
				bodyTexts: ['Maria', 'R$ 1,00'],
			},
		}),
		paymentButtonsTemplateMessage({
			...address,
			methods: [pix, boleto, link],
			template: named('pay_now'),
			referenceId: 'order-5',
		}),
		orderStatusMessage({ ...address, update, bodyText: 'Paid' }),
		orderStatusTemplateMessage({
			...address,
			update: { ...update, orderStatus: 'shipped', description: 'Sedex' },
			template: { name: 'order_news', language: 'pt_BR' },
		}),
	];
	for (const request of requests) {
		const outcome = readMetaSendResponse(await call(request), Date.now());
		expect({ body: request.body, outcome }).toMatchObject({ outcome: { outcome: 'accepted' } });
	}
	expect(await simulator.messages(account.account)).toHaveLength(requests.length);
});

test('an address is set, read and cleared', async () => {
	const { id } = account.phones[0];
	const { publicUrl: url, verifyToken } = await simulator.createReceiver();
	expect(readSetOverrideResponse(await call(setOverrideRequest(id, { url, verifyToken })))).toEqual({
		value: true,
	});
	expect(readOverrideResponse(await call(readOverrideRequest(id)))).toMatchObject({
		value: { phoneNumber: url },
	});
	expect(readSetOverrideResponse(await call(clearOverrideRequest(id)))).toEqual({ value: true });
	expect(readOverrideResponse(await call(readOverrideRequest(id)))).toMatchObject({
		value: { phoneNumber: '' },
	});
	const wrong = await call(setOverrideRequest(id, { url, verifyToken: 'guessed' }));
	expect(readSetOverrideResponse(wrong)).toMatchObject({ reason: { providerCode: '2200' } });
});

test('templates are listed by what they can carry', async () => {
	const outcome = readTemplates(await call(templatesRequest(account.account)));
	expect(
		'value' in outcome ? outcome.value.items.map(({ name, kind }) => `${name} ${kind}`) : outcome,
	).toEqual([
		'charge_pix orderDetails',
		'charge_boleto orderDetails',
		'pay_now paymentButtons',
		'order_news orderStatus',
		'paused_pix orderDetails',
		'greeting other',
	]);
});
