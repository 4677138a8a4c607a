import type { IWebhookFunctions } from 'n8n-workflow';

import { addWarnings } from '../../../../commerce/domain/event';
import type { EventReading } from '../../api/eventReading';
import type { TriggerSupport } from '../../provider';
import { checkObject, type IncomingRequest, type Refusal } from '../../webhook/incomingRequest';
import type { TriggerSettings } from '../../webhook/triggerSettings';
import { readMetaEvents } from '../api/events';
import { respondToVerification, checkMetaCaller } from './caller';
import { events, fields, options, readMetaSettings, type MetaSettings } from './fields';
import { assertCanReceive, isRegisteredAtMeta, registerAtMeta, unregisterAtMeta } from './registration';

export const metaTrigger: TriggerSupport<MetaSettings> = {
	description: "A number of a WhatsApp Business Account on Meta's Cloud API",
	events,
	defaultEvents: ['cartReceived', 'messageReceived'],
	fields,
	options,
	readOwnSettings: readMetaSettings,
	accounts: { names: ['phone number IDs of Meta'] },
	// Up to 3 MB (Meta, webhooks/overview), whatever is meant by MB.
	maxBodyBytes: 3_200_000,
	// Meta delivers again for up to 7 days what was not answered with 200 (webhooks/overview).
	redeliveryHours: 168,
	respondToHandshake: respondToVerification,
	receive,
	assertReady: assertCanReceive,
	registration: {
		isRegistered: isRegisteredAtMeta,
		register: registerAtMeta,
		unregister: unregisterAtMeta,
	},
};

/** The caller before the content. */
async function receive(
	context: IWebhookFunctions,
	request: IncomingRequest,
	settings: TriggerSettings<MetaSettings>,
): Promise<EventReading | Refusal> {
	const caller = await checkMetaCaller(context, request, settings);
	if ('status' in caller) return caller;
	const object = checkObject(request);
	if ('status' in object) return object;
	const reading = readMetaEvents(object.body);
	if (reading.kind === 'events' && !caller.signed) {
		for (const { event } of reading.events) addWarnings(event, [UNSIGNED]);
	}
	return reading;
}

const UNSIGNED = {
	rule: 'meta.unsigned',
	message:
		'Nothing was checked, so anybody who knows the webhook URL can send events: paste the App Secret into the credential',
};
