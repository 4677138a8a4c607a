import type { IWebhookFunctions } from 'n8n-workflow';

import { addWarnings, type CommerceEvent } from '../../../../commerce/domain/event';
import type { EventReading } from '../../api/eventReading';
import type { HandshakeResponse, TriggerSupport } from '../../provider';
import { checkObject, headerText, type IncomingRequest, type Refusal } from '../../webhook/incomingRequest';
import type { TriggerSettings } from '../../webhook/triggerSettings';
import { readHubEvent } from '../api/events';
import { checkHubCaller } from './caller';
import { events, fields, options, readHubSettings, type HubSettings } from './fields';
import { isRegisteredAtHub, registerAtHub, unregisterAtHub } from './registration';

export const hubTrigger: TriggerSupport<HubSettings> = {
	description: 'Channels of a Hub Chatt2.me Application',
	events,
	defaultEvents: ['messageReceived'],
	fields,
	options,
	accounts: {
		names: ['Hub channel IDs', 'channel names such as whatsapp'],
		note: 'Status events of the Hub do not say where they come from and always pass.',
	},
	// The Hub sends a few kB; a MB leaves room for a picture's thumbnail and none for a flood.
	maxBodyBytes: 1_000_000,
	readOwnSettings: readHubSettings,
	respondToHandshake,
	receive,
	registration: {
		isRegistered: isRegisteredAtHub,
		register: registerAtHub,
		unregister: unregisterAtHub,
	},
};

/** The Hub's proof of ownership: its token back as JSON (Hub documentation, endpoint-verification). */
function respondToHandshake({ headers }: IncomingRequest): HandshakeResponse | Refusal | undefined {
	const token = headerText(headers, 'x-validation-token');
	if (token === undefined) return undefined;
	if (token === '' || token.length > 1000) {
		return { status: 400, reason: 'the validation token is empty or too long' };
	}
	return { status: 200, body: token };
}

/** The caller before the content. */
async function receive(
	context: IWebhookFunctions,
	request: IncomingRequest,
	settings: TriggerSettings<HubSettings>,
): Promise<EventReading | Refusal> {
	const caller = await checkHubCaller(context, request, settings);
	if ('status' in caller) return caller;
	const object = checkObject(request);
	if ('status' in object) return object;
	const reading = readHubEvent(object.body);
	if (reading.kind === 'events' && !caller.signed) {
		for (const { event } of reading.events) warnUnsigned(event, settings);
	}
	return reading;
}

function warnUnsigned(event: CommerceEvent, { automatic }: TriggerSettings): void {
	const message = automatic
		? 'The Hub gave no signing secret when the webhook was made, so only the secret header was checked; a secret from its dashboard can be pasted into the credential'
		: 'Nothing was checked, so anybody who knows the webhook URL can send events: switch signing on in the Hub and paste its secret into the credential';
	addWarnings(event, [{ rule: 'hub.unsigned', message }]);
}
