import { NodeOperationError, type INode, type INodeExecutionData } from 'n8n-workflow';
import {
	acceptedItem,
	alignFirst,
	dryRunItem,
	factsOf,
	failedItem,
	skippedItem,
} from '../../../nodes/WhatsAppCommerce/sending/outputItems';
import type { PreparedSend } from '../../../nodes/providers/operation';

/** Which members come first decides what a person sees of an item in n8n's table. */

const names = { provider: 'zApi', operation: 'paymentRequest' };
const phone = '5511999990010';
const prepared: PreparedSend = {
	recipient: phone,
	requestTo: () => ({ method: 'POST', path: '/send-order', body: {} }),
	referenceId: 'order-1',
	warnings: [{ rule: 'r', message: 'm' }],
	output: { channelId: 'c', totalReais: 49.8, totalCents: 4980, pixCode: '0002' },
};
const facts = { ...names, phone, referenceId: 'order-1' };
const LEADING = ['sendStatus', 'phone', 'totalReais', 'totalCents', 'referenceId'];
const keys = ({ json }: INodeExecutionData) => Object.keys(json);

const node = { name: 'n', type: 't', typeVersion: 1, position: [0, 0], parameters: {}, id: '1' } as INode;
const error = new NodeOperationError(node, 'No', { description: 'Do that.' });
const known = { phone, totalCents: 4980, referenceId: 'order-1' };

it('an accepted item begins with what a person looks for and ends with further ids', () => {
	const reply = { zaapId: 'z', messageId: 'm', id: 'm', phone: 'theirs', status: 'ok' };
	const accepted = acceptedItem(0, facts, prepared, 'queued', reply);
	expect(keys(accepted)).toEqual([
		...[...LEADING, 'messageId', 'warnings', 'channelId', 'pixCode'],
		...['provider', 'operation', 'status', 'zaapId', 'id'],
	]);
	expect(accepted.json).toMatchObject({ phone, sendStatus: 'queued' });
});

it('an item for the test phone names the customer next', () => {
	const test = { ...facts, testPhone: true as const, customerPhone: '5511988887777' };
	expect(keys(acceptedItem(0, test, prepared, 'queued', { messageId: 'm' })).slice(0, 8)).toEqual([
		...[...LEADING, 'messageId', 'testPhone', 'customerPhone'],
	]);
});

it('items that were not sent on purpose begin in the same way', () => {
	expect(keys(dryRunItem(0, facts, prepared)).slice(0, 6)).toEqual([...LEADING, 'dryRun']);
	expect(keys(skippedItem(0, facts, prepared)).slice(0, 7)).toEqual([...LEADING, 'skipped', 'reason']);
});

it('a failed item begins in the same way beside the others, and has it in details on the error output', () => {
	const reason = { what: 'w', next: '', statusCode: 400, providerMessage: 'says' };
	const failed = factsOf('refused', names, known, reason);
	const beside = failedItem(1, error, failed);
	expect(keys(beside)).toEqual([...LEADING, 'error', 'details', 'provider', 'operation']);
	expect(beside.json).toMatchObject({ sendStatus: 'refused', error: 'No' });
	const apart = failedItem(1, error, failed, { input: {} });
	expect(keys(apart)).toEqual(['error', 'details']);
	expect(apart.json.details).toEqual(beside.json.details);
	const { details } = apart.json as { details: object };
	expect(Object.keys(details).slice(0, 5)).toEqual(LEADING);
	expect(details).toMatchObject({ sendStatus: 'refused', statusCode: 400, description: 'Do that.' });
});

it('all items of a run have the same first members, also one that failed before anything was known', () => {
	const unread = failedItem(1, error, factsOf('notSent', names, {}));
	const apart = failedItem(2, error, factsOf('notSent', names, {}), { input: {} });
	const items = [acceptedItem(0, facts, prepared, 'queued', { messageId: 'm' }), unread, apart];
	alignFirst(items);
	expect(keys(unread).slice(0, 7)).toEqual([...LEADING, 'messageId', 'error']);
	expect(unread.json).toMatchObject({ sendStatus: 'notSent', phone: null, messageId: null });
	expect(keys(apart)).toEqual(['error', 'details']);
});
