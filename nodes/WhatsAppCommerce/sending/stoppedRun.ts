/** A message of a stopped run that did not go out as wished. */
export interface FailedSend {
	itemIndex: number;
	/** refused, unknown or notSent. */
	outcome: string;
	/** Recipient; absent when the item failed before it was read. */
	phone?: unknown;
	referenceId?: unknown;
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
 * node learns about the others. Names each further message whose outcome is unknown. Empty for a single item.
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
	const unknown = failed.slice(1).filter(({ outcome }) => outcome === 'unknown');
	return [
		`Of ${itemCount} items: ${counts.join(', ')}.`,
		...(unknown.length === 0 ? [] : [nameUnknown(unknown)]),
		'Retrying this node will not resend messages that were already sent.',
	].join(' ');
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
	const rest = unknown.length - named.length;
	const list = [...named, ...(rest > 0 ? [`${rest} more`] : [])].join('; ');
	return `These may also have been sent; check them too: ${list}.`;
}
