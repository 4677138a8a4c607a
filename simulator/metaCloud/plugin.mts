import type { FastifyInstance } from 'fastify';
import { metaControlRoutes } from './control.mts';
import { MetaHost } from './host.mts';
import { metaCloudRoutes, VERSION_PREFIX } from './routes.mts';

/** The Cloud API and its control calls below /_meta, standing on their own. */
export function metaCloudSimulator() {
	return async (app: FastifyInstance): Promise<void> => {
		const host = new MetaHost();
		await app.register(metaCloudRoutes(host), { prefix: VERSION_PREFIX });
		await app.register(metaControlRoutes(host), { prefix: '/_meta' });
	};
}
