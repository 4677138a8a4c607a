import type { INode } from 'n8n-workflow';
import { NodeOperationError } from 'n8n-workflow';

import { ownMember } from '../../commerce/domain/looseJson';
import { describeFound } from '../../commerce/domain/errors';
import type { LocalOperation, SendOperation } from '../providers/operation';
import { findProvider, type Provider } from '../providers/provider';
import { paymentCode } from './local/paymentCode.operation';

/** Operations that need no provider: every provider's list has them. */
export const LOCAL_OPERATIONS: Readonly<Record<string, LocalOperation>> = { paymentCode };

/** What the user chose: a provider's operation, or one that needs none. */
export type Choice = { provider: Provider; operation: SendOperation } | { operation: LocalOperation };

/**
 * The operation with that name of the provider with that id, as the fields give them. Throws
 * NodeOperationError when there is none.
 */
export function findOperation(
	providers: readonly Provider[],
	{ providerId, name, node }: { providerId: unknown; name: unknown; node: INode },
): Choice {
	const provider = findProvider(providers, providerId, node);
	const local = ownMember(LOCAL_OPERATIONS, name);
	if (local !== undefined) return { operation: local };
	const operation = ownMember(provider.operations, name);
	if (operation !== undefined) return { provider, operation };
	throw new NodeOperationError(
		node,
		`The provider ${provider.name} has no operation ${describeFound(name)}`,
		{
			description: 'Choose Provider and Operation again.',
		},
	);
}
