import type { FastifyRequest } from 'fastify';
import type { Json } from '../core/accounts.mts';
import type { MetaAccount, MetaPhone } from './account.mts';
import { check } from './check.mts';
import { verifyAddress } from './delivery.mts';
import type { State } from '../core/state.mts';
import { MetaRefusal } from './refusal.mts';
import * as schemas from './schemas.mts';

type Query = Record<string, string | undefined>;

/** GET /{account or phone}?fields=…: only the fields that the pages name. */
export function readNode(account: MetaAccount, node: MetaAccount | MetaPhone, { fields }: Query): Json {
	const known: Json =
		'override' in node
			? {
					id: node.id,
					display_phone_number: node.displayNumber,
					verified_name: node.verifiedName,
					webhook_configuration: configurationOf(account, node),
				}
			: { id: node.id, name: node.name };
	const names = (fields ?? 'id').split(',');
	const unknown = names.find((name) => !Object.hasOwn(known, name));
	if (unknown) throw new MetaRefusal(100, `Tried accessing nonexisting field (${unknown})`);
	return Object.fromEntries([...names, 'id'].map((name) => [name, known[name]]));
}

/** The addresses that are set; the others are left out (webhooks/override). */
function configurationOf(account: MetaAccount, phone: MetaPhone): Json {
	return {
		...(phone.override && { phone_number: phone.override.url }),
		...(account.accountOverride && { whatsapp_business_account: account.accountOverride.url }),
		...(account.appAddress && { application: account.appAddress.url }),
	};
}

/** POST /{phone}: sets the address of the number, verified while this runs, or takes it away. */
export async function configurePhone(
	state: State,
	account: MetaAccount,
	phone: MetaPhone,
	{ body }: FastifyRequest,
): Promise<Json> {
	check(schemas.phoneSettings, body ?? {}, '');
	const { override_callback_uri: url, verify_token: verifyToken } = (
		body as { webhook_configuration: { override_callback_uri: string; verify_token?: string } }
	).webhook_configuration;
	if (url === '') {
		phone.override = null;
		return { success: true };
	}
	if (!verifyToken) throw new MetaRefusal(131008, 'webhook_configuration.verify_token is required');
	const address = { url, verifyToken };
	await verifyAddress(state, account, address);
	phone.override = address;
	return { success: true };
}

/** POST /{account}/subscribed_apps: subscribes the app; without an address it takes away the account's. */
export async function subscribeApp(
	state: State,
	account: MetaAccount,
	{ body }: FastifyRequest,
): Promise<Json> {
	if (body === undefined || body === null) {
		account.subscribed = true;
		account.accountOverride = null;
		return { success: true };
	}
	check(schemas.accountOverride, body, '');
	const { override_callback_uri: url, verify_token: verifyToken } = body as Record<string, string>;
	await verifyAddress(state, account, { url, verifyToken });
	account.subscribed = true;
	account.accountOverride = { url, verifyToken };
	return { success: true };
}

/** GET /{account}/subscribed_apps. */
export function subscribedApps({ subscribed, accountOverride }: MetaAccount): Json {
	const app = {
		id: '670843887433847',
		name: 'Example App',
		link: 'https://www.facebook.com/games/?app_id=1',
	};
	const override = accountOverride && { override_callback_uri: accountOverride.url };
	return { data: subscribed ? [{ whatsapp_business_api_data: app, ...override }] : [] };
}

/** GET /{account}/phone_numbers and /{account}/message_templates, page by page. */
export function listEdge(account: MetaAccount, edge: string, query: Query): Json {
	const all: Json[] =
		edge === 'phone_numbers'
			? account.phones.map((phone) => ({
					verified_name: phone.verifiedName,
					display_phone_number: phone.displayNumber,
					quality_rating: 'GREEN',
					id: phone.id,
				}))
			: account.templates.map((template) => ({ ...template }));
	const { limit = '25', after } = query;
	const size = Number(limit);
	if (!/^\d{1,4}$/.test(limit) || size < 1) throw new MetaRefusal(100, 'limit must be a positive number');
	const from = after === undefined ? 0 : Number(Buffer.from(after, 'base64').toString());
	if (!Number.isSafeInteger(from) || from < 0) throw new MetaRefusal(100, 'Invalid cursor');
	const data = all.slice(from, from + size);
	const cursor = (position: number) => Buffer.from(String(position)).toString('base64');
	const end = from + data.length;
	return {
		data,
		paging: {
			cursors: { before: cursor(from), after: cursor(end) },
			...(end < all.length && {
				next: `https://graph.facebook.com/${account.id}/${edge}?after=${cursor(end)}`,
			}),
		},
	};
}
