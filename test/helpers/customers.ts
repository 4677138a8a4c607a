import type { IDataObject, INodeParameters } from 'n8n-workflow';
import { hubCredential, zApiCredential } from './accounts';
import { ACTION_NODE, runAction, type ActionOptions, type ActionRun } from './engine/runAction';
import { zApiCharge, hubCharge } from './parameters';
import { simulator, type HubAccount, type RecordedRequest, type ZApiAccount } from './simulator';

export interface Customer extends IDataObject {
	phone: string;
	reference: string;
}

/** Input items with a phone and a reference of their own each. */
export function customers(count: number): Customer[] {
	return Array.from({ length: count }, (_, index) => ({
		phone: String(5511987650000 + index),
		reference: `order-${index}`,
	}));
}

/** Charges each input item through Z-API; `options` are the node's Options. */
export async function chargeAll(
	account: ZApiAccount,
	items: IDataObject[],
	options: INodeParameters = {},
	engine: ActionOptions = {},
): Promise<ActionRun> {
	const parameters = zApiCharge({ phone: '={{ $json.phone }}', options });
	return await runAction(parameters, items, { credentials: zApiCredential(account), ...engine });
}

/** Charges each input item through the Hub, under its reference. */
export async function chargeAllThroughHub(
	account: HubAccount,
	items: IDataObject[],
	options: INodeParameters = {},
	engine: ActionOptions = {},
): Promise<ActionRun> {
	const perItem = { phone: '={{ $json.phone }}', referenceId: '={{ $json.reference }}' };
	const parameters = hubCharge({ ...perItem, channelId: account.channels[0].id, options });
	return await runAction(parameters, items, { credentials: hubCredential(account), ...engine });
}

/** Output items of all runs of the node in one execution, in order. */
export function outputOfAllRuns({ runData }: ActionRun): IDataObject[] {
	return (runData[ACTION_NODE] ?? []).flatMap(({ data }) => (data?.main[0] ?? []).map(({ json }) => json));
}

/** How many requests each recipient's messages made. */
export async function requestsByPhone({ account }: { account: string }): Promise<Record<string, number>> {
	const counts: Record<string, number> = {};
	for (const { recipient } of await simulator.requests(account)) {
		counts[String(recipient)] = (counts[String(recipient)] ?? 0) + 1;
	}
	return counts;
}

/** Recipients in the order in which their requests arrived. */
export function recipientsOf(requests: RecordedRequest[]): Array<string | null> {
	return [...requests].sort((a, b) => a.seq - b.seq).map(({ recipient }) => recipient);
}
