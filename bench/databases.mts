import { chmod, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ensureServices, startPostgres } from '../sandbox/queue/services.mts';
import { ownFolder } from '../sandbox/lib/ownFolder.mts';

export const DATABASES = ['sqlite', 'postgresql'] as const;
export type Database = (typeof DATABASES)[number];

/** A fresh database for n8n: the settings that make n8n use it, and what ends it. */
export async function openDatabase(database: Database) {
	if (database === 'sqlite') return { env: {}, close: async () => {} };
	await ensureServices();
	const name = 'whatsapp-commerce-bench';
	const folder = await ownFolder(tmpdir(), name, `${name}-`);
	// PostgreSQL's own user has to get in.
	await chmod(folder, 0o711);
	const postgres = await startPostgres(join(folder, 'postgres'));
	const close = async () => {
		await postgres.service.stop();
		await rm(folder, { recursive: true, force: true });
	};
	return { env: postgres.env, close };
}
