import assert from 'node:assert/strict';
import type { HubWebhook } from '../../simulator/core/accounts.mts';
import type { CrashableN8n } from './crashableN8n.mts';

/** A part of a case on each side of the crash; all cases share one crash, because n8n takes its time to start. */
export interface CrashCase {
	before(n8n: CrashableN8n): Promise<void>;
	after(n8n: CrashableN8n): Promise<void>;
}

const OTHERS = {
	receivedCallbackUrl: 'https://crm.example/in',
	messageStatusCallbackUrl: 'https://crm.example/status',
};
const REPLACE = { options: { whenAnotherUrlIsSet: 'replace' } };

type Table = Record<string, unknown>;
type Emitted = { results: Array<{ status: number; responseBody: string }> };

/** Activated, crashed, deactivated: the table ends as it began. Events: once, also over the crash. */
function activeTrigger(): CrashCase {
	let account = '';
	let workflowId = '';
	let table: Table = {};
	const event = { messageId: '3EB0CRASH', reviewAndPay: { referenceId: 'CRASH000001' } };
	const emit = async ({ control }: CrashableN8n) =>
		await control.call<Emitted>('POST', '/emit', { account, kind: 'reviewAndPay', fields: event });
	return {
		async before(n8n) {
			const { api, control, newInstance } = n8n;
			const instance = await newInstance(OTHERS);
			account = instance.account;
			table = await control.webhooks(account);
			workflowId = (await instance.newTrigger(REPLACE)).id;
			await api.activate(workflowId);
			const { results } = await emit(n8n);
			assert.match(results[0]?.responseBody ?? '', /accepted/);
			await api.waitForSuccesses(workflowId, 1);
		},
		async after(n8n) {
			const { api, control } = n8n;
			const { results } = await emit(n8n);
			assert.match(results[0]?.responseBody ?? '', /duplicate/, 'the event ran again after the crash');
			assert.equal((await api.executions(workflowId)).length, 1);
			await api.deactivate(workflowId);
			assert.deepEqual(await control.webhooks(account), table);
		},
	};
}

/** Two workflows stacked on one instance; `order` is that of their end. */
function stackedTriggers(order: readonly [0 | 1, 0 | 1]): CrashCase {
	let account = '';
	let workflowIds: string[] = [];
	let table: Table = {};
	return {
		async before({ api, control, newInstance }) {
			const instance = await newInstance(OTHERS);
			account = instance.account;
			table = await control.webhooks(account);
			for (const { id } of [await instance.newTrigger(REPLACE), await instance.newTrigger(REPLACE)]) {
				workflowIds.push(id);
				await api.activate(id);
			}
		},
		async after({ api, control }) {
			for (const index of order) await api.deactivate(workflowIds[index] ?? '');
			assert.deepEqual(await control.webhooks(account), table);
		},
	};
}

/** The test address lies over the production one when n8n dies, which n8n 2.41 does not notice at its start. */
function listeningEditor(isStartedAgain: boolean): CrashCase {
	let account = '';
	let trigger = { id: '', url: '', testUrl: '' };
	let table: Table = {};
	return {
		async before(n8n) {
			const { api, control, newInstance } = n8n;
			const instance = await newInstance(OTHERS);
			account = instance.account;
			table = await control.webhooks(account);
			trigger = await instance.newTrigger(REPLACE);
			await api.activate(trigger.id);
			await n8n.listen(trigger.id);
			assert.equal((await control.webhooks(account)).receivedCallbackUrl, trigger.testUrl);
		},
		async after({ api, control }) {
			if (isStartedAgain) {
				await api.deactivate(trigger.id);
				await api.activate(trigger.id);
				const { receivedCallbackUrl } = await control.webhooks(account);
				assert.equal(receivedCallbackUrl, trigger.url, 'events still go to the test address');
			}
			await api.deactivate(trigger.id);
			assert.deepEqual(await control.webhooks(account), table);
		},
	};
}

/** Somebody set another address while n8n was down: it may not be taken without asking, nor lost. */
function addressChangedMeanwhile(): CrashCase {
	let account = '';
	let workflowId = '';
	return {
		async before({ api, control, newInstance }) {
			const instance = await newInstance();
			account = instance.account;
			workflowId = (await instance.newTrigger()).id;
			await api.activate(workflowId);
			await control.setWebhooks(account, { receivedCallbackUrl: 'https://newer.example/in' });
		},
		async after({ api, control }) {
			const newer = 'https://newer.example/in';
			assert.equal((await control.webhooks(account)).receivedCallbackUrl, newer);
			await api.deactivate(workflowId);
			assert.equal((await control.webhooks(account)).receivedCallbackUrl, newer);
		},
	};
}

function hubTrigger(): CrashCase {
	let account = '';
	let workflowId = '';
	const webhooks = async ({ control }: CrashableN8n) =>
		((await control.webhooks(account)) as { webhooks: HubWebhook[] }).webhooks;
	let ids: string[] = [];
	return {
		async before(n8n) {
			const application = await n8n.newApplication();
			account = application.account;
			workflowId = (await application.newTrigger()).id;
			await n8n.api.activate(workflowId);
			ids = (await webhooks(n8n)).map(({ id }) => id);
			assert.equal(ids.length, 2);
		},
		async after(n8n) {
			assert.deepEqual(
				(await webhooks(n8n)).map(({ id }) => id),
				ids,
				'webhooks were made again',
			);
			const signed = { account, kind: 'message' };
			const { results } = await n8n.control.call<Emitted>('POST', '/emit', signed);
			assert.equal(results[0]?.status, 200, 'the signature was not accepted after the crash');
			await n8n.api.deactivate(workflowId);
			assert.deepEqual(await webhooks(n8n), []);
		},
	};
}

export const CRASH_CASES: Record<string, CrashCase> = {
	'crash while active: an event from before is a duplicate, and the table ends as it began': activeTrigger(),
	'crash with two workflows on one instance, the upper stopped first': stackedTriggers([1, 0]),
	'crash with two workflows on one instance, the lower stopped first': stackedTriggers([0, 1]),
	'crash while listening for a test event: the table ends as it began': listeningEditor(false),
	'crash while listening for a test event: started again, the production address is back':
		listeningEditor(true),
	'crash, and another address was set meanwhile: it stays': addressChangedMeanwhile(),
	'crash with a Hub trigger: same webhooks, signatures still accepted, all deleted at the end': hubTrigger(),
};
