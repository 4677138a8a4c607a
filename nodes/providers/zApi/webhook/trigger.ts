import type { IWebhookFunctions } from 'n8n-workflow';

import type { EventReading } from '../../api/eventReading';
import type { TriggerSupport } from '../../provider';
import { checkObject, type IncomingRequest, type Refusal } from '../../webhook/incomingRequest';
import { nodeState } from '../../webhook/nodeState';
import { readZApiEvent } from '../api/events';
import { checkZApiCaller, forgetIdentity } from './caller';
import { events, fields, options, readZApiSettings, type ZApiSettings } from './fields';
import { isRegisteredAtZApi, registerAtZApi, rememberTakeovers } from './registration';
import { unregisterAtZApi } from './restore';

export const zApiTrigger: TriggerSupport<ZApiSettings> = {
	description: 'A WhatsApp number connected to a Z-API instance',
	events,
	defaultEvents: ['orderSent', 'orderUpdated'],
	fields,
	options,
	readOwnSettings: readZApiSettings,
	accounts: { names: ['Z-API instance IDs'] },
	// Z-API sends a few kB; a MB leaves room for a picture's thumbnail and none for a flood.
	maxBodyBytes: 1_000_000,
	receive,
	registration: {
		isRegistered: isRegisteredAtZApi,
		register: registerAtZApi,
		unregister: unregisterAtZApi,
	},
	forget: forgetIdentity,
};

/** The content before the caller, because the caller is in it. */
async function receive(
	context: IWebhookFunctions,
	request: IncomingRequest,
): Promise<EventReading | Refusal> {
	const object = checkObject(request);
	if ('status' in object) return object;
	const reading = readZApiEvent(object.body);
	if (reading.kind === 'notAnEvent') return reading;
	const refusal = await checkZApiCaller(context, request, object.body);
	if (refusal) return refusal;
	if (context.getMode() !== 'manual') rememberTakeovers(nodeState(context), String(object.body.instanceId));
	return reading;
}
