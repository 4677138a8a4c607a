import type { INode, INodeTypes } from 'n8n-workflow';
import { NodeHelpers } from 'n8n-workflow';

/**
 * Guards against a test that sets a field the editor would not show: n8n silently drops such a value, and
 * the test would then prove something else. Every value given must survive n8n's own reading of the node.
 * @throws naming the first parameter that was dropped or changed
 */
export function assertParametersShown(node: INode, nodeTypes: INodeTypes): void {
	const { description } = nodeTypes.getByNameAndVersion(node.type, node.typeVersion);
	const kept = NodeHelpers.getNodeParameters(
		description.properties,
		node.parameters,
		true,
		false,
		node,
		description,
	);
	const lost = firstLost(node.parameters, kept ?? {}, '');
	if (lost) {
		throw new Error(
			`"${node.name}" has no field "${lost}" to fill in with these choices: the editor would not show it`,
		);
	}
}

function firstLost(given: unknown, kept: unknown, path: string): string | undefined {
	if (Array.isArray(given)) {
		if (!Array.isArray(kept) || kept.length !== given.length) return path;
		return given
			.map((entry, index) => firstLost(entry, kept[index], `${path}[${index}]`))
			.find((lost) => lost !== undefined);
	}
	if (typeof given === 'object' && given !== null) {
		if (typeof kept !== 'object' || kept === null) return path;
		const keptFields = kept as Record<string, unknown>;
		return Object.entries(given)
			.map(([name, value]) => firstLost(value, keptFields[name], path ? `${path}.${name}` : name))
			.find((lost) => lost !== undefined);
	}
	return Object.is(given, kept) ? undefined : path;
}
