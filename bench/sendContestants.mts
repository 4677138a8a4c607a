import { Agent } from 'node:http';
import axios from 'axios';
import type { IDataObject, IExecuteFunctions, INodeExecutionData, INodeType } from 'n8n-workflow';

/** What every contestant sends: the same order to another phone each time. */
export function orderBody(phone: string): IDataObject {
	return { phone, order: { currency: 'BRL', products: [{ name: 'Coffee', value: 149.9, quantity: 2 }] } };
}

export function shopItems(count: number): IDataObject[] {
	return Array.from({ length: count }, (_, index) => ({
		phone: `55119${String(80_000_000 + index)}`,
		price: '149.90',
	}));
}

type SendAll = (send: (index: number) => Promise<IDataObject>, count: number) => Promise<IDataObject[]>;

/** As every peer sends: one at a time. */
export const sequentially: SendAll = async (send, count) => {
	const results: IDataObject[] = [];
	for (let index = 0; index < count; index++) results.push(await send(index));
	return results;
};

/** A plain pool of the given width, without anything around it. */
export function pooled(width: number): SendAll {
	return async (send, count) => {
		const results = new Array<IDataObject>(count);
		let next = 0;
		const worker = async () => {
			while (next < count) {
				const index = next++;
				results[index] = await send(index);
			}
		};
		await Promise.all(Array.from({ length: Math.min(width, count) }, worker));
		return results;
	};
}

/** The two fields that differ between items, as our node has them: n8n evaluates their expressions for each item. */
export const EXPRESSIONS = {
	phone: '={{ $json.phone }}',
	items: { item: [{ name: 'Coffee', quantity: 2, unitPrice: '={{ $json.price }}' }] },
};

/** A node that does nothing but call n8n's request helper with the credential: no checks, no errors. */
export function bareHelperNode(sendAll: SendAll, { readsFields }: { readsFields: boolean }): INodeType {
	return {
		description: {
			displayName: 'Bare Helper',
			name: 'bareHelper',
			group: ['output'],
			version: 1,
			description: 'Calls the request helper for each item',
			defaults: { name: 'Bare Helper' },
			inputs: ['main'],
			outputs: ['main'],
			credentials: [{ name: 'zApi', required: true }],
			properties: readsFields
				? [
						{ displayName: 'Phone', name: 'phone', type: 'string', default: '' },
						{ displayName: 'Items', name: 'items', type: 'json', default: {} },
					]
				: [],
		},
		async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
			const items = this.getInputData();
			const replies = await sendAll(async (index) => {
				const phone = readsFields ? this.getNodeParameter('phone', index) : items[index].json.phone;
				if (readsFields) this.getNodeParameter('items', index);
				return (await this.helpers.httpRequestWithAuthentication.call(this, 'zApi', {
					method: 'POST',
					url: '/send-order',
					body: orderBody(phone as string),
					json: true,
				})) as IDataObject;
			}, items.length);
			return [replies.map((json, item) => ({ json, pairedItem: { item } }))];
		},
	};
}

/** The HTTP client itself with connections kept open, outside n8n. */
export async function sendWithAxios(
	url: string,
	clientToken: string,
	items: IDataObject[],
	width: number,
): Promise<void> {
	const httpAgent = new Agent({ keepAlive: true, maxSockets: width });
	const client = axios.create({ httpAgent, headers: { 'Client-Token': clientToken } });
	await pooled(width)(async (index) => {
		return (await client.post<IDataObject>(url, orderBody(items[index].phone as string))).data;
	}, items.length);
	httpAgent.destroy();
}
