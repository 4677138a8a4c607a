/** The same short check on several n8n versions: npm run test:versions [-- 2.8.4 ...] */
import assert from 'node:assert/strict';
import { parseArgs } from 'node:util';
import { Checks } from './lib/checks.mts';
import { type Execution, outputItems } from './lib/n8nExecution.mts';
import { TESTED_N8N } from './lib/n8nReleases.mts';
import { nodeType } from './lib/packageUnderTest.mts';
import { openStage, type Stage } from './lib/stage.mts';
import { readWorkflow } from './lib/workflowFile.mts';
import { createWorkflows, playRoundTrip } from './roundTrip.mts';

type Check = (stage: Stage) => Promise<void>;

/** Nodes and credentials are offered, with icons that exist. */
const loads: Check = async ({ api, n8n, packed }) => {
	const nodes = await api.nodeTypes();
	const credentials = await api.credentialTypes();
	const found = [
		nodes.find(({ name }) => name === nodeType(packed, 'whatsAppCommerce')),
		nodes.find(({ name }) => name === nodeType(packed, 'whatsAppCommerceTrigger')),
		nodes.find(({ name }) => name === nodeType(packed, 'whatsAppCommercePaymentTrigger')),
		credentials.find(({ name }) => name === 'zApi'),
		credentials.find(({ name }) => name === 'paymentWebhookApi'),
		credentials.find(({ name }) => name === 'chatt2MeApi'),
	];
	for (const description of found) {
		assert.ok(description, `only these were loaded: ${found.map((each) => each?.name)}`);
		for (const icon of Object.values(description.iconUrl as Record<string, string>)) {
			const { status } = await fetch(`${n8n.url}/${icon}`);
			assert.equal(status, 200, `${description.name}: ${icon} gave ${status}`);
		}
	}
};

const credentialTests: Check = async ({ api, zApi, hub }) => {
	for (const { credential, credentialData } of [zApi, hub]) {
		const right = await api.testCredential(credential, credentialData);
		assert.equal(right.status, 'OK', `${credential.type}: ${right.message}`);
		const secret = credential.type === 'zApi' ? 'clientToken' : 'apiKey';
		const wrong = await api.testCredential(credential, { ...credentialData, [secret]: 'wrong' });
		assert.equal(wrong.status, 'Error', `${credential.type}: a wrong ${secret} passed the test`);
	}
};

/** One Payment Request through the Hub, started by hand. (The round trip has Z-API's.) */
const hubSend: Check = async ({ api, hub, control }) => {
	const workflow = await readWorkflow('sandbox/workflows/hubPaymentRequest.json', [hub.credential]);
	const { id } = await api.createWorkflow(withChannel(workflow, hub.channels[0]?.id));
	const execution = await api.runManually(id, 'Start');
	assert.equal(execution.status, 'success', JSON.stringify(execution.resultData.error));
	const [message] = await control.messages(hub.account);
	assert.equal(outputItems(execution as Execution, 'Payment Request')[0]?.messageId, message?.messageId);
	const { totalAmountCents, items } = (message?.body.content as { paymentRequest: Record<string, unknown> })
		.paymentRequest;
	assert.equal(totalAmountCents, 32_430);
	assert.equal((items as unknown[]).length, 2);
};

/** Z-API: send, webhook, update, webhook. */
const roundTrip: Check = async (stage) => {
	const quiet = () => {};
	await playRoundTrip(stage, await createWorkflows(stage, quiet), quiet);
};

const CHECKS: Record<string, Check> = {
	'nodes, credentials and icons load': loads,
	'credential tests of both providers': credentialTests,
	'send through Hub Chatt2.me': hubSend,
	'Z-API round trip: send, trigger, update, trigger': roundTrip,
};

function withChannel(workflow: Awaited<ReturnType<typeof readWorkflow>>, channelId: string | undefined) {
	const nodes = workflow.nodes as Array<{ parameters: Record<string, unknown> }>;
	for (const { parameters } of nodes) if ('channelId' in parameters) parameters.channelId = channelId;
	return workflow;
}

/** Every check in one n8n. */
async function checkVersion(version: string, install: 'byHand' | 'inN8n'): Promise<void> {
	const way = install === 'inN8n' ? `${version}, installed in n8n` : version;
	let stage: Stage | undefined;
	const opened = await checks.run(`n8n ${way}: starts with the package`, async () => {
		stage = await openStage({ name: `smoke-${version}-${install}`, version, install, withShop: true });
	});
	if (!opened || !stage) return;
	try {
		for (const [name, check] of Object.entries(CHECKS)) {
			await checks.run(`n8n ${way}: ${name}`, async () => await check(stage as Stage));
		}
	} finally {
		await stage.close();
	}
}

const { positionals } = parseArgs({ allowPositionals: true });
const checks = new Checks();
const versions = positionals.length > 0 ? positionals : TESTED_N8N;
for (const version of versions) await checkVersion(version, 'byHand');
// Once as a person does it; the way is the same in all versions.
await checkVersion(versions.at(-1) ?? '', 'inN8n');
checks.end();
