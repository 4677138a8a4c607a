import type { IDataObject, INodeParameters } from 'n8n-workflow';
import type { CredentialInput } from './engine/credentials';
import type { ActionOptions, ActionRun } from './engine/runAction';
import { runAction } from './engine/runAction';
import { simulator, type MetaAccount } from './simulator';
import { itemRows } from './parameters';
import { simulatorUrl } from './simulatorUrl.cjs';

/** Members of the credential, as they are saved. */
export type MetaCredential = { [name: string]: string };

/** The credential of a simulated business account, as its owner would fill it in. */
export function metaCredential(account: MetaAccount, changes: MetaCredential = {}): CredentialInput {
	const { token: accessToken, account: businessAccountId, appSecret } = account;
	return {
		metaCloudApi: { accessToken, businessAccountId, appSecret, baseUrl: simulatorUrl, ...changes },
	};
}

/** What Phone Number and Template hold once something was typed into them. */
export const byId = (value: string) => ({ __rl: true, mode: 'id', value });
export const byName = (value: string) => ({ __rl: true, mode: 'name', value });

export const META_CUSTOMER = '5544999999999';
export const META_USER_ID = 'BR.1502576394655843';

/** A payment request by link with nothing optional set. The number is filled in by throughMeta. */
export function metaCharge(changes: INodeParameters = {}): INodeParameters {
	const base: INodeParameters = {
		resource: 'order',
		operation: 'paymentRequest',
		referenceId: 'order-1042',
		sendAs: 'text',
		bodyText: 'Your order',
		...itemRows({ name: 'Cake', quantity: 1, unitPrice: '500.00', retailerId: '1234567' }),
		paymentMethods: ['payment_link'],
		paymentUrl: 'https://pay.example.com/order-1042',
	};
	return dropped({ ...base, ...changes });
}

/** Like the editor: fields of a choice that is no longer made are gone. */
function dropped(parameters: INodeParameters): INodeParameters {
	const { sendAs, charge, paymentMethods, itemsSource } = parameters;
	const gone = [
		...(sendAs === 'text' ? [] : ['bodyText']),
		...(sendAs === 'paymentButtons' || charge === 'total' ? ['itemsSource', 'items'] : []),
		...(itemsSource === 'fromJson' ? ['items'] : []),
		...(String(paymentMethods).includes('payment_link') ? [] : ['paymentUrl']),
	];
	return Object.fromEntries(Object.entries(parameters).filter(([name]) => !gone.includes(name)));
}

/** A run with what reached WhatsApp. */
export interface MetaRun {
	run: ActionRun;
	account: MetaAccount;
	/** Bodies of the messages that were taken. */
	bodies: unknown[];
}

export interface MetaRunOptions extends ActionOptions {
	items?: IDataObject[];
	account?: MetaAccount;
	/** What the credential says of the shop. */
	shop?: MetaCredential;
}

/** An order status or a payment update within 24 hours. */
export function metaUpdate(
	operation: 'orderStatus' | 'orderPaymentUpdate',
	changes: INodeParameters = {},
): INodeParameters {
	return { resource: 'order', operation, referenceId: 'order-1042', bodyText: 'mandatory', ...changes };
}

/** Runs the node with a business account whose customers wrote a moment ago. */
export async function throughMeta(
	parameters: INodeParameters,
	{ items = [{}], account: given, shop, ...options }: MetaRunOptions = {},
): Promise<MetaRun> {
	const account = given ?? (await simulator.createMeta({ windows: 'open' }));
	const filledIn = {
		provider: 'metaCloud',
		phoneNumberId: byId(account.phones[0].id),
		phone: META_CUSTOMER,
		...parameters,
	};
	const run = await runAction(filledIn, items, { credentials: metaCredential(account, shop), ...options });
	const messages = await simulator.messages(account.account);
	return { run, account, bodies: messages.map(({ body }) => body) };
}

/** What the customer of a reference sees: the status of the order and of its payment. */
export async function orderOf(account: MetaAccount, referenceId: string): Promise<unknown> {
	const orders = await simulator.orders(account.account);
	return orders.find((order) => order.referenceId === referenceId);
}
