import { PackageDirectoryLoader } from 'n8n-core';
import type {
	ICredentialType,
	IDataObject,
	INodeType,
	INodeTypeBaseDescription,
	INodeTypes,
	IVersionedNodeType,
} from 'n8n-workflow';
import { NodeConnectionTypes, NodeHelpers, UnexpectedError } from 'n8n-workflow';
import { ensureBuild } from '../ensureBuild.cjs';
import { setUpN8nCore } from './setup';

export const PACKAGE_NAME = 'n8n-nodes-whatsapp-commerce';
export const ACTION_TYPE = `${PACKAGE_NAME}.whatsAppCommerce`;
export const TRIGGER_TYPE = `${PACKAGE_NAME}.whatsAppCommerceTrigger`;

/** The first node of a workflow; hands its items on. */
export const START_TYPE = 'n8n-nodes-base.manualTrigger';
/** Does nothing but pass items on; credentials are tested through it, as in n8n. */
export const NO_OP_TYPE = 'n8n-nodes-base.noOp';

type AnyNodeType = INodeType | IVersionedNodeType;

/** Node and credential types of a run: the built package plus whatever a test defines itself. */
export class TypeRegistry implements INodeTypes {
	constructor(
		private readonly nodes: ReadonlyMap<string, AnyNodeType>,
		private readonly credentials: ReadonlyMap<string, ICredentialType>,
	) {}

	getByName(nodeType: string): AnyNodeType {
		const found = this.nodes.get(nodeType);
		if (!found) throw new UnexpectedError(`Unknown node type "${nodeType}"`);
		return found;
	}

	getByNameAndVersion(nodeType: string, version?: number): INodeType {
		return NodeHelpers.getVersionedNodeType(this.getByName(nodeType), version);
	}

	getKnownTypes(): IDataObject {
		return Object.fromEntries([...this.nodes.keys()].map((name) => [name, { className: name }]));
	}

	/** @throws when neither the package nor the test defines the credential type */
	credentialType(name: string): ICredentialType {
		const found = this.credentials.get(name);
		if (!found) throw new UnexpectedError(`Unknown credential type "${name}"`);
		return found;
	}
}

export interface FixtureTypes {
	/** Node types by full name, e.g. `test.flaky`. */
	nodeTypes?: Record<string, AnyNodeType>;
	/** Leave the built package out, for tests that only use their own types. */
	withoutPackage?: boolean;
}

/** Builds the registry of a run. The package is read from `dist/` once a process. */
export async function loadTypes(fixtures: FixtureTypes = {}): Promise<TypeRegistry> {
	await setUpN8nCore();
	const nodes = new Map<string, AnyNodeType>([
		[START_TYPE, passThrough('manualTrigger', 'Start', [])],
		[NO_OP_TYPE, passThrough('noOp', 'No Operation', [NodeConnectionTypes.Main])],
	]);
	const credentials = new Map<string, ICredentialType>();
	if (!fixtures.withoutPackage) {
		const loader = await loadPackage();
		for (const [name, { type }] of Object.entries(loader.nodeTypes)) {
			nodes.set(`${loader.packageName}.${name}`, type);
		}
		for (const { type } of Object.values(loader.credentialTypes)) credentials.set(type.name, type);
	}
	for (const [name, type] of Object.entries(fixtures.nodeTypes ?? {})) nodes.set(name, type);
	return new TypeRegistry(nodes, credentials);
}

let loading: Promise<PackageDirectoryLoader> | undefined;

/**
 * The package as n8n loads an installed one: package.json's `n8n` block decides what there is.
 * @throws when the build is missing or older than the sources
 */
export async function loadPackage(): Promise<PackageDirectoryLoader> {
	loading ??= (async () => {
		ensureBuild();
		await setUpN8nCore();
		const manifest = require.resolve('../../../package.json');
		const loader = new PackageDirectoryLoader(manifest.slice(0, -'/package.json'.length));
		await loader.loadAll();
		return loader;
	})();
	return await loading;
}

function passThrough(
	name: string,
	displayName: string,
	inputs: INodeType['description']['inputs'],
): INodeType {
	const base: INodeTypeBaseDescription = { name, displayName, group: [], description: displayName };
	return {
		description: {
			...base,
			version: 1,
			defaults: { name: displayName },
			inputs,
			outputs: [NodeConnectionTypes.Main],
			properties: [],
		},
		async execute() {
			return [this.getInputData()];
		},
	};
}
