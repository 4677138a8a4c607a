import { randomBytes } from 'node:crypto';
import { chmod, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import getPort from 'get-port';
import { startSimulator } from '../../simulator/server.mts';
import { N8nApi } from '../lib/n8nApi.mts';
import type { N8nCommand } from '../lib/n8nServer.mts';
import { ownFolder } from '../lib/ownFolder.mts';
import { installPackage, packPackage, type PackedPackage } from '../lib/packageUnderTest.mts';
import { stagesFolder } from '../lib/paths.mts';
import { simulatorAt, type SimulatorControl } from '../../test/helpers/simulator.ts';
import { N8nProcess } from './n8nProcess.mts';
import { ensureServices, type Postgres, type Service, startPostgres, startRedis } from './services.mts';

/** Public https addresses of the webhook processors; the simulator tunnels them. The first is n8n's WEBHOOK_URL. */
export const PROCESSOR_ORIGINS = ['https://n8n.shop.example', 'https://n8n-2.shop.example'] as const;

/** Answer time of both providers. */
const PROVIDER_LATENCY_MS = 25;

/** n8n finds out sooner than with its own settings (30 and 60 s) that a worker is gone. */
const QUICK_STALL_SETTINGS = {
	QUEUE_WORKER_LOCK_DURATION: '20000',
	QUEUE_WORKER_LOCK_RENEW_TIME: '5000',
	QUEUE_WORKER_STALLED_INTERVAL: '10000',
};

/** Longest time until n8n knows that a worker is gone. */
export const QUICK_STALL_MS = 30_000;

/** n8n in queue mode as a shop would run it, and both providers. */
export interface Cluster {
	postgres: Postgres;
	redis: { port: number; service: Service };
	main: N8nProcess;
	processors: N8nProcess[];
	workers: N8nProcess[];
	api: N8nApi;
	control: SimulatorControl;
	packed: PackedPackage;
	processes(): N8nProcess[];
	close(): Promise<void>;
}

/** Starts everything: services, n8n main, webhook processors and two workers, all with the packed package. */
export async function openCluster(processorCount: number, say: (text: string) => void): Promise<Cluster> {
	const packed = await packPackage();
	await ensureServices();
	const cleanUps: Array<() => Promise<void>> = [];
	let closing: Promise<void> | undefined;
	const end = async () => {
		for (const cleanUp of cleanUps.reverse()) await cleanUp();
	};
	const close = async () => await (closing ??= end());
	try {
		const data = await newDataFolder();
		cleanUps.push(async () => await rm(data, { recursive: true, force: true }));
		const redis = await startRedis(join(data, 'redis'));
		cleanUps.push(async () => await redis.service.stop());
		const postgres = await startPostgres(join(data, 'postgres'));
		cleanUps.push(async () => await postgres.service.stop());
		say('Redis and PostgreSQL are ready');
		const simulator = await startSimulator({ latencyMs: PROVIDER_LATENCY_MS });
		cleanUps.push(async () => await simulator.stop());
		const control = simulatorAt(simulator.url);

		const env = queueSettings(redis, postgres);
		const userFolders = await ownFolder(stagesFolder, 'queue');
		cleanUps.push(async () => await rm(userFolders, { recursive: true, force: true }));
		const create = async (name: string, command: N8nCommand) => {
			const userFolder = join(userFolders, name);
			await installPackage(packed, userFolder);
			const n8n = new N8nProcess({ name, command, port: await getPort(), userFolder, env });
			cleanUps.push(async () => await n8n.stop());
			return n8n;
		};
		const main = await create('queue-main', 'start');
		// First and alone: it creates the tables.
		await main.start();
		const api = await N8nApi.signUp(main.url);
		say(`n8n main is ready at ${main.url}`);
		const numbers = (count: number) => Array.from({ length: count }, (_, index) => index + 1);
		const processors: N8nProcess[] = [];
		for (const number of numbers(processorCount)) {
			processors.push(await create(`queue-webhook-${number}`, 'webhook'));
		}
		const workers: N8nProcess[] = [];
		for (const number of numbers(2)) workers.push(await create(`queue-worker-${number}`, 'worker'));
		await Promise.all([...processors, ...workers].map(async (n8n) => await n8n.start()));
		for (const [index, { url }] of processors.entries()) {
			await control.tunnel(PROCESSOR_ORIGINS[index] ?? '', url);
		}
		say(`${processorCount} webhook processor(s) and 2 workers are ready`);
		const processes = () => [main, ...processors, ...workers];
		return { postgres, redis, main, processors, workers, api, control, packed, processes, close };
	} catch (error) {
		await close();
		throw error;
	}
}

/** What all n8n processes share. */
function queueSettings({ port }: { port: number }, postgres: Postgres): Record<string, string> {
	return {
		EXECUTIONS_MODE: 'queue',
		N8N_ENCRYPTION_KEY: randomBytes(24).toString('hex'),
		QUEUE_BULL_REDIS_HOST: '127.0.0.1',
		QUEUE_BULL_REDIS_PORT: String(port),
		...QUICK_STALL_SETTINGS,
		// n8n's own default of 2 connections keeps ten executions waiting for each other.
		DB_POSTGRESDB_POOL_SIZE: '10',
		...postgres.env,
		WEBHOOK_URL: `${PROCESSOR_ORIGINS[0]}/`,
		// An event of a trigger costs no expression sandbox when nothing in its node is an expression.
		N8N_EXPRESSION_ENGINE_LAZY_ACQUIRE: 'true',
		// Webhooks are for the webhook processors alone.
		N8N_DISABLE_PRODUCTION_MAIN_PROCESS: 'true',
	};
}

/** A folder that PostgreSQL's own user can enter. */
async function newDataFolder(): Promise<string> {
	const name = 'whatsapp-commerce-queue';
	const folder = await ownFolder(tmpdir(), name, `${name}-`);
	await chmod(folder, 0o711);
	return folder;
}
