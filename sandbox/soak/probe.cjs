/**
 * Loaded into n8n before everything else (NODE_OPTIONS): appends to SOAK_FILE, a line of JSON at a time, how its memory
 * and its event loop are doing, and how many entries the maps and sets have that the modules of SOAK_PACKAGE keep.
 */
const { appendFileSync } = require('node:fs');
const Module = require('node:module');
const { monitorEventLoopDelay } = require('node:perf_hooks');

const { SOAK_FILE, SOAK_PACKAGE, SOAK_EVERY_MS } = process.env;
const MAX_DEPTH = 6;
/** A line of the build that makes something once and keeps it. */
const KEPT = /^(?:const|let|var) (\w+)=(?:\/\* @__PURE__ \*\/)?new \w+/gm;

const kept = new Map();

function keep(name, value) {
	if (typeof value === 'object' && value !== null) kept.set(name, value);
}

/** Entries of all maps and sets in a value. */
function entriesIn(value, depth = 0, seen = new Set()) {
	if (typeof value !== 'object' || value === null || depth > MAX_DEPTH || seen.has(value)) return 0;
	seen.add(value);
	const within = (members) => members.reduce((sum, member) => sum + entriesIn(member, depth + 1, seen), 0);
	if (value instanceof Map) return value.size + within([...value.values()]);
	if (value instanceof Set) return value.size;
	return within(Object.values(value));
}

function watchModules() {
	globalThis[Symbol.for('soak')] = keep;
	const compile = Module.prototype._compile;
	Module.prototype._compile = function (content, filename, ...rest) {
		if (!filename.includes(`/${SOAK_PACKAGE}/dist/`)) return compile.call(this, content, filename, ...rest);
		const tell = [...content.matchAll(KEPT)].map(
			([, name]) => `globalThis[Symbol.for('soak')]('${name}', ${name});`,
		);
		return compile.call(this, [content, ...tell].join('\n'), filename, ...rest);
	};
}

function sample(delay) {
	const { rss, heapUsed } = process.memoryUsage();
	const maps = Object.fromEntries([...kept].map(([name, value]) => [name, entriesIn(value)]));
	const ms = (nanoseconds) => nanoseconds / 1e6;
	const delays = { delayP50: ms(delay.percentile(50)), delayP99: ms(delay.percentile(99)) };
	appendFileSync(SOAK_FILE, `${JSON.stringify({ at: Date.now(), rss, heapUsed, ...delays, maps })}\n`);
	delay.reset();
}

// Task runners and other processes that n8n starts inherit the setting.
if (SOAK_FILE && process.argv.includes('start')) {
	watchModules();
	const delay = monitorEventLoopDelay({ resolution: 10 });
	delay.enable();
	setInterval(() => sample(delay), Number(SOAK_EVERY_MS)).unref();
}
