/** Plays the product's main job in a real n8n: npm run demo [-- --once] */
import { parseArgs } from 'node:util';
import { openStage, type Stage } from './lib/stage.mts';
import { createWorkflows, playRoundTrip, SHOP_ORDER_FILE } from './roundTrip.mts';
import { eventCommands, playSampleEvents } from './sampleEvents.mts';

/** What the examples ask of whoever posts an order to them. */
const SHOP_CREDENTIAL = 'Header Auth (demo)';
const SHOP_SECRET = { name: 'X-Shop-Secret', value: 'demo' };

const { values } = parseArgs({ options: { once: { type: 'boolean', default: false } } });
const startedAt = performance.now();

function say(line: string): void {
	const seconds = ((performance.now() - startedAt) / 1000).toFixed(1).padStart(6);
	console.log(`${seconds} s  ${line}`);
}

let stage: Stage | undefined;
let ending = false;

async function end(code: number): Promise<void> {
	if (ending) return;
	ending = true;
	await stage?.close();
	process.exit(code);
}

async function n8nEnded(): Promise<void> {
	if (ending) return;
	console.error(`n8n ended by itself; its log: ${stage?.n8n.logFile}`);
	await end(1);
}

// Without --once, Ctrl+C is how the demo ends; with it, the trip did not happen.
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => void end(values.once ? 1 : 0));

try {
	stage = await openStage({ name: 'demo', withShop: true, onStep: say });
	void stage.n8n.exited.then(async () => await n8nEnded());
	const workflows = await createWorkflows(stage, say);
	await playRoundTrip(stage, workflows, say);
	say('The whole round trip happened.');
	await stage.api.createCredential('httpHeaderAuth', SHOP_CREDENTIAL, SHOP_SECRET);
	if (values.once) {
		await stage.api.deactivate(workflows.follow);
		await playSampleEvents(stage);
		say('A trigger with every event took each of the samples');
	}
} catch (error) {
	if (!ending) {
		console.error(`The round trip did not happen: ${error instanceof Error ? error.message : String(error)}`);
		if (stage) console.error(`n8n's log: ${stage.n8n.logFile}`);
		await end(1);
	}
}
if (values.once) await end(0);
else if (stage && !ending) showEditor(stage);

function showEditor(stage: Stage): void {
	const { n8n, api, simulator, zApi, hub } = stage;
	const commands = eventCommands(stage);
	const post = (path: string, header = '') =>
		`curl ${n8n.url}/webhook/${path} -H 'content-type: application/json' ${header}-d @${SHOP_ORDER_FILE}`;
	console.log(`
Editor:      ${n8n.url}
Login:       ${api.owner.email}
Password:    ${api.owner.password}
Hub Channel: ${hub.channels[0]?.id} (Channel ID; the credential has it, too)
Z-API got:   ${simulator.url}/_control/messages?account=${zApi.account}
The Hub got: ${simulator.url}/_control/messages?account=${hub.account}

Post another order:
  ${post('demo-shop-order')}
Try an example: import a file of examples/ and choose the credentials "Z-API (simulator)", "Hub Chatt2.me
(simulator)" and "${SHOP_CREDENTIAL}". Before one with a Z-API trigger, unpublish "Follow the order on WhatsApp",
which holds its events. The same order for shopOrderZApi and shopOrderHub, once they are published:
  ${post('shop-order', `-H '${SHOP_SECRET.name}: ${SHOP_SECRET.value}' `)}
  ${post('shop-order-hub', `-H '${SHOP_SECRET.name}: ${SHOP_SECRET.value}' `)}

Events of Z-API, for a trigger that listens for a test event or is published:
  ${commands.zApi.join('\n  ')}
Events of the Hub:
  ${commands.chatt2Me.join('\n  ')}

Ctrl+C ends the demo and removes its data.`);
}
