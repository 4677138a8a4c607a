/** A message of a stopped run that did not go out as wished. */
export interface FailedSend {
	itemIndex: number;
	/** refused, unknown or notSent. */
	sendStatus: string;
	/** Recipient; absent when the item failed before it was read. */
	phone?: unknown;
	referenceId?: unknown;
	/** Labels of the fields that are wrong, when that is why it failed. */
	fields?: string[];
}

/** What became of all items when the run stopped. */
export interface StoppedRun {
	itemCount: number;
	/** Messages accepted in this try of the node or an earlier one. */
	sent: number;
	/** Messages that Send Once Per held back, and dry runs. */
	skipped: number;
	/** The first is the one whose error is shown. */
	failed: FailedSend[];
}

const MAX_NAMED = 5;

/**
 * What became of all items when the run stops with the error of one: the only place where a user of a stopped
 * node learns about the others. Names each further message whose outcome is unknown, and the wrong fields of each
 * further item. Empty for a single item. Items are counted from 0, as n8n does.
 */
export function describeStoppedRun({ itemCount, sent, skipped, failed }: StoppedRun): string {
	if (itemCount === 1) return '';
	const notTried = itemCount - sent - skipped - failed.length;
	const counts = [
		sent === 0 ? 'none was sent' : `${sent} sent`,
		...(skipped === 0 ? [] : [`${skipped} skipped`]),
		`${failed.length} failed`,
		`${notTried} not tried`,
	];
	const others = failed.slice(1);
	const unknown = others.filter(({ sendStatus }) => sendStatus === 'unknown');
	const wrong = others.filter(({ fields }) => fields !== undefined);
	const mayHaveLeft = sent > 0 || failed.some(({ sendStatus }) => sendStatus === 'unknown');
	return [
		`Of ${itemCount} items: ${counts.join(', ')}.`,
		...(unknown.length === 0 ? [] : [nameUnknown(unknown)]),
		...(wrong.length === 0 ? [] : [nameWrong(wrong)]),
		...(mayHaveLeft ? ['Retrying this node will not resend messages that were already sent.'] : []),
	].join(' ');
}

function nameWrong(wrong: FailedSend[]): string {
	const named = wrong.slice(0, MAX_NAMED).map(({ itemIndex, fields = [] }) => {
		return `item ${itemIndex} (${fields.join('; ')})`;
	});
	return `Other items with problems: ${listed(named, wrong.length)}.`;
}

function nameUnknown(unknown: FailedSend[]): string {
	const named = unknown.slice(0, MAX_NAMED).map(({ itemIndex, phone, referenceId }) => {
		const facts = [
			`item ${itemIndex}`,
			...(phone === undefined ? [] : [String(phone)]),
			...(referenceId === undefined ? [] : [`reference ID ${String(referenceId)}`]),
		];
		return facts.join(', ');
	});
	return `These may also have been sent; check them too: ${listed(named, unknown.length)}.`;
}

function listed(named: string[], count: number): string {
	const rest = count - named.length;
	return [...named, ...(rest > 0 ? [`${rest} more`] : [])].join('; ');
}
