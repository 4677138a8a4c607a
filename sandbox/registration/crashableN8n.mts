import { randomUUID } from 'node:crypto';
import { rm } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import getPort from 'get-port';
import { startSimulator } from '../../simulator/server.mts';
import { N8nApi } from '../lib/n8nApi.mts';
import { ownFolder } from '../lib/ownFolder.mts';
import { installPackage, nodeType, packPackage } from '../lib/packageUnderTest.mts';
import { stagesFolder } from '../lib/paths.mts';
import {
	type HubAccount,
	type MetaAccount,
	simulatorAt,
	type SimulatorControl,
	type ZApiAccount,
} from '../../test/helpers/simulator.ts';
import { PUBLIC_ORIGIN, publicAddress } from '../lib/stage.mts';
import { N8nProcess } from '../queue/n8nProcess.mts';

type Json = Record<string, unknown>;

/** A trigger workflow of a case. */
export interface TriggerWorkflow {
	id: string;
	/** Address of the trigger's webhook. */
	url: string;
	testUrl: string;
}

/** One n8n that can crash, and the providers. */
export interface CrashableN8n {
	n8n: N8nProcess;
	api: N8nApi;
	control: SimulatorControl;
	/** A fresh Z-API instance, with its address table set as given, and a workflow on it for each call. */
	newInstance(
		table?: Json,
	): Promise<ZApiAccount & { newTrigger(parameters?: Json): Promise<TriggerWorkflow> }>;
	newApplication(): Promise<HubAccount & { newTrigger(parameters?: Json): Promise<TriggerWorkflow> }>;
	/** A business account with two numbers; triggers are on the first. */
	newBusiness(): Promise<MetaAccount & { newTrigger(parameters?: Json): Promise<TriggerWorkflow> }>;
	/** Opens the editor's "Listen for test event", and ends it. */
	listen(workflowId: string): Promise<void>;
	stopListening(workflowId: string): Promise<void>;
	/** SIGKILL, then a new start on the same data. */
	crash(): Promise<void>;
	close(): Promise<void>;
}

const TRIGGER = 'Trigger';

/** n8n says that it has started before it has looked after its triggers. */
const AFTER_START_MS = 2000;

export async function openCrashableN8n(): Promise<CrashableN8n> {
	const packed = await packPackage();
	const userFolder = await ownFolder(stagesFolder, 'registration');
	await installPackage(packed, userFolder);
	const simulator = await startSimulator();
	const control = simulatorAt(simulator.url);
	const env = publicAddress();
	const port = await getPort();
	const n8n = new N8nProcess({ name: 'registration', command: 'start', port, userFolder, env });
	const close = async () => {
		await n8n.stop();
		await simulator.stop();
		await rm(userFolder, { recursive: true, force: true });
	};
	try {
		await n8n.start();
		await control.tunnel(PUBLIC_ORIGIN, n8n.url);
		const api = await N8nApi.signUp(n8n.url);
		const newTrigger = async (provider: string, credentials: object, parameters: Json) => {
			const webhookId = randomUUID();
			const trigger = {
				id: randomUUID(),
				name: TRIGGER,
				type: nodeType(packed, 'whatsAppCommerceTrigger'),
				typeVersion: 1.1,
				position: [0, 0],
				webhookId,
				parameters: { provider, ...parameters },
				credentials,
			};
			const { id } = await api.createWorkflow({
				name: `${provider} ${webhookId.slice(0, 4)}`,
				nodes: [trigger],
				connections: {},
			});
			const path = `${webhookId}/webhook`;
			return {
				id,
				url: `${PUBLIC_ORIGIN}/webhook/${path}`,
				testUrl: `${PUBLIC_ORIGIN}/webhook-test/${path}`,
			};
		};
		return {
			n8n,
			api,
			control,
			newInstance: async (table = {}) => {
				const instance = await control.createZApi();
				await control.setWebhooks(instance.account, table);
				const { instanceId, token: instanceToken, clientToken } = instance;
				const data = { instanceId, instanceToken, clientToken, baseUrl: control.url };
				const zApi = await api.createCredential('zApi', instanceId, data);
				const own = { events: ['orderSent', 'messageStatus'] };
				const create = async (parameters: Json = {}) =>
					await newTrigger('zApi', { zApi }, { ...own, ...parameters });
				return { ...instance, newTrigger: create };
			},
			newApplication: async () => {
				const application = await control.createHub();
				const data = { apiKey: application.apiKey, baseUrl: control.url };
				const chatt2MeApi = await api.createCredential('chatt2MeApi', application.account, data);
				const own = { events: ['messageReceived', 'messageStatus'] };
				const create = async (parameters: Json = {}) =>
					await newTrigger('chatt2Me', { chatt2MeApi }, { ...own, ...parameters });
				return { ...application, newTrigger: create };
			},
			newBusiness: async () => {
				const business = await control.createMeta({ phones: [{}, {}] });
				const { token: accessToken, businessAccountId, appSecret } = business;
				const data = { accessToken, businessAccountId, appSecret, baseUrl: control.url };
				const metaCloudApi = await api.createCredential('metaCloudApi', business.account, data);
				const phoneNumberId = { __rl: true, mode: 'id', value: business.phones[0]?.id };
				const own = { events: ['messageReceived'], phoneNumberId };
				const create = async (parameters: Json = {}) =>
					await newTrigger('metaCloud', { metaCloudApi }, { ...own, ...parameters });
				return { ...business, newTrigger: create };
			},
			listen: async (workflowId) => {
				const workflowData = await api.workflow(workflowId);
				const body = { workflowData, triggerToStartFrom: { name: TRIGGER }, startNodes: [] };
				await api.session.request('POST', `/rest/workflows/${workflowId}/run`, body);
			},
			stopListening: async (workflowId) =>
				await api.session.request('DELETE', `/rest/test-webhook/${workflowId}`),
			crash: async () => {
				await n8n.killAndRestart();
				await sleep(AFTER_START_MS);
			},
			close,
		};
	} catch (error) {
		await close();
		throw error;
	}
}
