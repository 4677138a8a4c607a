import { ownMember } from '../../../commerce/domain/looseJson';
import type { FailureCause } from './exchange';

/** Who passes the code on: the places where a user mends things differ. */
export type MetaCodeSource = 'hub' | 'metaCloud';

/** What a code means, and what to do about it in the words of each source. */
export interface Meaning {
	what: string;
	next: string | Readonly<Record<MetaCodeSource, string>>;
	cause?: FailureCause;
	/** A code that the other source does not use, or that we read no meaning into there. */
	only?: MetaCodeSource;
	/** What an immediate reply with this code says of the send; see effectOfMetaCode (metaErrors.ts). */
	effect?: MetaCodeEffect;
}

/** `busy`: not processed, come back later. `unsure`: with an HTTP 5xx the message may have gone out. */
export type MetaCodeEffect = 'busy' | 'unsure';

const BAD_VALUE: Meaning = {
	what: 'WhatsApp did not accept a value of this message',
	next: {
		hub: 'Check the length of the texts, the amounts and the payment method of this item.',
		metaCloud:
			'Check the value that WhatsApp names. A reference ID can be used for one payment request only: add a sequence number for another one.',
	},
};
const NO_PERMISSION: Meaning = {
	what: 'WhatsApp does not let this business account do that',
	next: {
		hub: 'Reconnect the channel in the Hub dashboard and check its permissions.',
		metaCloud:
			'Check in Meta Business Settings that the system user may use this WhatsApp account and that its token has whatsapp_business_messaging and whatsapp_business_management.',
	},
	cause: 'credential-invalid',
};
const BAD_TOKEN: Meaning = {
	what: 'WhatsApp did not accept the access token',
	next: {
		hub: 'Reconnect the channel in the Hub dashboard and check its permissions.',
		metaCloud:
			'The token may have expired or been revoked: create a system user token that does not expire in Meta Business Settings and paste it into the credential.',
	},
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
const BUSY: Meaning = { ...TOO_FAST, effect: 'busy' };
const MAYBE_SENT: Meaning = { ...TRANSIENT, effect: 'unsure' };
const MEDIA: Meaning = {
	what: 'WhatsApp could not load the image or document of this message',
	next: 'Check that its address opens without a login and gives the right kind of file.',
};
const TEMPLATE: Meaning = {
	what: 'WhatsApp did not accept the template',
	next: {
		hub: 'Check in the Hub dashboard that the template is approved, of type ORDER_STATUS, and not paused.',
		metaCloud:
			'Check in WhatsApp Manager that the template is approved in this language, not paused, and has the buttons and variables that this message fills in.',
	},
	cause: 'configuration-invalid',
};
const ACCOUNT_NOT_READY: Meaning = {
	what: 'This phone number is not ready to send on WhatsApp',
	next: {
		hub: 'Check the channel in the Hub dashboard: its number must be registered, with an approved display name.',
		metaCloud: 'Check in WhatsApp Manager that the number is registered and its display name approved.',
	},
	cause: 'configuration-invalid',
};
const TRANSITION: Meaning = {
	what: 'WhatsApp does not allow this change of the order status',
	next: 'Completed and canceled orders cannot change any more: send a new payment request with a new reference ID.',
};

/** WhatsApp Cloud API codes (Meta, support/error-codes, payments-br/orders, business-scoped-user-ids). */
const MEANINGS: Record<string, Meaning> = {
	'0': BAD_TOKEN,
	'1': MAYBE_SENT,
	'2': MAYBE_SENT,
	'3': NO_PERMISSION,
	'4': BUSY,
	'10': NO_PERMISSION,
	'33': {
		what: 'WhatsApp does not know this phone number ID, or it was deleted',
		next: {
			hub: 'Reconnect the channel in the Hub dashboard.',
			metaCloud: 'Choose the phone number again: its ID is in WhatsApp Manager under Phone Numbers.',
		},
		cause: 'configuration-invalid',
	},
	'100': BAD_VALUE,
	'104': BUSY,
	'190': BAD_TOKEN,
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
	'613': BUSY,
	'2200': {
		what: 'WhatsApp could not verify the webhook address',
		next: 'Its call must get through from the internet and be answered by whoever owns the address, with the same verify token.',
		cause: 'configuration-invalid',
		only: 'metaCloud',
	},
	'80007': BUSY,
	'130403': {
		what: 'The customer is blocked by this business number',
		next: 'Unblock the customer first, if the message is wanted.',
	},
	'130429': BUSY,
	// The Hub's page pairs 130472 with "not a valid WhatsApp user": no reading of our own there.
	'130472': {
		what: 'WhatsApp did not deliver because the customer is in one of its experiments',
		next: 'Sending it again does not help; reach the customer in another way.',
		only: 'metaCloud',
	},
	'130497': ACCOUNT_STOPPED,
	'131000': MAYBE_SENT,
	// Also the code of payments terms that nobody accepted; only the details say which (Meta, payments-br/overview).
	'131005': {
		...NO_PERMISSION,
		next: {
			hub: 'Reconnect the channel in the Hub dashboard and check its permissions.',
			metaCloud:
				'If WhatsApp gives a link, open it and accept the terms of WhatsApp Payments. Otherwise check that the token has whatsapp_business_messaging for this phone number.',
		},
	},
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
	'131030': {
		what: 'This recipient is not on the list of a test number',
		next: 'Add the customer to the recipients of the test number in the App Dashboard, or send from a number of your own.',
		cause: 'configuration-invalid',
	},
	'131031': ACCOUNT_STOPPED,
	'131037': ACCOUNT_NOT_READY,
	'131042': {
		what: 'The WhatsApp business account has a billing problem',
		next: 'Settle it in Meta Business Manager; nothing is sent until then.',
		cause: 'quota-exhausted',
	},
	'131045': ACCOUNT_NOT_READY,
	'131047': {
		what: 'The customer last wrote more than 24 hours ago',
		next: {
			hub: 'Send an order status with a template (Send As: Template); a payment request must wait until the customer writes.',
			metaCloud: 'Set Send As to Template, or wait until the customer writes.',
		},
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
	'131052': MEDIA,
	'131053': MEDIA,
	'131056': BUSY,
	'131057': TRANSIENT,
	'131062': {
		what: 'This message cannot be sent to a user ID',
		next: 'Use the phone number of the customer, or ask for it with a contact request first.',
	},
	'131063': TEMPLATE,
	'131064': TOO_FAST,
	'132000': TEMPLATE,
	'132001': TEMPLATE,
	'132005': TEMPLATE,
	'132007': TEMPLATE,
	'132012': TEMPLATE,
	'132015': TEMPLATE,
	'132016': TEMPLATE,
	'132018': TEMPLATE,
	'133004': TRANSIENT,
	'133010': ACCOUNT_NOT_READY,
	'134011': {
		what: 'The terms of WhatsApp Payments are not accepted for this account',
		next: 'Open the link that WhatsApp gives in its message and accept them.',
		cause: 'configuration-invalid',
	},
	'135000': BAD_VALUE,
	'2494100': TRANSIENT,
	session_not_found: {
		what: 'The Hub has no open session for this channel',
		next: 'Reconnect the channel in the Hub dashboard.',
		cause: 'configuration-invalid',
		only: 'hub',
	},
};

/** What WhatsApp's code means; undefined for codes that none of the sources has. */
export function findMeaning(code: string): Meaning | undefined {
	if (/^2\d\d$/.test(code)) return NO_PERMISSION;
	return ownMember(MEANINGS, code);
}
