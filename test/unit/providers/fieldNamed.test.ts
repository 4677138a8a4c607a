import type { INodeProperties } from 'n8n-workflow';
import { withField, type FieldNames } from '../../../nodes/providers/api/fieldNamed';
import * as metaNames from '../../../nodes/providers/metaCloud/operations/fieldNames';
import * as hubNames from '../../../nodes/providers/hub/operations/fieldNames';
import * as zApiNames from '../../../nodes/providers/zApi/operations/fieldNames';
import { WhatsAppCommerce } from '../../../nodes/WhatsAppCommerce/WhatsAppCommerce.node';

const { updateNames, ...zApi } = zApiNames;
const statuses = { orderStatus: 'New Order Status', paymentStatus: 'Current Payment Status' };
const typedIn = updateNames(false, statuses);
const fromEvent = updateNames(true, statuses);

/** The field that a refusal names. */
const fieldOf = (providerMessage: string, names?: FieldNames) =>
	withField({ what: 'refused', next: '', providerMessage }, names).field;

test.each<[string, FieldNames, string | undefined]>([
	['paymentStatus must be the current one (paid)', fromEvent, 'Current Payment Status'],
	['orderStatus must be one of pending, paid', typedIn, 'New Order Status'],
	['order.products[1].value differs from the order sent', typedIn, 'Items 2, Unit Price'],
	['order.products[1].value differs from the order sent', fromEvent, 'Order Event'],
	['order.products[10].value differs from the order sent', typedIn, 'Items 11, Unit Price'],
	['order.products.value must be a number', typedIn, 'Items, Unit Price'],
	['order.products must be the 2 of the order sent', typedIn, 'Items'],
	['phone does not belong to the order', typedIn, 'Recipient Phone'],
	['Invalid body: "pixKey" is empty', zApi.PIX_KEY_NAMES, 'PIX Key'],
	[
		'content.paymentRequest.items[0].quantity must be >= 1',
		hubNames.PAYMENT_REQUEST_NAMES,
		'Items 1, Quantity',
	],
	['content.orderStatus.status must be one of', hubNames.ORDER_STATUS_NAMES, 'New Order Status'],
	['to must match pattern', hubNames.ORDER_STATUS_NAMES, 'Recipient Phone'],
	['template.id must be of type ORDER_STATUS', hubNames.ORDER_STATUS_NAMES, 'Template ID'],
	['order.items[1].retailer_id is required', metaNames.PAYMENT_REQUEST_NAMES, 'Items 2, SKU'],
	['Parameter value is not valid: digitable_line', metaNames.PAYMENT_REQUEST_NAMES, 'Digitable Line'],
	// Words of a sentence are no names, and neither is what every object has.
	['Did not have permission to send this message to the phone', typedIn, undefined],
	['message could not be sent', typedIn, undefined],
	['constructor.toString must be a field', typedIn, undefined],
])('"%s" is about', (words, names, field) => {
	expect(fieldOf(words, names)).toBe(field);
});

test('what to do names the field; a reason about none stays as it is', () => {
	const reason = { what: 'refused', next: 'Look.', providerMessage: 'pixKey is required' };
	expect(withField(reason, zApi.PIX_KEY_NAMES).next).toBe(
		'Correct PIX Key, or the expression that gives it.',
	);
	expect(withField(reason)).toBe(reason);
});

test('every label is one of the editor', () => {
	const labels = new Set(labelsOf(new WhatsAppCommerce().description.properties));
	const all = [
		...Object.values(zApi),
		...Object.values(hubNames),
		...Object.values(metaNames),
		typedIn,
		fromEvent,
	];
	const named = all.flatMap((names) => Object.values(names)).map((label) => label.replace(/^Items #, /, ''));
	expect(named.filter((label) => !labels.has(label))).toEqual([]);
});

function labelsOf(fields: INodeProperties[]): string[] {
	return fields.flatMap(({ displayName, options = [] }) => {
		const within = options.flatMap((option) => ('values' in option ? option.values : [option]));
		return [displayName, ...labelsOf(within.filter((field) => 'displayName' in field) as INodeProperties[])];
	});
}
