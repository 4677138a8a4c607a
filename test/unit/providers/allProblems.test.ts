import type { INodeParameters } from 'n8n-workflow';
import { inputErrorsOf } from '../../../commerce/domain/readAll';
import { buildPix } from '../../../nodes/WhatsAppCommerce/local/paymentCode.operation';
import { hub } from '../../../nodes/providers/hub';
import type { ItemParameters } from '../../../nodes/providers/itemParameters';
import type { Provider } from '../../../nodes/providers/provider';
import { zApi } from '../../../nodes/providers/zApi';
import type { BankDesk } from '../../../nodes/shared/bank/bankDesk';
import { brCode } from '../../helpers/brCode';
import { parametersOf } from '../../helpers/fakeParameters';
import {
	hubCharge,
	hubPaymentUpdate,
	hubStatus,
	itemRows,
	zApiCharge,
	zApiTypedUpdate,
	zApiUpdate,
} from '../../helpers/parameters';

/** An item with several things wrong names all of them, in the order of the fields, not one in each run. */

const badRow = itemRows({ name: '', quantity: 0, unitPrice: 'ten' });
const BAD_ROW = ['Items 1, Name', 'Items 1, Quantity', 'Items 1, Unit Price'];
const badPix = { pixKeyType: 'EMAIL', pixKey: 'nobody', pixMerchantName: '' };
const byPix = { ...hubCharge({ channelId: 'a b', phone: '', ...badPix, paymentMethod: 'pix' }) };

type Prepare = (params: ItemParameters) => unknown;
const prepareOf =
	(provider: Provider, operation: keyof Provider['operations']): Prepare =>
	(params) =>
		provider.operations[operation]?.prepare(params);

test.each<[string, Prepare, INodeParameters, string[]]>([
	[
		'Z-API charge',
		prepareOf(zApi, 'paymentRequest'),
		{
			...zApiCharge({ phone: '', ...badRow, acceptPix: true, pixKeyType: 'EMAIL', pixKey: '' }),
			additionalFields: { discount: 'some', currency: 'reais' },
		},
		['Recipient Phone', ...BAD_ROW, 'Discount', 'Currency', 'PIX Key', 'Merchant Name'],
	],
	[
		'Z-API PIX key',
		prepareOf(zApi, 'pixKey'),
		{ phone: 'x', pixKeyType: 'EMAIL', pixKey: '' },
		['Recipient Phone', 'PIX Key'],
	],
	[
		'Z-API status, typed in',
		prepareOf(zApi, 'orderStatus'),
		{
			...zApiTypedUpdate('orderStatus', { newOrderStatus: 'lost', currentPaymentStatus: '', phone: '' }),
			...{ orderMessageId: '', referenceId: '' },
			...badRow,
		},
		[
			...['New Order Status', 'Recipient Phone', 'Order Message ID', 'Reference ID'],
			...['Current Payment Status', ...BAD_ROW],
		],
	],
	[
		'Z-API payment from an event',
		prepareOf(zApi, 'orderPaymentUpdate'),
		{
			...zApiUpdate('orderPaymentUpdate', { newPaymentStatus: 'x', orderData: 'fromEvent', orderEvent: {} }),
			options: { currentOrderStatus: 'lost' },
		},
		['New Payment Status', 'Order Event', 'Current Order Status'],
	],
	[
		'Hub charge by a pasted code, which is checked without a total too',
		prepareOf(hub, 'paymentRequest'),
		{ ...byPix, ...badRow, pixCodeSource: 'pasteFromBank', pixCode: '', bodyText: '', referenceId: '' },
		[
			...['Channel ID', 'Recipient Phone', 'Reference ID', ...BAD_ROW],
			...['PIX Key', 'PIX Copy and Paste Code', 'Body Text'],
		],
	],
	[
		'Hub charge by a wrong code without a total',
		prepareOf(hub, 'paymentRequest'),
		{
			...hubCharge({ ...badRow, paymentMethod: 'pix', pixKeyType: 'EMAIL', pixKey: 'shop@example.com' }),
			...{ pixMerchantName: 'Shop', pixCodeSource: 'pasteFromBank', pixCode: `${brCode().slice(0, -4)}0000` },
		},
		[...BAD_ROW, 'PIX Copy and Paste Code'],
	],
	[
		'Hub status',
		prepareOf(hub, 'orderStatus'),
		hubStatus({ phone: '', newOrderStatus: 'lost', sendAs: 'text', bodyText: '' }),
		['Recipient Phone', 'New Order Status', 'Body Text'],
	],
	[
		'Hub payment',
		prepareOf(hub, 'orderPaymentUpdate'),
		hubPaymentUpdate({ referenceId: '', capturedAt: 'soon', sendAs: 'template', templateId: '' }),
		['Reference ID', 'Payment Captured At', 'Template ID'],
	],
	[
		'building a code',
		(params) => buildPix.compute(params, {} as BankDesk),
		{ ...badPix, pixAmount: '0' },
		['PIX Key', 'Merchant Name', 'Merchant City', 'Amount'],
	],
])('%s', (_name, prepare, fields, labels) => {
	let errors: ReturnType<typeof inputErrorsOf>;
	try {
		prepare(parametersOf(fields));
	} catch (error) {
		errors = inputErrorsOf(error);
	}
	expect(errors?.map(({ field }) => field)).toEqual(labels);
});
