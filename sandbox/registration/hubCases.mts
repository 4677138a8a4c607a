import assert from 'node:assert/strict';
import type { HubWebhook } from '../../simulator/core/accounts.mts';
import type { Case } from './zApiCases.mts';
import type { CrashableN8n } from './crashableN8n.mts';

async function webhooksOf({ control }: CrashableN8n, account: string): Promise<HubWebhook[]> {
	return ((await control.webhooks(account)) as { webhooks: HubWebhook[] }).webhooks;
}

const OTHERS: Partial<HubWebhook> = {
	eventType: 'Message',
	endpoint: 'https://crm.example/in',
	label: 'CRM',
};

async function emit(
	{ control }: CrashableN8n,
	account: string,
	emission: object,
): Promise<number | undefined> {
	const { results } = await control.call<{ results: Array<{ status: number }> }>('POST', '/emit', {
		account,
		kind: 'message',
		...emission,
	});
	return results[0]?.status;
}

export const HUB_CASES: Record<string, Case> = {
	'activate makes a verified, signed webhook for each event type beside those of others; deactivate deletes them':
		async (n8n) => {
			const { api, control, newApplication } = n8n;
			const { account, newTrigger } = await newApplication();
			await control.setWebhooks(account, { webhooks: [OTHERS] });
			const before = await webhooksOf(n8n, account);
			const trigger = await newTrigger();
			await api.activate(trigger.id);
			const made = (await webhooksOf(n8n, account)).filter(({ endpoint }) => endpoint === trigger.url);
			assert.deepEqual(made.map(({ eventType }) => eventType).sort(), ['Message', 'MessageStatus']);
			for (const { isVerified, requiresSignature, secret, headers } of made) {
				assert.ok(isVerified, 'the handshake was not answered');
				assert.ok(requiresSignature && secret, 'it is not signed');
				assert.equal(headers.length, 1, 'it carries no secret header');
			}
			await api.deactivate(trigger.id);
			assert.deepEqual(await webhooksOf(n8n, account), before);
		},

	'a webhook that already points here is used again, and a forged event starts nothing': async (n8n) => {
		const { api, control, newApplication } = n8n;
		const { account, newTrigger } = await newApplication();
		const trigger = await newTrigger({ events: ['messageReceived'] });
		await control.setWebhooks(account, {
			webhooks: [{ eventType: 'Message', endpoint: trigger.url, label: 'left behind' }],
		});
		const [left] = await webhooksOf(n8n, account);
		await api.activate(trigger.id);
		const now = await webhooksOf(n8n, account);
		assert.deepEqual(
			now.map(({ id }) => id),
			[left?.id],
		);
		assert.equal(await emit(n8n, account, { target: left?.id }), 200);
		assert.equal(await emit(n8n, account, { target: left?.id, signature: 'forged' }), 401);
		assert.equal(await emit(n8n, account, { target: left?.id, customHeaders: 'wrong' }), 401);
		await api.waitForSuccesses(trigger.id, 1);
		assert.equal((await api.executions(trigger.id)).length, 1);
		await api.deactivate(trigger.id);
		assert.deepEqual(await webhooksOf(n8n, account), []);
	},
};
