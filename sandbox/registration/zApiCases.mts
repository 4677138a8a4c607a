import assert from 'node:assert/strict';
import type { CrashableN8n } from './crashableN8n.mts';

export type Case = (n8n: CrashableN8n) => Promise<void>;

/** What another system had set before. */
const OTHERS = {
	receivedCallbackUrl: 'https://crm.example/in?key=1',
	messageStatusCallbackUrl: 'https://crm.example/status',
	notifySentByMe: false,
};
const REPLACE = { options: { whenAnotherUrlIsSet: 'replace' } };

/** Addresses that the chosen events need, set to ours. */
const ours = (url: string) => ({
	receivedCallbackUrl: url,
	messageStatusCallbackUrl: url,
	notifySentByMe: true,
});

export const Z_API_CASES: Record<string, Case> = {
	'activate sets the addresses that the events need and no other; deactivate puts back an empty table':
		async ({ api, control, newInstance }) => {
			const { account, newTrigger } = await newInstance();
			const before = await control.webhooks(account);
			const trigger = await newTrigger();
			await api.activate(trigger.id);
			assert.deepEqual(await control.webhooks(account), { ...before, ...ours(trigger.url) });
			await api.deactivate(trigger.id);
			assert.deepEqual(await control.webhooks(account), before);
		},

	"Replace takes another system's addresses over and gives them back, twice": async ({
		api,
		control,
		newInstance,
	}) => {
		const { account, newTrigger } = await newInstance(OTHERS);
		const before = await control.webhooks(account);
		const trigger = await newTrigger(REPLACE);
		for (let times = 0; times < 2; times++) {
			await api.activate(trigger.id);
			assert.deepEqual(await control.webhooks(account), { ...before, ...ours(trigger.url) });
			await api.deactivate(trigger.id);
			assert.deepEqual(await control.webhooks(account), before);
		}
	},

	'Listen for test event brings a running production address back': async (n8n) => {
		const { api, control, newInstance } = n8n;
		const { account, newTrigger } = await newInstance(OTHERS);
		const before = await control.webhooks(account);
		const trigger = await newTrigger(REPLACE);
		await api.activate(trigger.id);
		const production = await control.webhooks(account);
		await n8n.listen(trigger.id);
		assert.equal((await control.webhooks(account)).receivedCallbackUrl, trigger.testUrl);
		await n8n.stopListening(trigger.id);
		await eventually(async () => assert.deepEqual(await control.webhooks(account), production));
		await api.deactivate(trigger.id);
		assert.deepEqual(await control.webhooks(account), before);
	},
};

/** n8n ends some things after it has answered. */
export async function eventually(check: () => Promise<void>): Promise<void> {
	for (let triesLeft = 150; ; triesLeft--) {
		try {
			await check();
			return;
		} catch (error) {
			if (triesLeft === 0) throw error;
			await new Promise((resolve) => setTimeout(resolve, 100));
		}
	}
}
