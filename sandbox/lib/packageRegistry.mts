import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { createServer as createHttpServer } from 'node:http';
import { createServer as createHttpsServer } from 'node:https';
import { type AddressInfo, connect, type Server } from 'node:net';
import { basename, join } from 'node:path';
import express, { type Express } from 'express';
import { selfSignedCertificate } from '../../simulator/core/certificate.mts';
import type { PackedPackage } from './packageUnderTest.mts';

export interface PackageRegistry {
	/** Makes n8n, and the npm that it runs, find the package there. */
	env: Record<string, string>;
	/** Paths that were asked for. */
	asked: string[];
	close(): void;
}

/**
 * An npm registry with one package. n8n takes another registry than npm's only with a licence, so this one stands behind
 * an HTTPS proxy that leads every address to it.
 */
export async function startRegistry(packed: PackedPackage): Promise<PackageRegistry> {
	const asked: string[] = [];
	const app = await registryApp(packed, asked);
	const registry = createHttpsServer(selfSignedCertificate(), app);
	const port = await listen(registry);
	// A client either asks for a tunnel, or names the whole address.
	const proxy = createHttpServer(app);
	proxy.on('connect', (_request, client, head) => {
		const server = connect(port, '127.0.0.1', () => {
			client.write('HTTP/1.1 200 Connection established\r\n\r\n');
			server.write(head);
			server.pipe(client).pipe(server);
		});
		for (const socket of [client, server]) socket.on('error', () => socket.destroy());
	});
	const url = `http://127.0.0.1:${await listen(proxy)}`;
	const env = {
		HTTPS_PROXY: url,
		NO_PROXY: '127.0.0.1,localhost',
		// The certificate is the registry's own.
		NODE_TLS_REJECT_UNAUTHORIZED: '0',
		npm_config_strict_ssl: 'false',
		npm_config_https_proxy: url,
	};
	const close = () => {
		proxy.close();
		registry.close();
	};
	return { env, asked, close };
}

/** What npm asks of a registry: the package's versions, one of them, and the tarball. */
async function registryApp(
	{ name, version, folder, tarball }: PackedPackage,
	asked: string[],
): Promise<Express> {
	const manifest = JSON.parse(await readFile(join(folder, 'package.json'), 'utf8'));
	const bytes = await readFile(tarball);
	const integrity = `sha512-${createHash('sha512').update(bytes).digest('base64')}`;
	const shasum = createHash('sha1').update(bytes).digest('hex');
	const app = express();
	app.use(({ method, path }, _response, next) => {
		asked.push(`${method} ${path}`);
		next();
	});
	const published = (host: string | undefined) => {
		const file = `https://${host ?? 'localhost'}/${name}/-/${basename(tarball)}`;
		return { ...manifest, dist: { tarball: file, integrity, shasum } };
	};
	app.get(`/${name}`, ({ headers }, response) => {
		const tags = { latest: version };
		response.json({ name, 'dist-tags': tags, versions: { [version]: published(headers.host) } });
	});
	app.get([`/${name}/${version}`, `/${name}/latest`], ({ headers }, response) => {
		response.json(published(headers.host));
	});
	app.get(`/${name}/-/${basename(tarball)}`, (_request, response) => {
		response.type('application/octet-stream').send(bytes);
	});
	return app;
}

async function listen(server: Server): Promise<number> {
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	return (server.address() as AddressInfo).port;
}
