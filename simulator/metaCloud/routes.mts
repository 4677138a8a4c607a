import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { MetaAccount, MetaPhone } from './account.mts';
import { configurePhone, listEdge, readNode, subscribeApp, subscribedApps } from './graph.mts';
import type { MetaPorts } from './ports.mts';
import { errorBody, MetaRefusal } from './refusal.mts';
import { sendMessage } from './sends.mts';

/** Graph's versions, e.g. v25.0. */
export const VERSION_PREFIX = '/:version(^v\\d{1,2}\\.\\d$)';

type Params = { node: string; edge?: string };

/** The Cloud API below a version. */
export function metaCloudRoutes(ports: MetaPorts) {
	return async (app: FastifyInstance): Promise<void> => {
		app.setErrorHandler(sendError);
		// Some calls have no body, whatever content type their client writes on them.
		app.addContentTypeParser('*', { parseAs: 'string' }, (_request, body, done) => {
			if (body === '') return done(null, undefined);
			done(new MetaRefusal(100, 'The content type must be application/json'), undefined);
		});

		app.post('/:node/messages', { config: { route: 'messages' } }, async (request, reply) => {
			const { account, node } = find(ports, request);
			if (!('override' in node)) throw unknownObject(node.id);
			await sendMessage(ports, account, node, request, reply);
			return reply;
		});
		app.get('/:node', { config: { route: 'node' } }, (request, reply) => {
			const { account, node } = find(ports, request);
			ports.answer(request, reply, readNode(account, node, request.query as Record<string, string>));
		});
		app.post('/:node', { config: { route: 'node' } }, async (request, reply) => {
			const { account, node } = find(ports, request);
			if (!('override' in node)) throw unknownObject(node.id);
			ports.answer(request, reply, await configurePhone(ports, account, node, request));
			return reply;
		});
		app.get('/:node/:edge', { config: { route: 'edge' } }, (request, reply) => {
			const account = findAccount(ports, request);
			ports.answer(request, reply, readEdge(account, request));
		});
		app.post('/:node/subscribed_apps', { config: { route: 'edge' } }, async (request, reply) => {
			const account = findAccount(ports, request);
			ports.answer(request, reply, await subscribeApp(ports, account, request));
			return reply;
		});
		app.all('/*', () => {
			throw new MetaRefusal(100, 'Unsupported request');
		});
	};
}

function readEdge(account: MetaAccount, request: FastifyRequest) {
	const { edge = '' } = request.params as Params;
	if (edge === 'subscribed_apps') return subscribedApps(account);
	if (edge !== 'phone_numbers' && edge !== 'message_templates') throw unknownObject(edge);
	return listEdge(account, edge, request.query as Record<string, string>);
}

/** The account of a token; refuses a missing or a wrong one. */
export function accountOfToken(ports: MetaPorts, request: FastifyRequest): MetaAccount | null {
	for (const account of ports.accounts()) {
		const given = request.headers[account.authHeader.toLowerCase()];
		const isBearer = account.authHeader.toLowerCase() === 'authorization';
		if (given === (isBearer ? `Bearer ${account.token}` : account.token)) return account;
	}
	return null;
}

function find(
	ports: MetaPorts,
	request: FastifyRequest,
): { account: MetaAccount; node: MetaAccount | MetaPhone } {
	const account = accountOfToken(ports, request);
	if (!account) {
		const isMissing = request.headers.authorization === undefined;
		throw isMissing
			? new MetaRefusal(200, 'No access token was provided.', 401)
			: new MetaRefusal(190, 'Invalid OAuth access token - Cannot parse access token', 401);
	}
	const { node: id } = request.params as Params;
	const node = account.id === id ? account : account.phones.find((phone) => phone.id === id);
	if (!node) throw unknownObject(id);
	return { account, node };
}

function findAccount(ports: MetaPorts, request: FastifyRequest): MetaAccount {
	const { account, node } = find(ports, request);
	if (node !== account) throw unknownObject((node as MetaPhone).id);
	if (!account.canManage) throw new MetaRefusal(200, 'Requires whatsapp_business_management permission', 403);
	return account;
}

function unknownObject(id: string): MetaRefusal {
	return new MetaRefusal(
		100,
		`Unsupported request. Object with ID '${id}' does not exist or cannot be loaded`,
	);
}

type FrameworkError = Error & { statusCode?: number };

function sendError(error: FrameworkError, _request: FastifyRequest, reply: FastifyReply): void {
	if (error instanceof MetaRefusal) {
		void reply.code(error.statusCode).send(errorBody(error.code, error.details));
		return;
	}
	const status = error.statusCode ?? 500;
	void reply.code(status).send(errorBody(status < 500 ? 100 : 131000, error.message));
}
