/** Runs the simulator by itself: npm run simulator -- --port 4010 --latency 25 --quiet --no-log */
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
	},
});

const simulator = await startSimulator({
	port: Number(values.port),
	host: values.host,
	latencyMs: Number(values.latency),
	log: !values['no-log'],
});
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
