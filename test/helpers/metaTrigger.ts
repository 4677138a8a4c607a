import { createHmac, randomUUID } from 'crypto';
import type { IDataObject, INodeParameters } from 'n8n-workflow';
import type { Trigger, TriggerInput } from './engine/openTrigger';
import { openTrigger } from './engine/openTrigger';
import type { CallInput } from './engine/webhookInbox';
import { byId, metaCredential, type MetaCredential } from './metaRuns';
import { simulator, type MetaAccount } from './simulator';

export type MetaTriggerInput = Omit<TriggerInput, 'credentials' | 'parameters'> & {
	parameters?: INodeParameters;
	/** Members of the credential that are not those of the account. */
	credential?: MetaCredential;
	/** Public origin of the n8n server; servers of one test are one when they share it. */
	origin?: string;
};

/** A trigger on the first number of a business account, which WhatsApp can reach; by default registering itself. */
export async function openMetaTrigger(account: MetaAccount, input: MetaTriggerInput = {}): Promise<Trigger> {
	const { origin = `https://${randomUUID()}.n8n.example`, credential, ...rest } = input;
	const isManual = input.parameters?.registration === 'manual';
	const trigger = await openTrigger({
		...rest,
		workflowId: input.workflowId ?? randomUUID(),
		webhookId: input.webhookId ?? randomUUID(),
		urls: { webhook: origin, ...input.urls },
		parameters: {
			provider: 'metaCloud',
			...(isManual ? {} : { phoneNumberId: byId(account.phones[0].id) }),
			...input.parameters,
		},
		credentials: metaCredential(account, credential),
	});
	const to = await trigger.inbox.listen();
	// By address: servers that share an origin verify each its own.
	for (const kind of ['production', 'test'] as const) await simulator.tunnel(trigger.webhookUrl(kind), to);
	return trigger;
}

/** A webhook call as WhatsApp signs it. */
export function signed({ appSecret }: MetaAccount, event: unknown): CallInput {
	const body = typeof event === 'string' ? event : JSON.stringify(event);
	const signature = createHmac('sha256', appSecret).update(body).digest('hex');
	return {
		body,
		headers: { 'content-type': 'application/json', 'X-Hub-Signature-256': `sha256=${signature}` },
	};
}

/** What the workflow got, one entry per item of every execution that was started. */
export async function itemsOf(trigger: Trigger): Promise<IDataObject[]> {
	const runs = await trigger.inbox.settled();
	return runs.flatMap((run) => run.outputs('Next')[0] ?? []).map(({ json }) => json);
}
