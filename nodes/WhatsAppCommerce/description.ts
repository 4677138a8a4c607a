import type { INodeProperties, INodeTypeDescription } from 'n8n-workflow';

import { shownWhen, when, type Conditions } from '../providers/fields/conditions';
import type { SendOperation } from '../providers/operation';
import type { Provider } from '../providers/provider';
import { CREDENTIAL_SLOT, credentialOf, oneOf, providerChoices } from '../providers/describe';
import type { Resource } from '../providers/resources';
import { LOCAL_OPERATIONS, LOCAL_RESOURCES, sendingResources } from './operations';
import { sendingOptions } from './sending/sendingOptions';
import { subtitleOf } from './subtitle';

type DerivedDescription = Pick<
	INodeTypeDescription,
	'subtitle' | 'description' | 'credentials' | 'properties'
>;

/** What of the node's description follows from its providers. */
export function describeActions(providers: readonly Provider[]): DerivedDescription {
	const sending = sendingResources(providers);
	const resources = [...sending, ...LOCAL_RESOURCES];
	return {
		subtitle: subtitleOf(sending, LOCAL_RESOURCES, providers),
		description: `Charge customers and keep them informed on WhatsApp through ${oneOf(providers.map(({ name }) => name))}`,
		// `/operation`, for the same reason as `/provider` there.
		credentials: providers.map((provider) =>
			credentialOf(provider, { '/operation': Object.keys(provider.operations) }),
		),
		properties: [
			resourceField(resources),
			...resources.map(operationField),
			...sending.flatMap((resource) => providerFields(resource, providers)),
			{ ...CREDENTIAL_SLOT, displayOptions: whenSending(sending) },
			{ ...TOOL_NOTICE, displayOptions: { show: { '@tool': [true], ...whenSending(sending).show } } },
			...sending.flatMap((resource) => providers.flatMap((provider) => sendingFields(resource, provider))),
			...LOCAL_RESOURCES.flatMap(localFields),
		],
	};
}

function resourceField(resources: Resource[]): INodeProperties {
	const [{ value: defaultResource }] = resources;
	return {
		displayName: 'Resource',
		name: 'resource',
		type: 'options',
		noDataExpression: true,
		options: resources.map(({ value, name }) => ({ name, value })),
		default: defaultResource,
	};
}

/** One for each resource: only then n8n names new nodes, its actions and agent tools after `action`. */
function operationField({ value, operations }: Resource): INodeProperties {
	const [defaultOperation] = Object.keys(operations);
	return {
		displayName: 'Operation',
		name: 'operation',
		type: 'options',
		noDataExpression: true,
		displayOptions: when({ resource: [value] }),
		options: Object.entries(operations).map(([operation, choice]) => ({ ...choice, value: operation })),
		default: defaultOperation,
	};
}

/**
 * Lists only providers that have the operation: one field for all operations of a resource that the same ones have.
 * Without a condition on `operation` where one will do: only then the editor drops a provider that the chosen
 * resource does not have.
 */
function providerFields({ value, operations }: Resource, providers: readonly Provider[]): INodeProperties[] {
	const groups = new Map<string, { able: Provider[]; names: string[] }>();
	for (const name of Object.keys(operations)) {
		const able = providers.filter((provider) => name in provider.operations);
		const key = able.map(({ id }) => id).join();
		const { names = [] } = groups.get(key) ?? {};
		groups.set(key, { able, names: [...names, name] });
	}
	return [...groups.values()].map(({ able, names }) =>
		providerField(able, { resource: [value], ...(groups.size === 1 ? {} : { operation: names }) }),
	);
}

function providerField(able: Provider[], show: Conditions): INodeProperties {
	const [{ id: defaultProvider }] = able;
	return {
		displayName: 'Provider',
		name: 'provider',
		type: 'options',
		noDataExpression: true,
		displayOptions: when(show),
		options: providerChoices(able),
		default: defaultProvider,
		required: true,
		description: 'The service that sends the WhatsApp message',
	};
}

function whenSending(sending: Resource[]) {
	return when({ resource: sending.map(({ value }) => value) });
}

/** n8n has no way to keep a field from the model and still take expressions, so words have to do. */
const TOOL_NOTICE: INodeProperties = {
	displayName:
		'Let the model fill in only what the customer may choose, such as the ID of an order. Take recipient, items, prices and payment codes from your own data, with expressions that look up that ID: a model can be talked into another price, PIX key or phone number.',
	name: 'toolNotice',
	type: 'notice',
	default: '',
};

function sendingFields({ value, operations }: Resource, provider: Provider): INodeProperties[] {
	const own = Object.entries(provider.operations).filter(([name]) => name in operations);
	return own.flatMap(([name, operation]) =>
		shownWhen({ resource: [value], operation: [name], provider: [provider.id] }, [
			...operation.fields,
			optionsField(operation),
		]),
	);
}

function localFields({ value, operations }: Resource): INodeProperties[] {
	return Object.keys(operations).flatMap((name) =>
		shownWhen({ resource: [value], operation: [name] }, LOCAL_OPERATIONS[name].fields),
	);
}

function optionsField(operation: SendOperation): INodeProperties {
	const members = [...(operation.options ?? []), ...sendingOptions(operation)];
	return {
		displayName: 'Options',
		name: 'options',
		type: 'collection',
		placeholder: 'Add Option',
		default: {},
		options: members.sort((a, b) => a.displayName.localeCompare(b.displayName)),
	};
}
