/**
 * Runs the simulator by itself: npm run simulator -- --port 4010 --latency 25 --quiet --no-log
 * [--host 0.0.0.0] [--tunnel https://n8n.shop.example=http://127.0.0.1:5678]
 */
import { parseArgs } from 'node:util';
import { startSimulator } from './server.mts';
import { DEFAULT_HUB, DEFAULT_META, DEFAULT_Z_API } from './core/state.mts';

const { values } = parseArgs({
	options: {
		port: { type: 'string', default: '4010' },
		host: { type: 'string', default: '127.0.0.1' },
		latency: { type: 'string', default: '0' },
		quiet: { type: 'boolean', default: false },
		'no-log': { type: 'boolean', default: false },
		tunnel: { type: 'string', multiple: true, default: [] },
	},
});

const simulator = await startSimulator({
	port: Number(values.port),
	host: values.host,
	latencyMs: Number(values.latency),
	log: !values['no-log'],
});
for (const tunnel of values.tunnel) {
	const [from, to] = tunnel.split('=');
	const response = await fetch(`${simulator.url}/_control/tunnels`, {
		method: 'PUT',
		headers: { 'content-type': 'application/json' },
		body: JSON.stringify({ from, to }),
	});
	if (!response.ok) throw new Error(`--tunnel ${tunnel}: ${await response.text()}`);
}
console.log(`Simulator ready at ${simulator.url}`);
if (!values.quiet) {
	console.log(
		`Z-API: instance ${DEFAULT_Z_API.id}, token ${DEFAULT_Z_API.token}, Client-Token ${DEFAULT_Z_API.clientToken}`,
	);
	const { id, token, appSecret, phones } = DEFAULT_META;
	console.log(`Hub Chatt2.me: API key ${DEFAULT_HUB.apiKey}, channel ${DEFAULT_HUB.channels[0].id}`);
	console.log(
		`Meta: account ${id}, token ${token}, app secret ${appSecret}, phone number ID ${phones[0].id}`,
	);
}

let stopping = false;
async function stop() {
	if (stopping) return;
	stopping = true;
	await simulator.stop();
	process.exit(0);
}
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => void stop());
