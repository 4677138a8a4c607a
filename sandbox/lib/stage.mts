import { existsSync } from 'node:fs';
import { copyFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type Simulator, startSimulator } from '../../simulator/server.mts';
import { type CredentialRef, N8nApi } from './n8nApi.mts';
import { CURRENT_N8N } from './n8nReleases.mts';
import { type N8nServer, startN8n } from './n8nServer.mts';
import { ownFolder } from './ownFolder.mts';
import { startRegistry } from './packageRegistry.mts';
import { installPackage, packPackage, type PackedPackage } from './packageUnderTest.mts';
import { artifactsFolder, stagesFolder } from './paths.mts';
import {
	type HubAccount,
	type MetaAccount,
	simulatorAt,
	type SimulatorControl,
	type ZApiAccount,
} from '../../test/helpers/simulator.ts';

/** The address under which the providers reach n8n. They take https only; the simulator tunnels it to n8n. */
export const PUBLIC_ORIGIN = 'https://n8n.shop.example';

/**
 * Makes n8n give its webhooks that address: N8N_WEBHOOK_URL; in older n8n WEBHOOK_URL, and the editor's address for
 * those that listen for a test event.
 */
export function publicAddress(version = CURRENT_N8N): Record<string, string> {
	const address = `${PUBLIC_ORIGIN}/`;
	const editor = { N8N_EDITOR_BASE_URL: PUBLIC_ORIGIN };
	return version === CURRENT_N8N
		? { N8N_WEBHOOK_URL: address, ...editor }
		: { WEBHOOK_URL: address, ...editor };
}

export interface StageOptions {
	/** Names n8n's log, artifacts/<name>.log. */
	name: string;
	/** Default: the current n8n. */
	version?: string;
	/** More settings for n8n. */
	env?: Record<string, string>;
	/** Whether the credentials say what a shop sets up once: PIX key, merchant, city, channel. */
	withShop?: boolean;
	/** Whether n8n reaches the simulated banks under their own names: through a proxy, and trusting their certificate. */
	withBanks?: boolean;
	/** How n8n gets the package: unpacked by hand before it starts (default), or as *Settings, Community nodes* does. */
	install?: 'byHand' | 'inN8n';
	/** Called with what is happening, for a person who waits. */
	onStep?: (text: string) => void;
}

/** What the credentials say of the shop, when they do. */
export const SHOP = { pixKey: 'pix@shop.example', merchantName: 'Example Shop', merchantCity: 'Sao Paulo' };

/** A simulator with one account at each provider, and a real n8n with the packed package and their credentials. */
export interface Stage {
	simulator: Simulator;
	control: SimulatorControl;
	n8n: N8nServer;
	api: N8nApi;
	packed: PackedPackage;
	zApi: ZApiAccount & { credential: CredentialRef; credentialData: Record<string, string> };
	hub: HubAccount & { credential: CredentialRef; credentialData: Record<string, string> };
	meta: MetaAccount & { credential: CredentialRef; credentialData: Record<string, string> };
	/** Ends n8n and the simulator and removes n8n's data. Safe to call twice. */
	close(): Promise<void>;
}

/** Sets everything up from nothing: packs the package, starts both servers, creates owner and credentials. */
export async function openStage({
	name,
	version = CURRENT_N8N,
	env,
	withShop = false,
	withBanks = false,
	install = 'byHand',
	onStep = () => {},
}: StageOptions): Promise<Stage> {
	const packed = await packPackage();
	onStep(`Packed ${packed.name} ${packed.version}`);
	const userFolder = await ownFolder(stagesFolder, name);
	if (install === 'byHand') await installPackage(packed, userFolder);
	const registry = install === 'inN8n' ? await startRegistry(packed) : undefined;
	const simulator = await startSimulator();
	onStep(`Simulator of Z-API, Hub Chatt2.me and Meta listens at ${simulator.url}`);
	let n8n: N8nServer | undefined;
	let closing: Promise<void> | undefined;
	const end = async () => {
		await n8n?.stop();
		await simulator.stop();
		registry?.close();
		await keepDatabase(name, userFolder);
		await rm(userFolder, { recursive: true, force: true });
	};
	const close = async () => await (closing ??= end());
	try {
		const control = simulatorAt(simulator.url);
		const ways = {
			...publicAddress(version),
			...registry?.env,
			...(withBanks ? await wayToBanks(control, userFolder) : {}),
		};
		n8n = await startN8n({ name, version, userFolder, env: { ...ways, ...env } });
		onStep(`n8n ${version} with the package is ready at ${n8n.url}`);
		await control.tunnel(PUBLIC_ORIGIN, n8n.url);
		const api = await N8nApi.signUp(n8n.url);
		if (install === 'inN8n') await api.installPackage(packed.name);
		const { zApi, hub, meta } = await createAccounts(control, api, withShop);
		onStep('Created the owner and a credential for each provider');
		return { simulator, control, n8n, api, packed, zApi, hub, meta, close };
	} catch (error) {
		await close();
		throw error;
	}
}

/** What n8n is started with, so that https to the simulated banks arrives there. */
async function wayToBanks(control: SimulatorControl, folder: string): Promise<Record<string, string>> {
	const { proxy, certificate } = await control.openBank();
	const file = join(folder, 'banks.pem');
	await writeFile(file, certificate);
	return { HTTPS_PROXY: proxy, NODE_EXTRA_CA_CERTS: file };
}

/** n8n's database is kept as artifacts/<name>.sqlite: all executions are in it, to be searched for secrets. */
async function keepDatabase(name: string, userFolder: string): Promise<void> {
	const from = join(userFolder, '.n8n', 'database.sqlite');
	for (const suffix of ['', '-wal']) {
		const to = join(artifactsFolder, `${name}.sqlite${suffix}`);
		await rm(to, { force: true });
		if (existsSync(`${from}${suffix}`)) await copyFile(`${from}${suffix}`, to);
	}
}

async function createAccounts(
	control: SimulatorControl,
	api: N8nApi,
	withShop: boolean,
): Promise<Pick<Stage, 'zApi' | 'hub' | 'meta'>> {
	const { merchantCity, ...shop } = SHOP;
	const instance = await control.createZApi();
	const { instanceId, token: instanceToken, clientToken } = instance;
	const zApiData = {
		...{ instanceId, instanceToken, clientToken, baseUrl: control.url },
		...(withShop ? shop : {}),
	};
	const zApi = {
		...instance,
		credentialData: zApiData,
		credential: await api.createCredential('zApi', 'Z-API (simulator)', zApiData),
	};
	const application = await control.createHub();
	const hubData = {
		...{ apiKey: application.apiKey, baseUrl: control.url },
		...(withShop ? { ...shop, merchantCity, channelId: application.channels[0]?.id ?? '' } : {}),
	};
	const hub = {
		...application,
		credentialData: hubData,
		credential: await api.createCredential('chatt2MeApi', 'Hub Chatt2.me (simulator)', hubData),
	};
	return { zApi, hub, meta: await createMeta(control, api, withShop) };
}

async function createMeta(control: SimulatorControl, api: N8nApi, withShop: boolean): Promise<Stage['meta']> {
	const account = await control.createMeta();
	const { token: accessToken, businessAccountId, appSecret } = account;
	const credentialData = {
		...{ accessToken, businessAccountId, appSecret, baseUrl: control.url },
		...(withShop ? { ...SHOP, phoneNumberId: account.phones[0]?.id ?? '' } : {}),
	};
	const credential = await api.createCredential('metaCloudApi', 'Meta (simulator)', credentialData);
	return { ...account, credentialData, credential };
}
