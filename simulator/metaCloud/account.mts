import { randomBytes, randomInt } from 'node:crypto';
import { newBase, type AccountBase, type Json } from '../core/accounts.mts';

/** Where events go, and the token that the address is verified with. */
export interface CallbackAddress {
	url: string;
	verifyToken: string;
}

export interface MetaPhone {
	id: string;
	displayNumber: string;
	verifiedName: string;
	/** Also used in the WhatsApp Business app: 20 messages per second instead of 80. */
	coexistence: boolean;
	override: CallbackAddress | null;
}

export interface TemplateButton {
	type: 'ORDER_DETAILS' | 'PAYMENT_REQUEST' | 'QUICK_REPLY' | 'URL';
	text: string;
	/** PAYMENT_REQUEST: what the button copies or opens. */
	payment_setting?: { type: string };
}

export interface MetaTemplate {
	id: string;
	name: string;
	language: string;
	status: 'APPROVED' | 'PENDING' | 'PAUSED' | 'REJECTED';
	category: string;
	sub_category?: string;
	display_format?: string;
	components: Array<Json & { type: string; format?: string; text?: string; buttons?: TemplateButton[] }>;
}

/** An order as the customer sees it, known by the reference of its message. */
export interface MetaOrder {
	phoneNumberId: string;
	referenceId: string;
	recipient: string;
	orderStatus: string;
	paymentStatus: string | null;
}

/** One business account with its app. */
export interface MetaAccount extends AccountBase {
	provider: 'metaCloud';
	name: string;
	token: string;
	appSecret: string;
	/** Header that carries the token; with another name than authorization, the bare token. */
	authHeader: string;
	/** Whether the token has whatsapp_business_management: lists, webhooks. */
	canManage: boolean;
	phones: MetaPhone[];
	templates: MetaTemplate[];
	/** Whether the app gets events of the account at all. */
	subscribed: boolean;
	accountOverride: CallbackAddress | null;
	appAddress: CallbackAddress | null;
	httpsOnly: boolean;
	/** tracked: free messages only within 24 hours after the customer wrote. */
	windows: 'tracked' | 'open';
	/** How a closed window is reported: by a failed status, or at once. */
	closedWindow: 'async' | 'sync';
	/** How a reference that was used before is reported; no document says. */
	repeatedReference: 'async' | 'sync';
	/** Messages a second for a number, and for one with coexistence. */
	perSecond: number;
	perSecondInCoexistence: number;
	/** HTTP status of 130429 and 131056; senders have seen 400, 403 and 429. */
	rateLimitStatus: number;
	/** Messages to one customer within a minute before 131056; no document gives a number. */
	pairLimit: number;
	paymentTermsAccepted: boolean;
	/** Numbers that WhatsApp knows otherwise than they are written, e.g. without the ninth digit. */
	waIds: Record<string, string>;
	/** Wait before a delivery that was not answered with 200 is tried again; and how often. */
	retryDelayMs: number;
	maxRetries: number;
	/** True: sent and delivered come in one call, as two statuses of one change. */
	batchStatuses: boolean;
	orders: Map<string, MetaOrder>;
	/** When a customer last wrote, by phone number ID and customer. */
	lastWrote: Map<string, number>;
	/** Times of the sends of each number and of each pair, newest last. */
	sendTimes: Map<string, number[]>;
}

/** Fifteen or sixteen digits, as Graph's IDs look. */
export function graphId(): string {
	return `1${String(randomInt(1e7, 1e8))}${String(randomInt(1e6, 1e7))}`;
}

/** A message ID as the Cloud API gives it. */
export function messageId(): string {
	return `wamid.HBg${randomBytes(24).toString('base64')}`;
}

const button = (type: TemplateButton['type'], text: string, setting?: string): TemplateButton => ({
	type,
	text,
	...(setting && { payment_setting: { type: setting } }),
});

function template(name: string, buttons: TemplateButton[], more: Partial<MetaTemplate> = {}): MetaTemplate {
	return {
		id: graphId(),
		name,
		language: 'pt_BR',
		status: 'APPROVED',
		category: 'UTILITY',
		components: [
			{ type: 'BODY', text: 'Hello {{1}}, here is your order.' },
			...(buttons.length > 0 ? [{ type: 'BUTTONS', buttons }] : []),
		],
		...more,
	};
}

/** One of each kind, and one that is paused. */
export function defaultTemplates(): MetaTemplate[] {
	const order = button('ORDER_DETAILS', 'Copy Pix code');
	return [
		template('charge_pix', [order], { display_format: 'ORDER_DETAILS' }),
		template('charge_boleto', [order], {
			display_format: 'ORDER_DETAILS',
			components: [
				{ type: 'HEADER', format: 'DOCUMENT' },
				{ type: 'BODY', text: 'Hello {{1}}, your boleto of {{2}}.' },
				{ type: 'BUTTONS', buttons: [order] },
			],
		}),
		template('pay_now', [
			button('PAYMENT_REQUEST', 'Copy Pix code', 'pix_dynamic_code'),
			button('PAYMENT_REQUEST', 'Copy Boleto code', 'boleto'),
			button('PAYMENT_REQUEST', 'Open payment link', 'payment_link'),
		]),
		template('order_news', [], {
			sub_category: 'ORDER_STATUS',
			components: [
				{ type: 'BODY', text: 'News of your order' },
				{ type: 'FOOTER', text: 'Thank you' },
			],
		}),
		template('paused_pix', [order], { status: 'PAUSED', display_format: 'ORDER_DETAILS' }),
		template('greeting', [], { category: 'MARKETING' }),
	];
}

/** A business account with fresh secrets, one Brazilian number and no webhook. */
export function newMetaAccount(given: Partial<MetaAccount> = {}): MetaAccount {
	return {
		...newBase(),
		provider: 'metaCloud',
		id: graphId(),
		name: 'Example Shop',
		token: `EAA${randomBytes(60).toString('hex')}`,
		appSecret: randomBytes(16).toString('hex'),
		authHeader: 'authorization',
		canManage: true,
		phones: [newPhone()],
		templates: defaultTemplates(),
		subscribed: true,
		accountOverride: null,
		appAddress: null,
		httpsOnly: true,
		windows: 'tracked',
		closedWindow: 'async',
		repeatedReference: 'sync',
		perSecond: 80,
		perSecondInCoexistence: 20,
		rateLimitStatus: 403,
		pairLimit: 45,
		paymentTermsAccepted: true,
		waIds: {},
		retryDelayMs: 50,
		maxRetries: 5,
		batchStatuses: false,
		orders: new Map(),
		lastWrote: new Map(),
		sendTimes: new Map(),
		...given,
	};
}

/** A Brazilian business number. */
export function newPhone(given: Partial<MetaPhone> = {}): MetaPhone {
	const number = { displayNumber: '+55 11 90000-0001', verifiedName: 'Example Shop' };
	return { id: graphId(), ...number, coexistence: false, override: null, ...given };
}
