import { describeStoppedRun } from '../../../nodes/WhatsAppCommerce/sending/stoppedRun';

const run = { itemCount: 50, sent: 9, skipped: 0, failed: [{ itemIndex: 4, sendStatus: 'refused' }] };

describe('describeStoppedRun', () => {
	it('accounts for every item', () => {
		expect(describeStoppedRun(run)).toBe(
			'Of 50 items: 9 sent, 1 failed, 40 not tried. Retrying this node will not resend messages that were already sent.',
		);
	});

	it('says when none was sent, and how many were held back on purpose', () => {
		expect(describeStoppedRun({ ...run, sent: 0, skipped: 3 })).toContain(
			'Of 50 items: none was sent, 3 skipped, 1 failed, 46 not tried.',
		);
	});

	it('says nothing of a single item, whose error says all', () => {
		expect(describeStoppedRun({ ...run, itemCount: 1, sent: 0 })).toBe('');
	});

	it('names further unknown messages with their chat and reference, but not the one shown or refused ones', () => {
		const failed = [
			{ itemIndex: 4, sendStatus: 'unknown', phone: '5511900000004' },
			{ itemIndex: 6, sendStatus: 'unknown', phone: '5511900000006', referenceId: 'order-6' },
			{ itemIndex: 7, sendStatus: 'refused', phone: '5511900000007' },
			{ itemIndex: 8, sendStatus: 'unknown' },
		];
		expect(describeStoppedRun({ ...run, failed })).toContain(
			'These may also have been sent; check them too: item 6, 5511900000006, reference ID order-6; item 8. ',
		);
	});

	it('names the wrong fields of further items; what was never sent cannot be resent', () => {
		const failed = [
			{ itemIndex: 0, sendStatus: 'notSent', fields: ['Total'] },
			{ itemIndex: 3, sendStatus: 'notSent', fields: ['Recipient Phone', 'Items 1, Name'] },
			{ itemIndex: 5, sendStatus: 'notSent' },
		];
		expect(describeStoppedRun({ ...run, sent: 0, failed })).toBe(
			'Of 50 items: none was sent, 3 failed, 47 not tried. Other items with problems: item 3 (Recipient Phone; Items 1, Name).',
		);
	});

	it('keeps a long list short', () => {
		const failed = Array.from({ length: 9 }, (_, itemIndex) => ({ itemIndex, sendStatus: 'unknown' }));
		expect(describeStoppedRun({ ...run, failed })).toContain(
			'item 1; item 2; item 3; item 4; item 5; 3 more.',
		);
	});
});
