import assert from 'node:assert/strict';
import type { CrashableN8n } from './crashableN8n.mts';

export type Case = (n8n: CrashableN8n) => Promise<void>;

/** What another system had set before. */
const OTHERS = {
	receivedCallbackUrl: 'https://crm.example/in?key=1',
	messageStatusCallbackUrl: 'https://crm.example/status',
	notifySentByMe: false,
};
const REPLACE = { whenAnotherUrlIsSet: 'replace' };

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

	"another system's addresses stop the activation, by host and without its secrets": async ({
		api,
		control,
		newInstance,
	}) => {
		const { account, newTrigger } = await newInstance(OTHERS);
		const before = await control.webhooks(account);
		const trigger = await newTrigger();
		await assert.rejects(api.activate(trigger.id), (error: Error) => {
			assert.match(error.message, /crm\.example/);
			assert.doesNotMatch(error.message, /key=1/);
			return true;
		});
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

	'an address that somebody set meanwhile stays': async ({ api, control, newInstance }) => {
		const { account, newTrigger } = await newInstance(OTHERS);
		const trigger = await newTrigger(REPLACE);
		await api.activate(trigger.id);
		await control.setWebhooks(account, { receivedCallbackUrl: 'https://newer.example/in' });
		await api.deactivate(trigger.id);
		const after = await control.webhooks(account);
		assert.equal(after.receivedCallbackUrl, 'https://newer.example/in');
		assert.equal(after.messageStatusCallbackUrl, OTHERS.messageStatusCallbackUrl);
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

	'Listen for test event ends with the first event, and an inactive workflow leaves nothing behind': async (
		n8n,
	) => {
		const { control, newInstance } = n8n;
		const { account, newTrigger } = await newInstance();
		const before = await control.webhooks(account);
		const trigger = await newTrigger();
		await n8n.listen(trigger.id);
		const { results } = await control.call<{ results: Array<{ status: number }> }>('POST', '/emit', {
			account,
			kind: 'reviewAndPay',
		});
		assert.equal(results[0]?.status, 200);
		await eventually(async () => assert.deepEqual(await control.webhooks(account), before));
	},

	'Manual changes nothing': async ({ api, control, newInstance }) => {
		const { account, newTrigger } = await newInstance(OTHERS);
		const before = await control.webhooks(account);
		const trigger = await newTrigger({ registration: 'manual' });
		await api.activate(trigger.id);
		assert.deepEqual(await control.webhooks(account), before);
		await api.deactivate(trigger.id);
		assert.deepEqual(await control.webhooks(account), before);
	},
};

for (const [name, first, second] of [
	['the upper first', 1, 0],
	['the lower first', 0, 1],
] as const) {
	Z_API_CASES[`two workflows on one instance, ${name}: the table ends as it began`] = async ({
		api,
		control,
		newInstance,
	}) => {
		const { account, newTrigger } = await newInstance(OTHERS);
		const before = await control.webhooks(account);
		const triggers = [await newTrigger(REPLACE), await newTrigger(REPLACE)] as const;
		for (const { id } of triggers) await api.activate(id);
		assert.equal((await control.webhooks(account)).receivedCallbackUrl, triggers[1].url);
		await api.deactivate(triggers[first].id);
		await api.deactivate(triggers[second].id);
		assert.deepEqual(await control.webhooks(account), before);
	};
}

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
