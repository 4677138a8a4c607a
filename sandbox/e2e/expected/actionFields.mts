/**
 * What the panel of the node must show for each choice, from top to bottom and nothing else. Written from what
 * Z-API and Hub Chatt2.me document for each message, not from the code.
 */
export interface FieldsExpected {
	/** Lists to choose from, in this order: parameter name, option. */
	choose: Array<[name: string, option: string]>;
	/** Switches to turn, after the lists. */
	toggle?: string[];
	/** Labels; a notice stands with its first 40 characters. */
	labels: string[];
	/** What Additional Fields offers. */
	additional?: string[];
	/** What Options offers. */
	options?: string[];
}

const Z_API = ['Provider', 'Credential for Z-API API', 'Operation'];
const HUB = ['Provider', 'Credential for Hub Chatt2.me API', 'Operation'];
const END = ['Additional Fields', 'Options'];

const PIX_KEY = ['PIX Key Type', 'PIX Key'];
const ROW = ['Name', 'Quantity', 'Unit Price'];
const AMOUNTS = ['Currency', 'Discount', 'Shipping', 'Subtotal', 'Tax', 'Total'];

/** How a message is sent; what only some have is added to it. */
const SENDING = ['Dry Run', 'Max Concurrent Requests', 'Retry When Busy', 'Send Once Per', 'Timeout'];
const sending = (...more: string[]) => [...SENDING, ...more].sort((a, b) => a.localeCompare(b));

/** Everything Z-API wants back with an update when no event tells it. */
const orderDefined = (currentStatus: string) => [
	'Recipient Phone',
	'Order Message ID',
	'Reference ID',
	'Order Request ID',
	currentStatus,
	'Items Source',
	'Items',
	...ROW,
	'Product ID',
	'Is Custom Item',
];

const toZApi = (operation: string): Array<[string, string]> => [
	['provider', 'Z-API'],
	['operation', operation],
];
const toHub = (operation: string): Array<[string, string]> => [
	['provider', 'Hub Chatt2.me'],
	['operation', operation],
];

const HUB_CHARGE = ['Channel ID', 'Recipient Phone', 'Reference ID', 'Body Text', 'Items Source'];
const HUB_ITEMS = ['Items', ...ROW, 'Retailer ID', 'Payment Method'];

export const ACTION_FIELDS: Record<string, FieldsExpected> = {
	'Z-API, Payment Request': {
		choose: toZApi('Payment Request'),
		labels: [
			...Z_API,
			...['Recipient Phone', 'Items Source', 'Items', ...ROW, 'Product ID'],
			...['Accept PIX', ...PIX_KEY, 'PIX Holder Name', 'Accept Card'],
			...END,
		],
		additional: AMOUNTS,
		options: sending('Decimal Mark'),
	},
	'Z-API, Payment Request, items from JSON, without PIX': {
		choose: [...toZApi('Payment Request'), ['itemsSource', 'From JSON']],
		toggle: ['acceptPix'],
		labels: [
			...Z_API,
			...['Recipient Phone', 'Items Source', 'Items (JSON)', 'Accept PIX', 'Accept Card'],
			...END,
		],
	},
	'Z-API, Order Status, from an event': {
		choose: [...toZApi('Order Status'), ['orderData', 'From Order Event']],
		labels: [...Z_API, 'New Order Status', 'Order Data', 'Order Event', ...END],
		additional: ['Message'],
		options: sending(
			...['Check Status Change', 'Current Payment Status', 'Decimal Mark'],
			...['Order Message ID', 'Recipient Phone'],
		),
	},
	'Z-API, Order Status, typed in': {
		choose: [...toZApi('Order Status'), ['orderData', 'Define Below']],
		labels: [
			...Z_API,
			...['New Order Status', 'Order Data', ...orderDefined('Current Payment Status')],
			...END,
		],
		additional: ['Currency', 'Discount', 'Message', 'Shipping', 'Tax'],
	},
	'Z-API, Order Payment Update, from an event': {
		choose: [...toZApi('Order Payment Update'), ['orderData', 'From Order Event']],
		labels: [...Z_API, 'New Payment Status', 'Order Data', 'Order Event', ...END],
		additional: ['Message'],
		options: sending(
			...['Check Status Change', 'Current Order Status', 'Decimal Mark'],
			...['Order Message ID', 'Recipient Phone'],
		),
	},
	'Z-API, Order Payment Update, typed in': {
		choose: [...toZApi('Order Payment Update'), ['orderData', 'Define Below']],
		labels: [
			...Z_API,
			...['New Payment Status', 'Order Data', ...orderDefined('Current Order Status')],
			...END,
		],
		additional: ['Currency', 'Discount', 'Message', 'Shipping', 'Tax'],
	},
	'Z-API, PIX Key': {
		choose: toZApi('PIX Key'),
		labels: [...Z_API, 'Recipient Phone', ...PIX_KEY, 'Merchant Name', 'Options'],
		options: sending(),
	},
	'Payment Code, check': {
		choose: [...toZApi('Payment Code'), ['codeAction', 'Check Code']],
		labels: ['Provider', 'Operation', 'Code Action', 'Code'],
	},
	'Payment Code, build': {
		choose: [...toZApi('Payment Code'), ['codeAction', 'Build PIX Code']],
		labels: [
			...['Provider', 'Operation', 'Code Action', ...PIX_KEY, 'Merchant Name', 'Merchant City'],
			...['Amount', 'Transaction ID', 'Info', 'Options'],
		],
	},
	'Hub, Payment Request by PIX with a code of the bank': {
		choose: [
			...toHub('Payment Request'),
			...([
				['paymentMethod', 'PIX'],
				['pixCodeSource', 'Paste From Bank'],
			] as Array<[string, string]>),
		],
		labels: [
			...[...HUB, ...HUB_CHARGE, ...HUB_ITEMS, 'PIX Code', 'PIX Copy and Paste Code'],
			...[...PIX_KEY, 'Merchant Name', ...END],
		],
		additional: ['Currency', 'Subtotal', 'Tax', 'Tax Description', 'Total'],
		options: sending('Check Payment Code', 'Decimal Mark', 'On Amount Mismatch'),
	},
	'Hub, Payment Request by PIX with a code built from the key': {
		choose: [...toHub('Payment Request'), ['pixCodeSource', 'Build From Key']],
		labels: [
			...[...HUB, ...HUB_CHARGE, ...HUB_ITEMS, 'PIX Code', 'A code built from a key is static: the b'],
			...[...PIX_KEY, 'Merchant Name', 'Merchant City', 'Transaction ID', ...END],
		],
	},
	'Hub, Payment Request by boleto': {
		choose: [...toHub('Payment Request'), ['paymentMethod', 'Boleto']],
		labels: [...HUB, ...HUB_CHARGE, ...HUB_ITEMS, 'Digitable Line', ...END],
	},
	'Hub, Payment Request by link, items from JSON': {
		choose: [
			...toHub('Payment Request'),
			...([
				['paymentMethod', 'Payment Link'],
				['itemsSource', 'From JSON'],
			] as Array<[string, string]>),
		],
		labels: [...HUB, ...HUB_CHARGE, 'Items (JSON)', 'Payment Method', 'Payment URL', ...END],
	},
	'Hub, Order Status as text': {
		choose: toHub('Order Status'),
		labels: [
			...[...HUB, 'Channel ID', 'Recipient Phone', 'Reference ID', 'New Order Status'],
			...['Send As', 'Body Text', 'Options'],
		],
		options: sending(),
	},
	'Hub, Order Status completed, by template': {
		choose: [
			...toHub('Order Status'),
			...([
				['newOrderStatus', 'Completed'],
				['sendAs', 'Template (Any Time)'],
			] as Array<[string, string]>),
		],
		labels: [
			...[...HUB, 'Channel ID', 'Recipient Phone', 'Reference ID', 'New Order Status'],
			...['Payment Captured At', 'Send As', 'Template ID', 'Body Text', 'Options'],
		],
	},
	'Hub, Order Payment Update as text': {
		choose: [...toHub('Order Payment Update'), ['sendAs', 'Text (Within 24 Hours)']],
		labels: [
			...[...HUB, 'Channel ID', 'Recipient Phone', 'Reference ID', 'Payment Captured At'],
			...['Send As', 'Body Text', 'Options'],
		],
		options: sending(),
	},
	'Hub, Payment Code, check': {
		choose: [...toHub('Payment Code'), ['codeAction', 'Check Code']],
		labels: ['Provider', 'Operation', 'Code Action', 'Code'],
	},
};
