import type { Page } from 'playwright-core';
import { nodeType } from '../lib/packageUnderTest.mts';
import type { Stage } from '../lib/stage.mts';
import { Canvas } from './editor/canvas.mts';
import { NodePanel } from './editor/nodePanel.mts';
import { WorkflowHeader } from './editor/workflowHeader.mts';

/** Names that n8n gives the nodes when they are added. */
export const ACTION = 'WhatsApp Commerce';
export const TRIGGER = 'WhatsApp Commerce Trigger';

/** Name of the node that starts a workflow by hand. */
export const START = 'Start';

/** Names that n8n gives the credentials when they are created in the editor. */
export const Z_API_CREDENTIAL = 'Z-API account';
export const HUB_CREDENTIAL = 'Hub Chatt2.me account';
export const META_CREDENTIAL = 'Meta WhatsApp Cloud account';

type Json = Record<string, unknown>;

/** Newest version of each node: the one that the editor makes. */
const VERSIONS = { whatsAppCommerce: 1, whatsAppCommerceTrigger: 1.1 };

export type OwnNode = keyof typeof VERSIONS;

/** What every part works with: a real n8n, a simulator, and one page of the editor. */
export class Bench {
	readonly canvas: Canvas;

	readonly panel: NodePanel;

	readonly header: WorkflowHeader;

	constructor(
		readonly stage: Stage,
		readonly page: Page,
		/** Keeps a screenshot; returns its path. */
		readonly picture: (name: string) => Promise<string>,
	) {
		this.canvas = new Canvas(page, stage.n8n.url);
		this.panel = new NodePanel(page);
		this.header = new WorkflowHeader(page);
	}

	/** A node of this package for a workflow that is made without the editor. */
	ownNode(node: OwnNode, name: string, parameters: Json): Json {
		const { packed, zApi, hub } = this.stage;
		const credential = parameters.provider === 'chatt2Me' ? hub.credential : zApi.credential;
		return {
			id: crypto.randomUUID(),
			name,
			type: nodeType(packed, node),
			typeVersion: VERSIONS[node],
			position: [0, 0],
			parameters,
			credentials: { [credential.type]: { id: credential.id, name: credential.name } },
			...(node === 'whatsAppCommerceTrigger' ? { webhookId: crypto.randomUUID() } : {}),
		};
	}

	/** The node that starts a workflow by hand. */
	start(): Json {
		return this.otherNode(START, 'manualTrigger', 1, {});
	}

	/** A node of n8n itself. */
	otherNode(name: string, type: string, typeVersion: number, parameters: Json): Json {
		const id = crypto.randomUUID();
		return { id, name, type: `n8n-nodes-base.${type}`, typeVersion, position: [0, 0], parameters };
	}

	/** Makes a workflow of nodes that follow each other, the last ones side by side, and opens it; returns its ID. */
	async open(name: string, chain: Json[], ends: Json[] = []): Promise<string> {
		const rows = Math.ceil(Math.sqrt(ends.length));
		const row = chain.map((node, index): Json => ({ ...node, position: [index * 220, 0] }));
		const fan = ends.map((node, index): Json => {
			const x = (chain.length + Math.floor(index / rows)) * 220;
			return { ...node, position: [x, (index % rows) * 180] };
		});
		const connections = Object.fromEntries(
			row.map((node, index) => {
				const next = row[index + 1];
				const targets = next ? [next] : fan;
				return [
					node.name,
					{ main: [targets.map((target) => ({ node: target.name, type: 'main', index: 0 }))] },
				];
			}),
		);
		const { id } = await this.stage.api.createWorkflow({ name, nodes: [...row, ...fan], connections });
		await this.canvas.openWorkflow(id);
		return id;
	}
}
