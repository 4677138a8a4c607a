/**
 * The least that a trigger does which starts a workflow once for each event, also after a restart of n8n: it remembers
 * the IDs in static data, which n8n saves before it answers. It checks neither who calls nor what the event is.
 */
const REMEMBERED = 1_000;

class BareTrigger {
	description = {
		displayName: 'Bare Trigger',
		name: 'bareTrigger',
		group: ['trigger'],
		// In version 1 of any node n8n evaluates an expression for each call.
		version: 1.1,
		description: 'Starts the workflow once for each message ID',
		defaults: { name: 'Bare Trigger' },
		inputs: [],
		outputs: ['main'],
		webhooks: [
			{ name: 'default', httpMethod: 'POST', responseMode: 'onReceived', responseData: '', path: 'webhook' },
		],
		properties: [],
	};

	async webhook() {
		const body = this.getBodyData();
		const state = this.getWorkflowStaticData('node');
		const seen = state.seen?.split(' ') ?? [];
		if (seen.includes(body.messageId)) return { webhookResponse: { status: 'duplicate' } };
		return {
			workflowData: [[{ json: body }]],
			// Read once the execution is stored; static data set before would not be saved.
			get webhookResponse() {
				state.seen = [...seen.slice(1 - REMEMBERED), body.messageId].join(' ');
				return { status: 'accepted' };
			},
		};
	}
}

module.exports = { BareTrigger };
