/** What the examples make of orders on a bad day: they are charged in full, and to the customer. */
import type { INodeParameters } from 'n8n-workflow';
import abacatePay from '../../examples/abacatePayPaidHub.json';
import apiPix from '../../examples/apiPixPaidHub.json';
import asaas from '../../examples/asaasPaidHub.json';
import infinitePay from '../../examples/infinitePayPaidHub.json';
import mercadoPago from '../../examples/mercadoPagoPaidHub.json';
import pagBank from '../../examples/pagBankPaidHub.json';
import forHub from '../../examples/wooCommerceOrderHub.json';
import forZApi from '../../examples/wooCommerceOrderZApi.json';
import woovi from '../../examples/wooviPaidHub.json';
import wooviMeta from '../../examples/wooviPaidMeta.json';
import { hubCharge, hubPaymentUpdate, zApiCharge } from '../helpers/parameters';
import { throughHub, throughZApi } from '../helpers/paymentRuns';

interface Example {
	nodes: Array<{ name: string; parameters: object }>;
}

const parametersOf = ({ nodes }: Example, name: string) =>
	nodes.find((node) => node.name === name)!.parameters as INodeParameters;

/** The fields of a charge as expressions over the order itself: what the example's Code node does is part of each. */
function fieldsOf(example: Example, fields: INodeParameters): INodeParameters {
	const code = String(parametersOf(example, 'Read the Order').jsCode);
	const text = JSON.stringify(fields).replace(/\$json|\$\('Read the Order'\)\.item\.json/g, () =>
		JSON.stringify(`(() => {${code}})().json`).slice(1, -1),
	);
	return { itemsSource: 'fromJson', ...(JSON.parse(text) as INodeParameters) };
}

const line = (name: string, quantity: number, subtotal: string, total: string) => ({
	...{ name, quantity, subtotal, total, sku: name, product_id: 1 },
});

const order = (changes: object) => ({
	...{ number: '2001', total: '99.00', shipping_total: '10.00', discount_total: '0.00', total_tax: '0.00' },
	billing: { phone: '(11) 98765-4321' },
	line_items: [line('Soap', 3, '89.00', '89.00')],
	...changes,
});

const ORDERS: Array<[string, object, number, string]> = [
	['an order', {}, 9_900, '5511987654321'],
	[
		'a discount for PIX, which is a fee below zero',
		{
			line_items: [line('Soap', 3, '100.00', '89.00'), line('Gift', 1, '0.00', '0.00')],
			discount_total: '11.00',
			fee_lines: [
				{ id: 1, name: 'PIX', total: '-5.01' },
				{ id: 2, name: 'Gift wrap', total: '2.01' },
			],
			total: '96.00',
		},
		9_600,
		'5511987654321',
	],
	['a customer in Peru', { billing: { phone: '+51 987 654 321' } }, 9_900, '51987654321'],
	['a number as it is dialed', { billing: { phone: '011 98765-4321' } }, 9_900, '5511987654321'],
	['a number with 00', { billing: { phone: '0055 11 98765-4321' } }, 9_900, '5511987654321'],
];

test.each(ORDERS)('%s', async (_name, changes, totalCents, phone) => {
	const ofZApi = parametersOf(forZApi, 'Payment Request');
	const ofHub = parametersOf(forHub, 'Payment Request');
	const zApi = fieldsOf(forZApi, {
		phone: ofZApi.phone,
		itemsJson: ofZApi.itemsJson,
		additionalFields: ofZApi.additionalFields,
	});
	const hub = fieldsOf(forHub, {
		phone: ofHub.phone,
		itemsJson: ofHub.itemsJson,
		additionalFields: ofHub.additionalFields,
		referenceId: "={{ $json.orderId + '-' + $json.phone }}",
	});
	const { run } = await throughZApi(zApiCharge(zApi), [order(changes)]);
	expect(run.actionError).toBeUndefined();
	expect(run.items).toMatchObject([{ totalCents, phone }]);
	const { run: runOfHub } = await throughHub(hubCharge(hub), [order(changes)]);
	expect(runOfHub.actionError).toBeUndefined();
	expect(runOfHub.items).toMatchObject([{ totalCents, phone, referenceId: `2001-${phone}` }]);
});

const PAID = { abacatePay, apiPix, asaas, infinitePay, mercadoPago, pagBank, woovi, wooviMeta };

describe.each(Object.entries<Example>(PAID))('of a payment at %s', (_name, example) => {
	test.each([
		['+55 (51) 98765-4321', '5551987654321'],
		['5551987654321', '5551987654321'],
		// These digits are also a mobile number of Peru.
		['(51) 98765-4321', '5551987654321'],
		['+51 987 654 321', '51987654321'],
		['051 98765-4321', '5551987654321'],
	])('whoever was charged is told, %s', async (phone, recipient) => {
		const { phone: charged, referenceId } = parametersOf(example, 'Payment Request');
		const ofOrder = (field: unknown) => String(field).replace(/\$\('Shop Order'\)\.item\.json/g, '$json');
		const fields = { phone: ofOrder(charged), referenceId: ofOrder(referenceId) };
		const order = { body: { orderId: '1042', customer: { phone } } };
		const { run } = await throughHub(hubCharge(fields), [order]);
		expect(run.items).toMatchObject([{ phone: recipient }]);
		const { phone: told } = parametersOf(example, 'Order Payment Update');
		const paid = { referenceId: run.items[0].referenceId };
		const { run: update } = await throughHub(hubPaymentUpdate({ phone: told, referenceId: '1042' }), [paid]);
		expect(update.items).toMatchObject([{ phone: recipient }]);
	});
});
