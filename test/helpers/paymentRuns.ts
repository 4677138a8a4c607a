import type { IDataObject, INodeParameters } from 'n8n-workflow';
import { createHubWithChannel, hubCredential, sentBodies, zApiCredential } from './accounts';
import { EXAMPLE_UUID } from './brCode';
import type { ActionOptions, ActionRun } from './engine/runAction';
import { runAction } from './engine/runAction';
import { hubCharge, itemRows } from './parameters';
import { simulator } from './simulator';

/** A run with what reached the provider. */
export interface ChargeRun {
	run: ActionRun;
	/** Bodies of the requests, in order of arrival. */
	bodies: unknown[];
}

/** What every refusal before sending ends with. */
export const NOT_SENT = 'Nothing was sent for this item. Correct the value, or the expression that gives it.';

/** The PIX member of a Hub charge that was sent. */
export function pixOf(body: unknown): { code: string; key: string; keyType: string } {
	const { content } = body as {
		content: { paymentRequest: { pix: { code: string; key: string; keyType: string } } };
	};
	return content.paymentRequest.pix;
}

interface ThroughOptions extends ActionOptions {
	/** What the credential says of the shop. */
	shop?: IDataObject;
}

/** Runs the node with a fresh Hub application. */
export async function throughHub(
	parameters: INodeParameters,
	items: IDataObject[] = [{}],
	{ shop, ...options }: ThroughOptions = {},
): Promise<ChargeRun> {
	const hub = await createHubWithChannel();
	const run = await runAction(parameters, items, { credentials: hubCredential(hub, shop), ...options });
	return { run, bodies: await sentBodies(hub) };
}

/** Runs the node with a fresh Z-API instance that knows any order. */
export async function throughZApi(
	parameters: INodeParameters,
	items: IDataObject[] = [{}],
	{ shop, ...options }: ThroughOptions = {},
): Promise<ChargeRun> {
	const instance = await simulator.createZApi({ unknownOrders: 'accept' });
	const run = await runAction(parameters, items, { credentials: zApiCredential(instance, shop), ...options });
	return { run, bodies: await sentBodies(instance) };
}

/** A Hub charge without the fields of a payment link. */
function hubMethod(method: INodeParameters, changes: INodeParameters): INodeParameters {
	const charge = { ...hubCharge(), ...method, ...changes };
	delete charge.paymentUrl;
	return charge;
}

/** A Hub charge of R$ 49.80 with a code from the bank that pays to the example key. */
export function hubPix(pixCode: string, changes: INodeParameters = {}): INodeParameters {
	const pix = {
		paymentMethod: 'pix',
		pixCodeSource: 'pasteFromBank',
		pixCode,
		pixKeyType: 'EVP',
		pixKey: EXAMPLE_UUID,
		pixMerchantName: 'Loja Exemplo',
	};
	return hubMethod(pix, changes);
}

/** A Hub charge of R$ 49.80 by boleto. */
export function hubBoleto(digitableLine: string, changes: INodeParameters = {}): INodeParameters {
	return hubMethod({ paymentMethod: 'boleto', digitableLine }, changes);
}

/** A Hub charge of R$ 49.80 whose code is built from the example key. */
export function hubBuiltPix(changes: INodeParameters = {}): INodeParameters {
	const charge = hubPix('', { pixCodeSource: 'buildFromKey', pixMerchantCity: 'São Paulo', ...changes });
	delete charge.pixCode;
	return charge;
}

/** One item of this price, in place of the R$ 49.80. */
export function priced(unitPrice: number | string): INodeParameters {
	return itemRows({ name: 'Coffee 500 g', quantity: 1, unitPrice, retailerId: 'coffee-500' });
}
