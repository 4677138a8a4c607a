import type { INodeProperties, INodeTypeDescription } from 'n8n-workflow';

import type { PaymentEventName } from '../../commerce/domain/payment/paymentEvent';
import type { PaymentProvider } from '../paymentProviders/paymentProvider';
import { CREDENTIAL_SLOT, labelOf } from '../providers/describe';
import { shownWhen } from '../providers/fields/conditions';

type DerivedDescription = Pick<INodeTypeDescription, 'subtitle' | 'properties'>;

const EVENTS: Array<{ name: string; value: PaymentEventName; action: string; description: string }> = [
	{
		name: 'Payment Confirmed',
		value: 'paymentConfirmed',
		action: 'On payment confirmed',
		description: 'The customer has paid',
	},
	{
		name: 'Payment Expired',
		value: 'paymentExpired',
		action: 'On payment expired',
		description: 'A charge passed its time without being paid',
	},
	{
		name: 'Payment Refunded',
		value: 'paymentRefunded',
		action: 'On payment refunded',
		description: 'All or part of a payment went back to the customer',
	},
	{
		name: 'Payment Under Review',
		value: 'paymentUnderReview',
		action: 'On payment under review',
		description: 'A payment waits for a risk analysis, or is disputed',
	},
];

export const eventsField: INodeProperties = {
	displayName: 'Trigger On',
	name: 'events',
	type: 'multiOptions',
	options: EVENTS,
	default: ['paymentConfirmed'],
	required: true,
};

export const deduplicateForHours: INodeProperties = {
	displayName: 'Deduplicate For (Hours)',
	name: 'deduplicateForHours',
	type: 'number',
	typeOptions: { minValue: 0, maxValue: 2160 },
	default: 720,
	description:
		'How long the same state of the same payment is ignored, whatever calls tell it again. 0 switches this off.',
};

export const includeRaw: INodeProperties = {
	displayName: 'Include Raw Event',
	name: 'includeRaw',
	type: 'boolean',
	default: false,
	description: "Whether to add the payment provider's own JSON, without secrets, as raw",
};

/** What of the node's description follows from the payment providers. */
export function describePaymentTrigger(providers: readonly PaymentProvider[]): DerivedDescription {
	const [{ id: defaultProvider }] = providers;
	const choices = providers.map(({ id, name, description }) => ({ name, value: id, description }));
	return {
		subtitle: `={{ ${labelOf('paymentProvider', providers)} }}`,
		properties: [
			{
				displayName: 'Payment Provider',
				name: 'paymentProvider',
				type: 'options',
				noDataExpression: true,
				options: choices.sort((a, b) => a.name.localeCompare(b.name)),
				default: defaultProvider,
				description: "The service that receives your customers' money",
			},
			CREDENTIAL_SLOT,
			...providers.map(noticeOf),
			eventsField,
			...providers.flatMap(({ id, fields = [] }) => shownWhen({ paymentProvider: [id] }, fields)),
			optionsField(providers),
		],
	};
}

function noticeOf({ id, notice }: PaymentProvider): INodeProperties {
	return {
		displayName: notice,
		name: `${id}Notice`,
		type: 'notice',
		default: '',
		displayOptions: { show: { paymentProvider: [id] } },
	};
}

function optionsField(providers: readonly PaymentProvider[]): INodeProperties {
	const own = providers.flatMap(({ id, options = [] }) => shownWhen({ '/paymentProvider': [id] }, options));
	return {
		displayName: 'Options',
		name: 'options',
		type: 'collection',
		placeholder: 'Add Option',
		default: {},
		options: [deduplicateForHours, includeRaw, ...own].sort((a, b) =>
			a.displayName.localeCompare(b.displayName),
		),
	};
}
