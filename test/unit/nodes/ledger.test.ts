import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';

import { Ledger, type LedgerEntry, type LedgerMessage } from '../../../nodes/WhatsAppCommerce/sending/ledger';

const ACCEPTED: LedgerEntry = { outcome: 'accepted', meaning: 'queued', fields: { messageId: 'M1' } };
const UNKNOWN: LedgerEntry = {
	outcome: 'unknown',
	reason: { what: 'It timed out', next: 'Look at the phone.', statusCode: 504 },
};
const EARLIER = 'This is what became of the same message earlier in this execution.';

/** An execution: its node context outlives each run of the node. */
function execution(runAs: 'node' | 'tool' = 'node') {
	const store = {};
	return ($runIndex: number, items: IDataObject[] = []) =>
		new Ledger({
			getContext: () => store,
			getWorkflowDataProxy: () => ({ $runIndex }),
			getInputData: () => items.map((json) => ({ json })),
			getNode: () => ({
				type: `n8n-nodes-whatsapp-commerce.whatsAppCommerce${runAs === 'tool' ? 'Tool' : ''}`,
			}),
		} as unknown as IExecuteFunctions);
}

const message = (changes: Partial<LedgerMessage> = {}): LedgerMessage => ({
	itemIndex: 0,
	messageKey: 'zApi|paymentRequest|5511999999999',
	request: { method: 'POST', path: '/send', body: { amount: 1 } },
	...changes,
});
const retimed = message({ request: { method: 'POST', path: '/send', body: { amount: 1, at: 2 } } });

it.each([ACCEPTED, UNKNOWN])(
	'a retry of an item finds what became of it, whatever its body is now: %j',
	(entry) => {
		const run = execution();
		run(0).record(message(), entry);
		expect(run(0).find(retimed)).toEqual(entry);
		expect(run(0).outcomeOf(0)).toBe(entry.outcome);
	},
);

it.each<[string, number, Partial<LedgerMessage>]>([
	['another round', 1, {}],
	['another item', 0, { itemIndex: 1 }],
	['another message of the item', 0, { messageKey: 'zApi|paymentRequest|5511888888888' }],
])('%s does not answer for an accepted one', (_name, runIndex, changes) => {
	const run = execution();
	run(0).record(message(), ACCEPTED);
	expect(run(runIndex).find(message(changes))).toBeUndefined();
});

it('an unknown message is known by its content in another round, which says so', () => {
	const run = execution();
	run(0).record(message(), UNKNOWN);
	expect(run(1).find(message({ itemIndex: 7 }))).toEqual({
		...UNKNOWN,
		reason: { ...UNKNOWN.reason, next: `Look at the phone. ${EARLIER}` },
	});
});

it.each<Partial<LedgerMessage>>([
	{ messageKey: 'hub|paymentRequest|5511999999999' },
	{ request: { method: 'POST', path: '/send', body: { amount: 2 } } },
	{ request: { method: 'POST', path: '/other', body: { amount: 1 } } },
	{ request: { method: 'PUT', path: '/send', body: { amount: 1 } } },
])('an unknown message does not answer for one with %j', (changes) => {
	const run = execution();
	run(0).record(message(), UNKNOWN);
	expect(run(1).find(message(changes))).toBeUndefined();
});

it('the first reason of an unknown message stays, and advice of its own is not needed', () => {
	const run = execution();
	run(0).record(message(), { outcome: 'unknown', reason: { ...UNKNOWN.reason, next: '' } });
	run(1).record(message(), { outcome: 'unknown', reason: { ...UNKNOWN.reason, next: 'Later.' } });
	expect(run(2).findUnknown(message())).toMatchObject({ reason: { next: EARLIER } });
});

it('a run that is over is forgotten, but not what is unknown', () => {
	const run = execution();
	const ledger = run(0);
	for (const itemIndex of [0, 1, 2])
		ledger.record(message({ itemIndex }), itemIndex === 1 ? UNKNOWN : ACCEPTED);
	ledger.forgetRun(2);
	expect([0, 1, 2].map((index) => run(0).outcomeOf(index))).toEqual([undefined, undefined, 'accepted']);
	expect(run(0).find(message())).toMatchObject({ outcome: 'unknown' });
});

describe('as a tool', () => {
	const call = { recipient: '5511999999999', toolCallId: 'call 1' };
	const recorded = (entry: LedgerEntry) => {
		const run = execution('tool');
		run(0, [call]).record(message(), entry);
		return run;
	};

	it('a retry is known by the arguments, whatever the number of the call is', () => {
		expect(recorded(ACCEPTED)(0, [{ ...call, toolCallId: 'call 2' }]).find(retimed)).toEqual(ACCEPTED);
		expect(recorded(UNKNOWN)(1, [{ ...call, toolCallId: 'call 2' }]).find(retimed)).toMatchObject({
			outcome: 'unknown',
		});
	});

	it('other arguments, another recipient and no item are another call', () => {
		const other = message({ messageKey: 'another' });
		const later = recorded(ACCEPTED);
		expect(later(0, [{ ...call, recipient: '1' }]).find(message())).toBeUndefined();
		expect(later(0, [call]).find(other)).toBeUndefined();
		expect(later(0).find(message())).toBeUndefined();
	});

	it('the content of an unknown message is known too', () => {
		expect(recorded(UNKNOWN)(1, [{ note: 'changed' }]).find(message())).toMatchObject({ outcome: 'unknown' });
	});
});
