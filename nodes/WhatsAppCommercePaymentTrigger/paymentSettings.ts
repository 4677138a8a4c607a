import type { IHookFunctions, INodeProperties, IWebhookFunctions } from 'n8n-workflow';

import type { PaymentEventName } from '../../commerce/domain/payment/paymentEvent';
import { PAYMENT_EVENT_NAMES } from '../../commerce/domain/payment/paymentEvent';
import { findPaymentProvider, type PaymentProvider } from '../paymentProviders/paymentProvider';
import { SettingsReader, type SettingProblem } from '../providers/webhook/settingsReader';
import { deduplicateForHours, eventsField, includeRaw } from './description';

const HOUR_MS = 3_600_000;

/** What the user chose, read once per call. */
export interface PaymentSettings {
	provider: PaymentProvider;
	events: readonly PaymentEventName[];
	deduplicateForMs: number;
	includeRaw: boolean;
	/** Values of the fields and options that only the chosen payment provider has. */
	own: { [field: string]: unknown };
	/** What could not be read, and what holds instead. */
	problems: readonly SettingProblem[];
}

/**
 * Reads the node's fields. What cannot be read keeps the protection of its default, and is listed in `problems`.
 * Throws NodeOperationError only for an unknown payment provider.
 */
export function readPaymentSettings(
	context: IHookFunctions | IWebhookFunctions,
	providers: readonly PaymentProvider[],
): PaymentSettings {
	const provider = findPaymentProvider(
		providers,
		context.getNodeParameter('paymentProvider') as unknown,
		context.getNode(),
	);
	const reader = new SettingsReader(context);
	const { fields = [], options = [] } = provider;
	const own = [
		...fields.map((field) => [field.name, readField(reader, field)] as const),
		...options.map((field) => [field.name, readOption(reader, field)] as const),
	];
	return {
		provider,
		// To have a state too many is better than to lose one.
		events: reader.choices(eventsField, PAYMENT_EVENT_NAMES),
		deduplicateForMs: reader.number(deduplicateForHours) * HOUR_MS,
		includeRaw: reader.flag(includeRaw),
		own: Object.fromEntries(own),
		problems: reader.problems,
	};
}

function readField(reader: SettingsReader, field: INodeProperties): unknown {
	return field.type === 'options' ? reader.choice(field) : reader.text(field);
}

function readOption(reader: SettingsReader, field: INodeProperties): unknown {
	if (field.type === 'boolean') return reader.flag(field);
	return field.type === 'number' ? reader.number(field) : reader.words(field);
}
