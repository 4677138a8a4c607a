import type { FastifyInstance } from 'fastify';
import { installPipeline } from '../core/pipeline.mts';
import { Refusal } from '../core/refusal.mts';
import type { State } from '../core/state.mts';
import * as schemas from './schemas.mts';
import { sendMessage } from './sends.mts';
import { authenticate, hubAdapter, sendError } from './adapter.mts';
import { hubWebhooks } from './webhooks.mts';

/** Hub Chatt2.me below /v1. */
export function hubRoutes(state: State) {
	return async (app: FastifyInstance): Promise<void> => {
		const adapter = hubAdapter(state);
		const hooks = hubWebhooks(state, adapter);
		installPipeline(app, state, adapter);
		app.setErrorHandler(sendError);
		app.addHook('onRequest', async (request) => authenticate(request));

		const webhook = { route: 'webhook' };
		app.post(
			'/communication/whatsapp/message',
			{ schema: { body: schemas.message }, config: { route: 'message' } },
			sendMessage(state, adapter),
		);
		app.post(
			'/organization/webhook',
			{ schema: { body: schemas.createWebhook }, config: webhook },
			hooks.create,
		);
		app.get('/organization/webhook', { config: webhook }, hooks.list);
		app.get('/organization/webhook/:webhookId', { config: webhook }, hooks.read);
		app.patch(
			'/organization/webhook/:webhookId',
			{ schema: { body: schemas.updateWebhook }, config: webhook },
			hooks.update,
		);
		app.delete('/organization/webhook/:webhookId', { config: webhook }, hooks.remove);
		app.all('/*', async () => {
			throw new Refusal(404, 'Route not found', 'not_found');
		});
	};
}
