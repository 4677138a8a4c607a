import type { INode, INodeProperties } from 'n8n-workflow';
import { NodeOperationError } from 'n8n-workflow';

import { describeFound } from '../../commerce/domain/errors';
import type { PaymentAccess, PaymentCall, PaymentStep } from './api/paymentStep';

/**
 * Where "paid" comes from: a payment provider whose webhook the payment trigger reads. All that the trigger knows of
 * it is here.
 */
export interface PaymentProvider {
	/** Value of the Payment Provider field and of the credential's. Workflows are saved with it, so it never changes. */
	readonly id: string;
	/** As its customers know it. */
	readonly name: string;
	/** What the choice says under the name: what the node can vouch for. */
	readonly description: string;
	/** What to do at the payment provider, and what is missing; shown below the choice. Whole sentences. */
	readonly notice: string;
	/** Whether it has a secret that its calls prove; one that is empty refuses every call. */
	readonly hasSecret: boolean;
	/** Fields of the credential that it cannot do without, besides the secret, with their labels. */
	readonly credentialFields?: ReadonlyArray<{ field: string; label: string }>;
	/** Why a secret cannot be that of the payment provider; undefined when it may be. */
	weaknessOf?(access: Pick<PaymentAccess, 'secret'>): string | undefined;
	/** What is asked to test a credential; undefined when there is nothing to ask with what is filled in. */
	credentialTest?(access: Pick<PaymentAccess, 'canAsk'>): CredentialQuestion | undefined;
	/** Its own fields below Trigger On. That they show for this payment provider only is added. */
	readonly fields?: INodeProperties[];
	/** Its own members of Options; the same is added. */
	readonly options?: INodeProperties[];
	/** A body larger than this is refused unread. */
	readonly maxBodyBytes: number;
	/** Whether the call is of this shop, and what it says. Asks nobody by itself and never throws. */
	receive(call: PaymentCall, access: PaymentAccess): PaymentStep;
}

/** A GET request with the credential. */
export interface CredentialQuestion {
	path: string;
	/** What to tell the user about an answer other than 2xx; undefined when it is as good. */
	refusal(statusCode: number): string | undefined;
}

/** The payment provider with that id. Throws NodeOperationError for an id that the list has not. */
export function findPaymentProvider(
	providers: readonly PaymentProvider[],
	id: unknown,
	node: INode,
): PaymentProvider {
	const found = providers.find((candidate) => candidate.id === id);
	if (found !== undefined) return found;
	const names = providers.map(({ name }) => name).join(', ');
	throw new NodeOperationError(node, `Unknown payment provider ${describeFound(id)}`, {
		description: `Choose Payment Provider again. This version of the node knows ${names}.`,
	});
}
