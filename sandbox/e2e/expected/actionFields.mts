/**
 * What the panel of the node must show for each choice, from top to bottom and nothing else. Written from what
 * Z-API and Hub Chatt2.me document for each message, not from the code.
 */
export interface FieldsExpected {
	/** Lists and switches that change what is shown, in this order: parameter name, option (On or Off). */
	choose: Choice[];
	/** Labels; a notice stands with its first 40 characters. */
	labels: string[];
	/** What Additional Fields offers. */
	additional?: string[];
	/** What Options offers. */
	options?: string[];
}

export type Choice = [name: string, option: string];

const END = ['Additional Fields', 'Options'];
const PIX_KEY = ['PIX Key Type', 'PIX Key'];
const BELOW: Choice = ['itemsSource', 'Define Below'];
const JSON_LIST: Choice = ['itemsSource', 'From JSON'];

/** How a message is sent; what only some have is added to it. */
const SENDING = [
	'Default Country',
	'Dry Run',
	'Max Concurrent Requests',
	'Retry When Busy',
	'Send Once Per',
	'Timeout',
];
const sending = (...more: string[]) => [...SENDING, ...more].sort((a, b) => a.localeCompare(b));

/** Items as rows, which have the ID that the provider keeps, or as a list. */
const items = ([, source]: Choice, ...ids: string[]) =>
	source === 'From JSON'
		? ['Items Source', 'Items (JSON)', 'Price Unit']
		: ['Items Source', 'Items', 'Name', 'Quantity', 'Unit Price', ...ids];

function zApi(operation: string, choose: Choice[], labels: string[]): FieldsExpected {
	return {
		choose: [['provider', 'Z-API'], ['operation', operation], ...choose],
		labels: ['Provider', 'Credential for Z-API API', 'Operation', ...labels],
	};
}

function hub(operation: string, choose: Choice[], labels: string[]): FieldsExpected {
	const first = ['Provider', 'Credential for Hub Chatt2.me API', 'Operation'];
	return {
		choose: [['provider', 'Hub Chatt2.me'], ['operation', operation], ...choose],
		labels: [...first, 'Channel ID', 'Recipient Phone', 'Reference ID', ...labels],
	};
}

function zApiPaymentRequest(source: Choice): FieldsExpected[] {
	const to = ['Recipient Phone', ...items(source, 'Product ID')];
	const pix = ['Accept PIX', ...PIX_KEY, 'PIX Holder Name'];
	return [
		{
			...zApi('Payment Request', [source, ['acceptPix', 'On']], [...to, ...pix, 'Accept Card', ...END]),
			additional: ['Currency', 'Discount', 'Shipping', 'Subtotal', 'Tax', 'Total'],
			options: sending('Decimal Mark'),
		},
		zApi('Payment Request', [source, ['acceptPix', 'Off']], [...to, 'Accept PIX', 'Accept Card', ...END]),
	];
}

/** An update of a Z-API order; the status that is not changed goes back as it is. */
function zApiUpdate(
	operation: string,
	chosen: Choice[],
	newStatus: string,
	currentStatus: string,
): FieldsExpected[] {
	const typedIn = (source: Choice) => ({
		...zApi(
			operation,
			[...chosen, ['orderData', 'Define Below'], source],
			[
				...[newStatus, 'Order Data', 'Recipient Phone', 'Order Message ID', 'Reference ID'],
				...['Order Request ID', currentStatus, ...items(source, 'Product ID', 'Is Custom Item'), ...END],
			],
		),
		additional: ['Currency', 'Discount', 'Message', 'Shipping', 'Tax'],
		options: sending('Decimal Mark'),
	});
	const choose: Choice[] = [...chosen, ['orderData', 'From Order Event']];
	const fromEvent = {
		...zApi(operation, choose, [newStatus, 'Order Data', 'Order Event', ...END]),
		additional: ['Message'],
		// The amounts are those of the event, so nothing is read as text.
		options: sending('Check Status Change', currentStatus, 'Order Message ID', 'Recipient Phone'),
	};
	return [fromEvent, typedIn(BELOW), typedIn(JSON_LIST)];
}

function paymentCode(provider: string): FieldsExpected[] {
	const choose = (action: string): Choice[] => [
		['provider', provider],
		['operation', 'Payment Code'],
		['codeAction', action],
	];
	const first = ['Provider', 'Operation', 'Code Action'];
	return [
		{ choose: choose('Check Code'), labels: [...first, 'Code'] },
		{
			choose: choose('Build PIX Code'),
			labels: [
				...[...first, ...PIX_KEY, 'Merchant Name', 'Merchant City', 'Amount'],
				...['Transaction ID', 'Info', 'Options'],
			],
			options: ['Decimal Mark'],
		},
	];
}

function hubPaymentRequest(source: Choice): FieldsExpected[] {
	const methods: Array<[choose: Choice[], labels: string[]]> = [
		[
			[
				['paymentMethod', 'PIX'],
				['pixCodeSource', 'Paste From Bank'],
			],
			['PIX Code', 'PIX Copy and Paste Code', ...PIX_KEY, 'Merchant Name'],
		],
		[
			[
				['paymentMethod', 'PIX'],
				['pixCodeSource', 'Build From Key'],
			],
			[
				...['PIX Code', 'A code built from a key is static: the b', ...PIX_KEY],
				...['Merchant Name', 'Merchant City', 'Transaction ID'],
			],
		],
		[[['paymentMethod', 'Boleto']], ['Digitable Line']],
		[[['paymentMethod', 'Payment Link']], ['Payment URL']],
	];
	const codeOptions = ['Check Payment Code', 'On Amount Mismatch'];
	return methods.map(([choose, labels]) => ({
		...hub(
			'Payment Request',
			[source, ...choose],
			['Body Text', ...items(source, 'Retailer ID'), 'Payment Method', ...labels, ...END],
		),
		additional: ['Currency', 'Subtotal', 'Tax', 'Tax Description', 'Total'],
		// A link carries no amount that could be compared.
		options: sending('Decimal Mark', ...(labels.includes('Payment URL') ? [] : codeOptions)),
	}));
}

const TEXT: Choice = ['sendAs', 'Text (Within 24 Hours)'];
const TEMPLATE: Choice = ['sendAs', 'Template (Any Time)'];

/** A status of the Hub, as text or by template. */
function hubStatus(operation: string, choose: Choice[], labels: string[]): FieldsExpected[] {
	return [
		{
			...hub(operation, [...choose, TEXT], [...labels, 'Send As', 'Body Text', 'Options']),
			options: sending(),
		},
		hub(operation, [...choose, TEMPLATE], [...labels, 'Send As', 'Template ID', 'Body Text', 'Options']),
	];
}

const CAPTURED_AT = 'Payment Captured At';

export const ACTION_FIELDS: FieldsExpected[] = [
	...zApiPaymentRequest(BELOW),
	...zApiPaymentRequest(JSON_LIST),
	...['Completed', 'Shipped'].flatMap((status) =>
		zApiUpdate('Order Status', [['newOrderStatus', status]], 'New Order Status', 'Current Payment Status'),
	),
	...zApiUpdate('Order Payment Update', [], 'New Payment Status', 'Current Order Status'),
	{
		...zApi('PIX Key', [], ['Recipient Phone', ...PIX_KEY, 'Merchant Name', 'Options']),
		options: sending(),
	},
	...paymentCode('Z-API'),
	...hubPaymentRequest(BELOW),
	...hubPaymentRequest(JSON_LIST),
	...hubStatus('Order Status', [['newOrderStatus', 'Shipped']], ['New Order Status']),
	...hubStatus('Order Status', [['newOrderStatus', 'Completed']], ['New Order Status', CAPTURED_AT]),
	...hubStatus('Order Payment Update', [], [CAPTURED_AT]),
	...paymentCode('Hub Chatt2.me'),
];
