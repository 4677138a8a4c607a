import type { FastifyInstance, FastifyReply, FastifyRequest, HTTPMethods } from 'fastify';
import { installPipeline } from '../core/pipeline.mts';
import { Refusal } from '../core/refusal.mts';
import type { State } from '../core/state.mts';
import * as schemas from './schemas.mts';
import { zApiSends } from './sends.mts';
import { CALLBACK_ROUTES, zApiSettings } from './settings.mts';
import { authenticate, NOT_FOUND, sendError, zApiAdapter } from './adapter.mts';

type Handler = (request: FastifyRequest, reply: FastifyReply) => void;

const METHODS: HTTPMethods[] = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'];

/** Z-API below /instances/:instance/token/:token. */
export function zApiRoutes(state: State) {
	return async (app: FastifyInstance): Promise<void> => {
		const adapter = zApiAdapter(state);
		const sends = zApiSends(state, adapter);
		const settings = zApiSettings(adapter);
		installPipeline(app, state, adapter);
		app.setErrorHandler(sendError);

		/** One route with all its verbs; every other verb on it is a 405. */
		function route(name: string, handlers: Record<string, [Handler, object?]>): void {
			const config = { route: name };
			for (const [method, [handler, body]] of Object.entries(handlers)) {
				app.route({
					method: method as HTTPMethods,
					url: `/${name}`,
					config,
					schema: body ? { body } : undefined,
					onRequest: async (request) => authenticate(request),
					handler,
				});
			}
			app.route({
				method: METHODS.filter((method) => !(method in handlers)),
				url: `/${name}`,
				config,
				onRequest: async () => {
					throw new Refusal(405, 'Method Not Allowed');
				},
				handler: () => undefined,
			});
		}

		route('send-order', { POST: [sends.sendOrder, schemas.sendOrder] });
		route('order-status-update', { POST: [sends.updateOrder('orderStatus'), schemas.updateOrder] });
		route('order-payment-update', { POST: [sends.updateOrder('paymentStatus'), schemas.updateOrder] });
		route('send-button-pix', { POST: [sends.sendButtonPix, schemas.sendButtonPix] });
		route('status', { GET: [settings.status] });
		route('me', { GET: [settings.me] });
		for (const [name, url] of Object.entries(CALLBACK_ROUTES)) {
			route(name, { PUT: [settings.setCallback(url), schemas.callbackUrl] });
		}
		route('update-notify-sent-by-me', { PUT: [settings.setNotifySentByMe, schemas.notifySentByMe] });

		app.all('/*', (request, reply) => {
			request.context.entry.outcome = 'refused';
			void reply.code(404).send(NOT_FOUND);
		});
	};
}
