import type { FastifyReply, FastifyRequest } from 'fastify';
import type { HubAccount, HubWebhook, Json } from '../core/accounts.mts';
import { hexId, uuid } from '../core/ids.mts';
import { answer, type ProviderAdapter } from '../core/pipeline.mts';
import { Refusal } from '../core/refusal.mts';
import { noteSecrets } from '../core/secretsFile.mts';
import type { State } from '../core/state.mts';
import { verifyEndpoint } from './deliver.mts';
import { accountOf } from './adapter.mts';

const MAX_PAGE = 50;

type Fields = Partial<
	Pick<
		HubWebhook,
		'label' | 'endpoint' | 'eventType' | 'authenticationProtocol' | 'headers' | 'requiresSignature' | 'scope'
	>
>;

/** CRUD below /v1/organization/webhook. */
export function hubWebhooks(state: State, adapter: ProviderAdapter) {
	return {
		async create(request: FastifyRequest, reply: FastifyReply): Promise<void> {
			const account = accountOf(request);
			const fields = request.body as Fields;
			checkEndpoint(fields.endpoint);
			const hook = newWebhook(fields);
			account.webhooks.set(hook.id, hook);
			await verifyEndpoint(state, account, hook);
			answer(request, reply, adapter, withSecret(account, hook), 201);
		},

		list(request: FastifyRequest, reply: FastifyReply): void {
			const account = accountOf(request);
			const query = request.query as Record<string, string>;
			const offset = readNumber(query.offset, 0, 0, Infinity, 'offset');
			const limit = readNumber(query.limit, 20, 1, MAX_PAGE, 'limit');
			const all = [...account.webhooks.values()];
			answer(request, reply, adapter, {
				data: all.slice(offset, offset + limit).map((hook) => shown(account, hook)),
				pagination: { offset, limit, total: all.length, totalPages: Math.ceil(all.length / limit) },
			});
		},

		read(request: FastifyRequest, reply: FastifyReply): void {
			answer(request, reply, adapter, shown(accountOf(request), find(request)));
		},

		async update(request: FastifyRequest, reply: FastifyReply): Promise<void> {
			const account = accountOf(request);
			const hook = find(request);
			const fields = request.body as Fields;
			if (fields.endpoint !== undefined) checkEndpoint(fields.endpoint);
			const signingStarts = fields.requiresSignature === true && !hook.requiresSignature;
			Object.assign(hook, fields, { lastModifiedDate: new Date().toISOString() });
			if (signingStarts) hook.secret = newSecret();
			if (!hook.requiresSignature) hook.secret = null;
			if (fields.endpoint !== undefined || fields.headers !== undefined)
				await verifyEndpoint(state, account, hook);
			answer(request, reply, adapter, signingStarts ? withSecret(account, hook) : shown(account, hook));
		},

		remove(request: FastifyRequest, reply: FastifyReply): void {
			accountOf(request).webhooks.delete(find(request).id);
			answer(request, reply, adapter, undefined, 204);
		},
	};
}

/** A webhook as kept; used for the control API too. */
export function newWebhook(fields: Fields): HubWebhook {
	const at = new Date().toISOString();
	noteSecrets(
		'webhook',
		(fields.headers ?? []).map(({ value }) => value),
	);
	return {
		id: uuid(),
		active: true,
		label: fields.label ?? '',
		eventType: fields.eventType ?? 'Message',
		endpoint: fields.endpoint ?? '',
		authenticationProtocol: fields.authenticationProtocol ?? 'NoAuthentication',
		headers: fields.headers ?? [],
		requiresSignature: fields.requiresSignature ?? false,
		scope: fields.scope ?? null,
		secret: fields.requiresSignature ? newSecret() : null,
		numberOfErrors: 0,
		isVerified: false,
		verifiedAt: null,
		createdDate: at,
		lastModifiedDate: at,
	};
}

function newSecret(): string {
	const secret = `whsec_${hexId(48).toLowerCase()}`;
	noteSecrets('webhook', [secret]);
	return secret;
}

/** The response object; headers and the secret are not in it. */
export function shown(account: HubAccount, hook: HubWebhook): Json {
	const { secret: _secret, headers: _headers, requiresSignature: _signed, ...visible } = hook;
	return { ...visible, applicationId: account.id };
}

/** The secret is shown once, when signing is switched on, under a name no document gives. */
function withSecret(account: HubAccount, hook: HubWebhook): Json {
	const body = shown(account, hook);
	return hook.secret && account.signingSecretField
		? { ...body, [account.signingSecretField]: hook.secret }
		: body;
}

function find(request: FastifyRequest): HubWebhook {
	const hook = accountOf(request).webhooks.get((request.params as { webhookId: string }).webhookId);
	if (!hook) throw new Refusal(404, 'Webhook not found', 'webhook_not_found');
	return hook;
}

function checkEndpoint(endpoint = ''): void {
	if (new URL(endpoint).protocol === 'https:') return;
	throw new Refusal(400, 'endpoint must be an HTTPS URL', 'invalid_endpoint');
}

function readNumber(
	text: string | undefined,
	absent: number,
	least: number,
	most: number,
	name: string,
): number {
	if (text === undefined) return absent;
	const value = Number(text);
	if (/^\d+$/.test(text) && value >= least && value <= most) return value;
	throw new Refusal(400, `${name} must be an integer from ${least}${most === Infinity ? '' : ` to ${most}`}`);
}
