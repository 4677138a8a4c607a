import type { IHookFunctions, IWebhookFunctions } from 'n8n-workflow';
import type { CommerceEvent } from '../../commerce/domain/event';
import { asObject } from '../../commerce/domain/looseJson';
import { oneEvent } from '../../nodes/providers/api/eventReading';
import { readRecipient } from '../../nodes/providers/fields/recipient';
import type { Provider } from '../../nodes/providers/provider';
import { nodeState } from '../../nodes/providers/webhook/nodeState';

/** A third provider as an engineer would write it: this object and one line in a list. */
export const stub: Provider = {
	id: 'stub',
	name: 'Stub Cloud',
	credential: { type: 'stubApi', secrets: ['stubToken'] },
	operations: {
		paymentRequest: {
			fields: [
				{
					displayName: 'Recipient Phone',
					name: 'phone',
					type: 'string',
					default: '',
					description: 'Who pays',
				},
				{
					displayName: 'Stub Detail',
					name: 'stubDetail',
					type: 'string',
					default: '',
					displayOptions: { show: { phone: ['5511999999999'] } },
					description: 'Shows for one number only',
				},
			],
			options: [
				{
					displayName: 'Paper Size',
					name: 'paperSize',
					type: 'string',
					default: '',
					description: 'Size of the receipt',
				},
			],
			hasReference: true,
			prepare: (params) => {
				const { recipient, warnings } = readRecipient(params, params.value('phone'));
				return {
					recipient,
					requestTo: (to) => ({ method: 'POST', path: '/pay', body: { to } }),
					warnings,
				};
			},
		},
		pixKey: {
			fields: [],
			hasReference: false,
			prepare: () => ({
				recipient: '5511999999999',
				requestTo: () => ({ method: 'POST', path: '/ping' }),
				warnings: [],
			}),
		},
	},
	readSendResponse: ({ body }) => ({ outcome: 'accepted', meaning: 'taken', fields: { said: body } }),
	trigger: {
		description: 'A number in the cloud',
		events: [
			{
				name: 'Order Sent',
				value: 'orderSent',
				action: 'On order sent',
				description: 'An order was sent',
				tryIt: 'Send one.',
			},
		],
		defaultEvents: ['orderSent'],
		fields: [
			{
				displayName: 'Stub Queue',
				name: 'stubQueue',
				type: 'string',
				default: '',
				displayOptions: { show: { registration: ['automatic'] } },
				description: 'Where events are kept',
			},
		],
		options: [
			{
				displayName: 'Patience',
				name: 'patience',
				type: 'number',
				default: 1,
				description: 'How long to wait',
			},
		],
		accounts: { names: ['Stub numbers'], note: 'Pings always pass.' },
		maxBodyBytes: 2000,
		respondToHandshake: ({ headers }) =>
			headers['x-challenge'] === undefined ? undefined : { status: 200, body: headers['x-challenge'] },
		receive: async (_context: IWebhookFunctions, { body }) => {
			const event: CommerceEvent = {
				event: 'orderSent',
				eventId: `stub:${JSON.stringify(body)}`,
				provider: 'stub',
				accountId: null,
				occurredAt: null,
				contact: { phone: '5511999999999' },
				fromMe: true,
				messageId: 'M1',
			};
			return await Promise.resolve(oneEvent(event, asObject(body) ?? {}));
		},
		registration: {
			isRegistered: async (context: IHookFunctions) =>
				await Promise.resolve(nodeState(context).registration?.provider === 'stub'),
			register: async (context: IHookFunctions) => {
				await Promise.resolve();
				nodeState(context).registration = { provider: 'stub' };
			},
			unregister: async () => await Promise.resolve(undefined),
		},
	},
};
