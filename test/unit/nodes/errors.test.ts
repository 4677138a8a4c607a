import fc from 'fast-check';
import type { INode } from 'n8n-workflow';
import { NodeApiError, NodeOperationError } from 'n8n-workflow';
import { ChangeNotAllowedError, InvalidInputError } from '../../../commerce/domain/errors';
import {
	checkOrderTransition,
	checkPaymentTransition,
	parseOrderStatus,
} from '../../../commerce/domain/order/orderLifecycle';
import type { FailureReason } from '../../../nodes/providers/api/exchange';
import { readEach } from '../../../commerce/domain/readAll';
import { adviseAgent, toInputError, toSendError, type SendFailure } from '../../../nodes/shared/errors';

const node: INode = {
	id: '1',
	name: 'WhatsApp Commerce',
	type: 'whatsAppCommerce',
	typeVersion: 1,
	position: [0, 0],
	parameters: {},
};

/** What a domain function throws. */
function thrownBy(task: () => unknown): unknown {
	try {
		task();
	} catch (error) {
		return error;
	}
	throw new Error('nothing was thrown');
}

const shown = (error: NodeOperationError | NodeApiError) => `${error.message} ${error.description ?? ''}`;

describe('toInputError', () => {
	it('names field, found, expected and the item, and says what to do', () => {
		const input = new InvalidInputError('Unit Price', '1.499', 'an amount such as 149.90');
		const error = toInputError(node, input, 3);
		expect(error).toBeInstanceOf(NodeOperationError);
		expect(error.message).toBe('Unit Price: found "1.499", expected an amount such as 149.90 [item 3]');
		expect(error.description).toBe(
			'Nothing was sent for this item. Correct the value, or the expression that gives it.',
		);
		expect(error.context.itemIndex).toBe(3);
		expect(error.node).toBe(node);
	});

	/** An item with these problems. */
	const several = (errors: InvalidInputError[]) =>
		thrownBy(() =>
			readEach(errors, (error) => {
				throw error;
			}),
		);
	const problem = (index: number) => new InvalidInputError(`Field ${index}`, index, 'something else');

	it('names all problems of an item: the first and how many more, then each of them', () => {
		const status = thrownBy(() => parseOrderStatus('delivered', 'New Order Status')) as InvalidInputError;
		const change = thrownBy(() => checkOrderTransition('completed', 'shipped', { paid: false }));
		const error = toInputError(node, several([problem(1), status, change as InvalidInputError]), 2);
		expect(error.message).toBe('Field 1: found 1, expected something else (and 2 more problems) [item 2]');
		expect(error.description).toBe(
			`Nothing was sent for this item. All its problems: (1) ${problem(1).message}; (2) ${status.message}; (3) New Order Status: the change from completed to shipped is not allowed, because a completed order is final. Correct the values, or the expressions that give them. If the order has changed since this event, use its newest event; Options > Check Status Change switches this check off.`,
		);
	});

	it('counts one problem more as one', () => {
		expect(toInputError(node, several([problem(1), problem(2)]), 0).message).toContain(
			'(and 1 more problem) [',
		);
	});

	it('keeps a long list of problems short', () => {
		const error = toInputError(node, several(Array.from({ length: 40 }, (_, index) => problem(index))), 0);
		expect(error.message).toContain('(and 39 more problems)');
		expect(error.description).toContain(`(10) ${problem(9).message}; and 30 more. Correct`);
	});

	it('hands node errors on as they are', () => {
		const operation = new NodeOperationError(node, 'order canceled', { itemIndex: 1 });
		const api = new NodeApiError(node, {}, { message: 'refused', itemIndex: 2 });
		expect(toInputError(node, operation, 7)).toBe(operation);
		expect(toInputError(node, api, 7)).toBe(api);
		expect(operation.context.itemIndex).toBe(1);
	});

	it('gives any other error the item', () => {
		const error = toInputError(node, new TypeError('x is not a function'), 4);
		expect(error).toBeInstanceOf(NodeOperationError);
		expect(error.message).toBe('x is not a function');
		expect(error.context.itemIndex).toBe(4);
	});

	it.each<[string, () => unknown, string]>([
		[
			'an unknown status',
			() => parseOrderStatus('delivered', 'New Order Status'),
			'New Order Status: found "delivered" [item 0]',
		],
	])(
		'keeps the word by which n8n knows a stopped execution out of the message: %s',
		(_what, task, message) => {
			const input = thrownBy(task) as InvalidInputError;
			const error = toInputError(node, input, 0);
			expect(error.message).toBe(message);
			expect(error.description).toMatch(/canceled/);
			expect(shown(error)).toContain(input.found);
			expect(shown(error)).toContain(input.expected);
		},
	);

	const NOT_SENT =
		'Nothing was sent for this item. If the order has changed since this event, use its newest event; Options > Check Status Change switches this check off.';

	it('says of a change from which status to which, why it is not allowed, and where to look', () => {
		const change = thrownBy(() => checkOrderTransition('completed', 'shipped', { paid: false }));
		const error = toInputError(node, change, 2);
		expect(error.message).toBe(
			'New Order Status: the change from completed to shipped is not allowed, because a completed order is final [item 2]',
		);
		expect(error.description).toBe(NOT_SENT);
	});

	it.each<[string, () => unknown, string]>([
		[
			'away from that status',
			() => checkOrderTransition('canceled', 'shipped', { paid: false }),
			'From canceled to shipped: a canceled order is final; send a new payment request with a new reference ID instead.',
		],
		[
			'of a paid order to that status',
			() => checkOrderTransition('processing', 'canceled', { paid: true }),
			'From processing to canceled: a paid order cannot be canceled.',
		],
		[
			'from a status that nobody gave',
			() => checkPaymentTransition(undefined, 'paid', { orderStatus: 'canceled' }),
			'To paid: a canceled order is final; send a new payment request with a new reference ID instead.',
		],
	])('says all that in the description when that word is in it: a change %s', (_what, task, lead) => {
		const error = toInputError(node, thrownBy(task), 0);
		expect(error.message).toMatch(/^New (Order|Payment) Status: this change is not allowed \[item 0\]$/);
		expect(error.description).toBe(`${lead} ${NOT_SENT}`);
	});

	const words = fc.array(
		fc.constantFrom(
			'canceled',
			'Canceled',
			'CANCELED',
			'cancelled',
			'eexist',
			'preexistente',
			'EPERM',
			'shop',
			'"',
			' ',
		),
		{ maxLength: 5 },
	);
	const text = words.map((parts) => parts.join(''));

	it('keeps the word out whatever was found or expected, and loses none of it', () => {
		fc.assert(
			fc.property(text, text, fc.nat({ max: 99 }), (found, expected, itemIndex) => {
				const input = new InvalidInputError('New Order Status', found, expected);
				const error = toInputError(node, input, itemIndex);
				expect(error.message).not.toMatch(/canceled/i);
				expect(error.message).toMatch(/^New Order Status: /);
				expect(error.message.endsWith(` [item ${itemIndex}]`)).toBe(true);
				expect(shown(error)).toContain(input.found);
				expect(shown(error)).toContain(expected);
			}),
		);
	});

	it('keeps the word out whatever the change, and loses none of it', () => {
		fc.assert(
			fc.property(text, text, text, (from, to, why) => {
				const change = new ChangeNotAllowedError('New Order Status', { from, to }, why);
				const error = toInputError(node, change, 0);
				expect(error.message).not.toMatch(/canceled/i);
				expect(shown(error)).toContain(`rom ${from} to ${to}`);
				expect(shown(error)).toContain(why);
			}),
		);
	});

	it('keeps a message that n8n would take for a fault of the file system', () => {
		const input = new InvalidInputError('Payment URL', 'https://loja/preexistente', 'a full web address');
		expect(toInputError(node, input, 0).message).toBe(
			'Payment URL: found "https://loja/preexistente", expected a full web address [item 0]',
		);
	});
});

const failureOf = (changes: Partial<SendFailure> = {}, reason: Partial<FailureReason> = {}): SendFailure => ({
	outcome: 'refused',
	recipient: '5511999999999',
	reason: { what: 'Z-API did not accept the data of this message', next: 'Correct it.', ...reason },
	...changes,
});

describe('toSendError', () => {
	it('reports a refusal with what to do, the status and the item', () => {
		const error = toSendError(node, failureOf({}, { statusCode: 400, cause: 'configuration-invalid' }), 2);
		expect(error).toBeInstanceOf(NodeApiError);
		expect(error.message).toBe('Z-API did not accept the data of this message [item 2]');
		expect(error.description).toBe('Correct it.');
		expect(error.httpCode).toBe('400');
		expect(error.context.itemIndex).toBe(2);
		expect(error.failure).toEqual({ cause: 'configuration-invalid' });
	});

	it.each<[string, Partial<FailureReason>, string]>([
		[
			'words and code',
			{ providerMessage: 'Phone is wrong', providerCode: 'E42' },
			'Z-API did not accept the data of this message: "Phone is wrong" (code E42) [item 0]',
		],
		['a code', { providerCode: 'E42' }, 'Z-API did not accept the data of this message (code E42) [item 0]'],
		[
			'words about a field of ours',
			{ providerMessage: 'pixKey is required', field: 'PIX Key' },
			'PIX Key: Z-API did not accept the data of this message: "pixKey is required" [item 0]',
		],
	])("puts the provider's reason into the message: %s", (_what, reason, message) => {
		const error = toSendError(node, failureOf({}, reason), 0);
		expect(error.message).toBe(message);
		expect(error.description).toBe('Correct it.');
		const { providerMessage, providerCode } = reason;
		expect(error).toMatchObject({ httpCode: null, failure: undefined });
		expect(error.errorResponse).toEqual({ outcome: 'refused', providerMessage, providerCode });
	});

	it('leaves a long reason to the description', () => {
		const error = toSendError(node, failureOf({}, { providerMessage: 'x'.repeat(500) }), 0);
		expect(error.message).toBe('Z-API did not accept the data of this message [item 0]');
		expect(error.description).toBe(`The provider says: "${'x'.repeat(500)}". Correct it.`);
		const fitting = failureOf({}, { providerMessage: 'x'.repeat(200) });
		expect(toSendError(node, fitting, 0).description).toBe('Correct it.');
	});

	it('says of an unknown outcome, in the message itself, not to send it again and where to look', () => {
		const unknown = failureOf(
			{ outcome: 'unknown', referenceId: 'order-1' },
			{ what: 'The connection broke before the provider answered', next: '' },
		);
		const error = toSendError(node, unknown, 0);
		expect(error.message).toBe(
			'The message may or may not have been sent: the connection broke before the provider answered. Do not send it again before looking in the WhatsApp chat with 5511999999999 [item 0]',
		);
		expect(error.description).toBe(
			'The message may have gone out, so this node does not send it again. Look for reference ID order-1 in the chat.',
		);
	});

	it.each([
		['Z-API answered without a message ID', 'Z-API answered'],
		['WhatsApp did not answer', 'WhatsApp did not'],
		['The Hub answered without a message ID', 'the Hub answered'],
		['A proxy did not get an answer', 'a proxy did not'],
		['No answer from shop.example came.', 'no answer from shop.example came. Do not'],
	])('keeps the capital of names, and one full stop: %s', (what, told) => {
		const { message, description } = toSendError(node, failureOf({ outcome: 'unknown' }, { what }), 0);
		expect(message).toContain(`The message may or may not have been sent: ${told}`);
		expect(description).toBe(
			'The message may have gone out, so this node does not send it again. Correct it.',
		);
	});

	it('keeps a message that n8n would take for a fault of Node', () => {
		const what = 'Unexpected error while sending: EACCES';
		expect(toSendError(node, failureOf({}, { what }), 0).message).toBe(`${what} [item 0]`);
	});

	it('hands on when a retry makes sense', () => {
		const busy = failureOf({ retryAfterMs: 5000 }, { cause: 'rate-limited', statusCode: 429 });
		expect(toSendError(node, busy, 0).failure).toEqual({ cause: 'rate-limited', retryAfterMs: 5000 });
	});

	it("keeps the provider's word canceled out of the message", () => {
		const error = toSendError(node, failureOf({}, { providerMessage: 'This order was canceled' }), 0);
		expect(error.message).not.toMatch(/canceled/i);
		expect(error.description).toContain('"This order was canceled"');
	});
});

describe('adviseAgent', () => {
	it('puts what to do into the message, without the word by which n8n knows a stopped execution', () => {
		const status = thrownBy(() => parseOrderStatus('delivered', 'New Order Status'));
		const error = toInputError(node, status, 0);
		adviseAgent(error);
		expect(error.message).toBe(
			'New Order Status: found "delivered" [item 0]. Expected one of pending, processing, partially_shipped, shipped, completed, cancelled. Nothing was sent for this item. Correct the value, or the expression that gives it.',
		);
	});

	it('leaves a message without advice as it is', () => {
		const error = new NodeOperationError(node, 'No such operation');
		adviseAgent(error);
		expect(error.message).toBe('No such operation');
	});

	it('keeps n8n from taking a word in it for a fault that may be tried again at once', () => {
		const unknown = failureOf({ outcome: 'unknown' }, { next: 'Network code: ECONNRESET.' });
		const error = toSendError(node, unknown, 0);
		adviseAgent(error);
		const retold = new NodeOperationError(node, error);
		expect(retold.message).toBe(error.message);
		expect(retold.message.replace(/\u200b/g, '')).toMatch(/Do not send it again.*ECONNRESET\.$/);
		expect(retold.description ?? '').toBe('');
	});
});
