import assert from 'node:assert/strict';
import type { Scene } from './scene.mts';

export interface Scenario {
	name: string;
	play(scene: Scene): Promise<void>;
}

interface FileNode {
	name: string;
	type: string;
	typeVersion: number;
}

/** Every file imports, and n8n knows every node in it in that version. */
export function importScenarios(files: string[]): Scenario[] {
	return files.map((file) => ({
		name: `${file}: imports, with nodes that this n8n knows`,
		async play(scene) {
			const types = await scene.stage.api.nodeTypes();
			const workflow = await scene.import(file);
			for (const { name, type, typeVersion } of workflow.nodes as FileNode[]) {
				const versions = types
					.filter((known) => known.name === type)
					.flatMap(({ version }) => version as number | number[]);
				assert.ok(
					versions.includes(typeVersion),
					`${name}: n8n has ${type} in ${versions.join(', ') || 'no version'}`,
				);
			}
		},
	}));
}
