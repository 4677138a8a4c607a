import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { answer, installPipeline } from '../core/pipeline.mts';
import type { State } from '../core/state.mts';
import type { MetaAccount, MetaPhone } from './account.mts';
import { accountOf, metaAdapter, sendError } from './adapter.mts';
import { configurePhone, listEdge, readNode, subscribeApp, subscribedApps } from './graph.mts';
import { MetaRefusal } from './refusal.mts';
import { sendMessage } from './sends.mts';

/** Graph's versions, e.g. v25.0. */
export const VERSION_PREFIX = '/:version(^v\\d{1,2}\\.\\d$)';

type Params = { node: string; edge?: string };
type Query = Record<string, string>;
/** A call that is answered with what it gives. */
type Work = (request: FastifyRequest) => unknown;

/** The Cloud API below a version. */
export function metaCloudRoutes(state: State) {
	return async (app: FastifyInstance): Promise<void> => {
		const adapter = metaAdapter(state);
		installPipeline(app, state, adapter);
		app.setErrorHandler(sendError);
		// Some calls have no body, whatever content type their client writes on them.
		app.addContentTypeParser('*', { parseAs: 'string' }, (_request, body, done) => {
			if (body === '') return done(null, undefined);
			done(new MetaRefusal(100, 'The content type must be application/json'), undefined);
		});
		const answered = (work: Work) => async (request: FastifyRequest, reply: FastifyReply) => {
			answer(request, reply, adapter, await work(request));
			return reply;
		};

		app.post(
			'/:node/messages',
			{ config: { route: 'messages' } },
			answered((request) => sendMessage(state, accountOf(request), findPhone(request), request)),
		);
		app.get(
			'/:node',
			{ config: { route: 'node' } },
			answered((request) => readNode(accountOf(request), find(request), request.query as Query)),
		);
		app.post(
			'/:node',
			{ config: { route: 'node' } },
			answered((request) => configurePhone(state, accountOf(request), findPhone(request), request)),
		);
		app.get('/:node/:edge', { config: { route: 'edge' } }, answered(readEdge));
		app.post(
			'/:node/subscribed_apps',
			{ config: { route: 'edge' } },
			answered((request) => subscribeApp(state, findAccount(request), request)),
		);
		app.all('/*', () => {
			throw new MetaRefusal(100, 'Unsupported request');
		});
	};
}

function readEdge(request: FastifyRequest) {
	const account = findAccount(request);
	const { edge = '' } = request.params as Params;
	if (edge === 'subscribed_apps') return subscribedApps(account);
	if (edge !== 'phone_numbers' && edge !== 'message_templates') throw unknownObject(edge);
	return listEdge(account, edge, request.query as Query);
}

function find(request: FastifyRequest): MetaAccount | MetaPhone {
	const account = accountOf(request);
	const { node: id } = request.params as Params;
	const node = account.id === id ? account : account.phones.find((phone) => phone.id === id);
	if (!node) throw unknownObject(id);
	return node;
}

function findPhone(request: FastifyRequest): MetaPhone {
	const node = find(request);
	if (!('override' in node)) throw unknownObject(node.id);
	return node;
}

function findAccount(request: FastifyRequest): MetaAccount {
	const node = find(request);
	if ('override' in node) throw unknownObject(node.id);
	if (!node.canManage) throw new MetaRefusal(200, 'Requires whatsapp_business_management permission', 403);
	return node;
}

function unknownObject(id: string): MetaRefusal {
	return new MetaRefusal(
		100,
		`Unsupported request. Object with ID '${id}' does not exist or cannot be loaded`,
	);
}
