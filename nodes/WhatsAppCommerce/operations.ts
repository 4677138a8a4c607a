import type { INode } from 'n8n-workflow';
import { NodeOperationError } from 'n8n-workflow';

import { ownMember } from '../../commerce/domain/looseJson';
import { describeFound } from '../../commerce/domain/errors';
import type { LocalOperation, SendOperation } from '../providers/operation';
import { findProvider, type Provider } from '../providers/provider';
import { SENDING_RESOURCES, type Resource } from '../providers/resources';
import { lookUp } from './local/lookUp.operation';
import { buildPix, check } from './local/paymentCode.operation';

/** What needs no provider, by the value of Operation. */
export const LOCAL_OPERATIONS: Readonly<Record<string, LocalOperation>> = { check, lookUp, buildPix };

/** How these stand in the lists. */
export const LOCAL_RESOURCES: readonly Resource[] = [
	{
		value: 'paymentCode',
		name: 'Payment Code',
		operations: {
			check: {
				name: 'Check',
				action: 'Check a payment code',
				description: 'Show what a PIX code or boleto is, and what is wrong with it',
			},
			lookUp: {
				name: 'Look Up Charge',
				action: 'Look up a charge',
				description: 'Ask the bank of a dynamic PIX code whether the charge can be paid, or was paid',
			},
			buildPix: {
				name: 'Build PIX Code',
				action: 'Build a PIX code',
				description: 'Make a static BR Code from a key, without sending anything',
			},
		},
	},
];

/** What the user chose: a provider's operation, or one that needs none. */
export type Choice = { provider: Provider; operation: SendOperation } | { operation: LocalOperation };

/** The choices as the fields give them; where nothing is sent there is no Provider field. */
export interface Chosen {
	resource: unknown;
	operation: unknown;
	providerId: unknown;
}

/** The resources of what at least one of these providers sends. */
export function sendingResources(providers: readonly Provider[]): Resource[] {
	return SENDING_RESOURCES.map((resource) => ({
		...resource,
		operations: Object.fromEntries(
			Object.entries(resource.operations).filter(([name]) =>
				providers.some(({ operations }) => name in operations),
			),
		),
	})).filter(({ operations }) => Object.keys(operations).length > 0);
}

/** The operation that was chosen. Throws NodeOperationError when there is none. */
export function findOperation(
	providers: readonly Provider[],
	{ resource, operation: name, providerId }: Chosen,
	node: INode,
): Choice {
	const listed = [...SENDING_RESOURCES, ...LOCAL_RESOURCES].find(({ value }) => value === resource);
	const choice = listed && ownMember(listed.operations, name);
	if (choice === undefined) {
		throw new NodeOperationError(
			node,
			`The resource ${describeFound(resource)} has no operation ${describeFound(name)}`,
			{
				description: 'Choose Resource and Operation again.',
			},
		);
	}
	const local = ownMember(LOCAL_OPERATIONS, name);
	if (local !== undefined) return { operation: local };
	const provider = findProvider(providers, providerId, node);
	const operation = ownMember<SendOperation | undefined>(provider.operations, name);
	if (operation !== undefined) return { provider, operation };
	throw new NodeOperationError(node, `The provider ${provider.name} has no operation "${choice.name}"`, {
		description: 'Choose Provider again.',
	});
}
