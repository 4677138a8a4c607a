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

/** What the versions test runs: the oldest line that installs, one of the 2.x line before Node 24, the current one. */
export const TESTED_N8N = ['1.123.0', '2.8.4', CURRENT_N8N];

/** Asked for by a URL outside the registry. */
const XLSX = { xlsx: '0.18.5' };

/**
 * The recipe of a version. From 2.39 n8n needs Node 24 (its isolated-vm has no older build); older
 * releases run on Node 20. The overrides bridge gaps of npm mirrors, do no harm elsewhere, and touch
 * nothing that a webhook, a workflow or our nodes use.
 */
export function recipeFor(version: string): N8nRecipe {
	const [major = 0, minor = 0] = version.split('.').map(Number);
	const needsNode24 = major > 2 || (major === 2 && minor >= 39);
	if (!needsNode24) {
		// Newer ones want a newer @langchain/core than these releases pin.
		const langgraph = { '@langchain/langgraph': '1.0.2', '@langchain/langgraph-checkpoint': '1.0.0' };
		return { version, nodeMajor: 20, overrides: { ...XLSX, ...langgraph } };
	}
	const overrides = {
		...XLSX,
		linkedom: '0.18.13',
		'@langchain/langgraph-checkpoint': '1.1.5',
		'@langchain/protocol': '0.0.19',
	};
	return { version, nodeMajor: 24, overrides };
}
