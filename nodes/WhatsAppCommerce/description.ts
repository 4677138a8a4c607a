import type { INodeProperties, INodePropertyOptions, INodeTypeDescription } from 'n8n-workflow';

import { shownWhen } from '../providers/fields/conditions';
import type { LocalOperation, SendOperation } from '../providers/operation';
import type { Provider } from '../providers/provider';
import { byName, credentialOf, labelOf, oneOf, providerChoices } from '../providers/describe';
import { LOCAL_OPERATIONS } from './operations';
import { sendingOptions } from './sending/sendingOptions';

type DerivedDescription = Pick<
	INodeTypeDescription,
	'subtitle' | 'description' | 'credentials' | 'properties'
>;

/** What of the node's description follows from its providers. */
export function describeActions(providers: readonly Provider[]): DerivedDescription {
	const names = providers.map(({ name }) => name);
	const [{ id: defaultProvider }] = providers;
	return {
		subtitle: `={{ ${labelOf('operation', operationLabels(providers))} + " · " + ${labelOf('provider', providers)} }}`,
		description: `Charge customers and keep them informed on WhatsApp through ${oneOf(names)}`,
		// `operation` puts the credentials below Provider.
		credentials: providers.map((provider) =>
			credentialOf(provider, {
				operation: choicesOf(provider.operations).map(({ value }) => value as string),
			}),
		),
		properties: [
			{
				displayName: 'Provider',
				name: 'provider',
				type: 'options',
				noDataExpression: true,
				options: providerChoices(providers),
				default: defaultProvider,
				required: true,
				description: 'The service that sends the WhatsApp message',
			},
			...providers.map(operationField),
			...providers.flatMap(fieldsOf),
			...Object.entries(LOCAL_OPERATIONS).flatMap(([operation, { fields }]) =>
				shownWhen({ operation: [operation] }, fields),
			),
		],
	};
}

function operationField({ id, operations }: Provider): INodeProperties {
	const [defaultOperation] = Object.keys(operations);
	return {
		displayName: 'Operation',
		name: 'operation',
		type: 'options',
		noDataExpression: true,
		displayOptions: { show: { provider: [id] } },
		options: choicesOf({ ...LOCAL_OPERATIONS, ...operations }),
		default: defaultOperation,
	};
}

function fieldsOf({ id, operations }: Provider): INodeProperties[] {
	return Object.entries(operations).flatMap(([name, operation]) =>
		shownWhen({ provider: [id], operation: [name] }, [...operation.fields, optionsField(operation)]),
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

function choicesOf(
	operations: Readonly<Record<string, SendOperation | LocalOperation>>,
): INodePropertyOptions[] {
	return Object.entries(operations)
		.map(([value, { choice }]) => ({ ...choice, value }))
		.sort(byName);
}

function operationLabels(providers: readonly Provider[]) {
	const all = Object.assign(
		{},
		LOCAL_OPERATIONS,
		...providers.map(({ operations }) => operations),
	) as Parameters<typeof choicesOf>[0];
	return choicesOf(all).map(({ value, name }) => ({ id: value as string, name }));
}
