import assert from 'node:assert/strict';
import type { MetaAccount, Receiver } from '../../test/helpers/simulator.ts';
import { waitFor } from '../lib/waitFor.mts';
import type { CrashCase } from './crashCases.mts';
import type { CrashableN8n } from './crashableN8n.mts';
import type { Case } from './zApiCases.mts';

type Emitted = { results: Array<{ status: number; responseBody: string }> };
interface Addresses {
	phones: Record<string, { url: string } | null>;
}

const replace = (replacedVerifyToken?: string) => ({
	options: { whenAnotherUrlIsSet: 'replace', ...(replacedVerifyToken && { replacedVerifyToken }) },
});

async function addresses({ control }: CrashableN8n, { account }: MetaAccount): Promise<Addresses> {
	return (await control.webhooks(account)) as unknown as Addresses;
}

/** The address of the first number. */
async function urlSet(n8n: CrashableN8n, business: MetaAccount): Promise<string | undefined> {
	return (await addresses(n8n, business)).phones[business.phones[0]?.id ?? '']?.url;
}

/** Another system has its own address at the first number, and an app has one for all. */
async function occupy({ control }: CrashableN8n, { account, phones }: MetaAccount): Promise<Receiver> {
	const inbox = await control.createReceiver({ verifyToken: 'theirs' });
	const override = { url: inbox.publicUrl, verifyToken: 'theirs' };
	const appAddress = { url: 'https://app.example/hook', verifyToken: 'x' };
	await control.setWebhooks(account, { phones: { [phones[0]?.id ?? '']: override }, appAddress });
	return inbox;
}

export const META_CASES: Record<string, Case> = {
	'Meta: activate sets and verifies the address of the number and no other; deactivate takes it away': async (
		n8n,
	) => {
		const { api, control, newBusiness } = n8n;
		const business = await newBusiness();
		const before = await addresses(n8n, business);
		const trigger = await business.newTrigger();
		await api.activate(trigger.id);
		const [first = '', second = ''] = business.phones.map(({ id }) => id);
		const { phones } = await addresses(n8n, business);
		assert.deepEqual([phones[first]?.url, phones[second]], [trigger.url, null]);
		const emit = async (signature: string) =>
			(await control.call<Emitted>('POST', '/emit', { account: business.account, signature })).results[0]
				?.status;
		assert.deepEqual([await emit('valid'), await emit('forged'), await emit('missing')], [200, 401, 401]);
		await api.waitForSuccesses(trigger.id, 1);
		assert.equal((await api.executions(trigger.id)).length, 1);
		await api.deactivate(trigger.id);
		assert.deepEqual(await addresses(n8n, business), before);
	},

	"Meta: another system's address is refused, replaced only with its verify token, and given back": async (
		n8n,
	) => {
		const { api, newBusiness } = n8n;
		const business = await newBusiness();
		const inbox = await occupy(n8n, business);
		const before = await addresses(n8n, business);
		for (const parameters of [{}, replace('guessed')]) {
			const refused = await business.newTrigger(parameters);
			await assert.rejects(api.activate(refused.id), /receiver\.example/);
			assert.equal(await urlSet(n8n, business), inbox.publicUrl);
		}
		const trigger = await business.newTrigger(replace('theirs'));
		await api.activate(trigger.id);
		assert.equal(await urlSet(n8n, business), trigger.url);
		await api.deactivate(trigger.id);
		assert.deepEqual(await addresses(n8n, business), before);
	},

	'Meta: Listen for test event brings a running production address back': async (n8n) => {
		const { api, newBusiness } = n8n;
		const business = await newBusiness();
		const trigger = await business.newTrigger();
		await api.activate(trigger.id);
		await n8n.listen(trigger.id);
		assert.equal(await urlSet(n8n, business), trigger.testUrl);
		await n8n.stopListening(trigger.id);
		await waitFor('the production address', async () => (await urlSet(n8n, business)) === trigger.url);
		await api.deactivate(trigger.id);
		assert.equal(await urlSet(n8n, business), undefined);
	},
};

/** Replaced another system's address, crashed, deactivated: it is back. Events: once, also over the crash. */
function replacedAddress(): CrashCase {
	let business: MetaAccount;
	let before: Addresses;
	let workflowId = '';
	const emit = async ({ control }: CrashableN8n) => {
		const body = { account: business.account, body: EVENT };
		return (await control.call<Emitted>('POST', '/emit', body)).results[0]?.responseBody ?? '';
	};
	return {
		async before(n8n) {
			const created = await n8n.newBusiness();
			business = created;
			await occupy(n8n, business);
			before = await addresses(n8n, business);
			workflowId = (await created.newTrigger(replace('theirs'))).id;
			await n8n.api.activate(workflowId);
			assert.match(await emit(n8n), /accepted/);
			await n8n.api.waitForSuccesses(workflowId, 1);
		},
		async after(n8n) {
			assert.match(await emit(n8n), /duplicate/, 'the event ran again after the crash');
			await n8n.api.deactivate(workflowId);
			assert.deepEqual(await addresses(n8n, business), before);
		},
	};
}

/** n8n dies while it listens for a test event: the test address is still set when the workflow ends. */
function listening(): CrashCase {
	let business: MetaAccount;
	let trigger = { id: '', url: '', testUrl: '' };
	return {
		async before(n8n) {
			const created = await n8n.newBusiness();
			business = created;
			trigger = await created.newTrigger();
			await n8n.api.activate(trigger.id);
			await n8n.listen(trigger.id);
			assert.equal(await urlSet(n8n, business), trigger.testUrl);
		},
		async after(n8n) {
			await n8n.api.deactivate(trigger.id);
			assert.equal(await urlSet(n8n, business), undefined);
		},
	};
}

const EVENT = {
	object: 'whatsapp_business_account',
	entry: [
		{
			id: '1',
			changes: [
				{
					field: 'messages',
					value: {
						messaging_product: 'whatsapp',
						metadata: { display_phone_number: '5511900000001', phone_number_id: '1' },
						messages: [
							{
								...{ from: '5511998765432', id: 'wamid.CRASH', timestamp: '1766000000', type: 'text' },
								text: { body: 'Oi' },
							},
						],
					},
				},
			],
		},
	],
};

export const META_CRASH_CASES: Record<string, CrashCase> = {
	"crash with another system's address replaced at Meta: one run of an event, and the address is back":
		replacedAddress(),
	'crash while listening for a test event at Meta: the number has no address at the end': listening(),
};
