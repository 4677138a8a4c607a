import type { INodeParameters } from 'n8n-workflow';
import { hubCharge, zApiCharge, zApiTypedUpdate } from '../helpers/parameters';
import { NOT_SENT, throughHub, throughZApi } from '../helpers/paymentRuns';

/** A currency leaves as three capital letters, or not at all. */
const currency = { additionalFields: { currency: '={{ $json.currency }}' } } as INodeParameters;

const everywhere = (given: unknown) => {
	const items = [{ currency: given as string }];
	return Promise.all([
		throughZApi(zApiCharge(currency), items),
		throughZApi(zApiTypedUpdate('orderStatus', currency), items),
		throughHub(hubCharge(currency), items),
	]);
};

it.each([
	['BRL', 'BRL'],
	[' BRL ', 'BRL'],
	['brl', 'BRL'],
	['usd', 'USD'],
])('%j leaves as %s', async (given, sent) => {
	for (const { run, bodies } of await everywhere(given)) {
		expect(run.error).toBeUndefined();
		expect(JSON.stringify(bodies)).toContain(`"currency":"${sent}"`);
	}
});

it.each(['', '  ', null])('%j leaves as what holds without one', async (given) => {
	const [charge, update, hub] = await everywhere(given);
	expect(JSON.stringify([charge.bodies, update.bodies])).toContain('"currency":"BRL"');
	expect(hub.run.error).toBeUndefined();
	expect(JSON.stringify(hub.bodies)).not.toContain('currency');
});

it.each([123, 'R$', 'reais'])('%j is refused', async (given) => {
	for (const { run, bodies } of await everywhere(given)) {
		expect(bodies).toEqual([]);
		expect(run.error).toMatchObject({
			message: expect.stringMatching(/^Currency: found .*expected a currency code of three letters/),
			description: NOT_SENT,
		});
	}
});
