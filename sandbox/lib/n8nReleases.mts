/** How one n8n version is installed. */
export interface N8nRecipe {
	version: string;
	/** Major version of Node that this n8n runs on. */
	nodeMajor: 20 | 24;
	/** Versions of indirect dependencies to settle on, where the registry lacks the one asked for. */
	overrides: Record<string, string>;
}

/** The version that the demo, the end-to-end and the queue tests run. */
export const CURRENT_N8N = '2.41.1';

/** What the versions test runs: the oldest line that installs, some of the 2.x line that shops still run, the current one. */
export const TESTED_N8N = ['1.123.0', '2.8.4', '2.20.12', '2.30.8', CURRENT_N8N];

/** Asked for by a URL outside the registry. */
const XLSX = { xlsx: '0.18.5' };
/** Newer ones want a newer @langchain/core than releases before 2.30 pin. */
const OLDER_LANGGRAPH = { '@langchain/langgraph': '1.0.2', '@langchain/langgraph-checkpoint': '1.0.0' };
const NEWER_LANGGRAPH = { '@langchain/langgraph-checkpoint': '1.1.5', '@langchain/protocol': '0.0.19' };
const LINKEDOM = { linkedom: '0.18.13' };

/**
 * The recipe of a version. From 2.20 n8n wants Node 22 or later, from 2.39 Node 24 (its isolated-vm has no older build);
 * older releases run on Node 20. The overrides bridge gaps of npm mirrors, do no harm elsewhere, and touch nothing that a
 * webhook, a workflow or our nodes use.
 */
export function recipeFor(version: string): N8nRecipe {
	const [major = 0, minor = 0] = version.split('.').map(Number);
	const isFrom = (first: number) => major > 2 || (major === 2 && minor >= first);
	const langgraph = isFrom(30) ? NEWER_LANGGRAPH : OLDER_LANGGRAPH;
	const overrides = { ...XLSX, ...(isFrom(20) ? LINKEDOM : {}), ...langgraph };
	return { version, nodeMajor: isFrom(20) ? 24 : 20, overrides };
}
