import type { FailureCause } from '../../api/exchange';

interface Meaning {
	what: string;
	next: string;
	cause?: FailureCause;
}

const BAD_VALUE: Meaning = {
	what: 'WhatsApp did not accept a value of this message',
	next: 'Check the length of the texts, the amounts and the payment method of this item.',
};
const NO_PERMISSION: Meaning = {
	what: 'WhatsApp does not let this business account do that',
	next: 'Reconnect the channel in the Hub dashboard and check its permissions.',
	cause: 'credential-invalid',
};
const ACCOUNT_STOPPED: Meaning = {
	what: 'WhatsApp has locked or restricted this business account',
	next: 'Stop sending and open the account in Meta Business Manager.',
	cause: 'quota-exhausted',
};
const TRANSIENT: Meaning = {
	what: 'WhatsApp had a temporary fault and did not send the message',
	next: 'Send this item again later.',
	cause: 'temporarily-unavailable',
};
const TOO_FAST: Meaning = {
	what: 'WhatsApp limits how fast this number may send',
	next: 'Lower Max Concurrent Requests under Options, or send later.',
	cause: 'rate-limited',
};
const TEMPLATE: Meaning = {
	what: 'WhatsApp did not accept the template',
	next: 'Check in the Hub dashboard that the template is approved, of type ORDER_STATUS, and not paused.',
	cause: 'configuration-invalid',
};
const TRANSITION: Meaning = {
	what: 'WhatsApp does not allow this change of the order status',
	next: 'Completed and canceled orders cannot change any more: send a new payment request with a new reference ID.',
};

/** WhatsApp Cloud API codes that the Hub passes on (Meta, support/error-codes; payments-br/orders). */
const MEANINGS: Record<string, Meaning> = {
	'2': TRANSIENT,
	'4': TOO_FAST,
	'10': NO_PERMISSION,
	'100': BAD_VALUE,
	'190': NO_PERMISSION,
	'368': ACCOUNT_STOPPED,
	'2040': {
		what: 'This recipient cannot receive payment messages on WhatsApp',
		next: 'Both numbers must be Brazilian, and the app of the customer up to date. Send the payment code as text instead.',
	},
	'2046': TRANSITION,
	'2047': {
		what: 'WhatsApp does not cancel an order whose payment is pending or done',
		next: 'Refund the payment at the bank and tell the customer in a text.',
	},
	'80007': TOO_FAST,
	// The Hub's page pairs 130472 with "not a valid WhatsApp user"; elsewhere it is a Meta experiment: no reading of our own.
	'130429': TOO_FAST,
	'130497': ACCOUNT_STOPPED,
	'131000': TRANSIENT,
	'131005': NO_PERMISSION,
	'131008': BAD_VALUE,
	'131009': BAD_VALUE,
	'131016': TRANSIENT,
	'131021': {
		what: 'Sender and recipient are the same number',
		next: 'Use the number of the customer in Recipient Phone.',
	},
	'131026': {
		what: 'WhatsApp cannot deliver to this number',
		next: 'It may not be on WhatsApp, use an old app, or not have accepted the terms. Reach the customer in another way.',
	},
	'131031': ACCOUNT_STOPPED,
	'131042': {
		what: 'The WhatsApp business account has a billing problem',
		next: 'Settle it in Meta Business Manager; nothing is sent until then.',
		cause: 'quota-exhausted',
	},
	'131047': {
		what: 'The customer last wrote more than 24 hours ago',
		next: 'Send an order status with a template (Send As: Template); a payment request must wait until the customer writes.',
	},
	'131048': TOO_FAST,
	'131049': {
		what: 'WhatsApp withheld this message to limit how many the customer gets',
		next: 'Wait at least 24 hours before you send to this customer again.',
		cause: 'rate-limited',
	},
	'131050': {
		what: 'The customer has opted out of these messages',
		next: 'Do not send it again; reach the customer in another way.',
	},
	'131051': BAD_VALUE,
	'131053': BAD_VALUE,
	'131056': TOO_FAST,
	'132000': TEMPLATE,
	'132001': TEMPLATE,
	'132005': TEMPLATE,
	'132007': TEMPLATE,
	'132012': TEMPLATE,
	'132015': TEMPLATE,
	'132016': TEMPLATE,
	'133004': TRANSIENT,
	'134011': {
		what: 'The terms of WhatsApp Payments are not accepted for this account',
		next: 'Open the link that WhatsApp gives in its message and accept them.',
		cause: 'configuration-invalid',
	},
	'135000': BAD_VALUE,
	session_not_found: {
		what: 'The Hub has no open session for this channel',
		next: 'Reconnect the channel in the Hub dashboard.',
		cause: 'configuration-invalid',
	},
};

/** What a code that the Hub passes on means and what to do; undefined for codes we have no source for. */
export function explainMetaCode(code: string): Meaning | undefined {
	if (/^2\d\d$/.test(code)) return NO_PERMISSION;
	return Object.prototype.hasOwnProperty.call(MEANINGS, code) ? MEANINGS[code] : undefined;
}
