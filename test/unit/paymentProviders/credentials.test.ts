/** What is said about a credential: too short a secret, and the answer to the question that tests it. */
import type { INode } from 'n8n-workflow';

import { PAYMENT_PROVIDERS } from '../../../nodes/paymentProviders';
import { findPaymentProvider } from '../../../nodes/paymentProviders/paymentProvider';

const node = { name: 'Payment Trigger', type: 'paymentTrigger' } as INode;
const find = (id: unknown) => findPaymentProvider(PAYMENT_PROVIDERS, id, node);

it.each(PAYMENT_PROVIDERS)('$id is found by its id', (provider) => expect(find(provider.id)).toBe(provider));

it.each([['Asaas'], [''], [undefined], [{ id: 'asaas' }]])(
	'%j is no payment provider, and all are named',
	(id) => {
		const names = PAYMENT_PROVIDERS.map(({ name }) => name).join(', ');
		expect(() => find(id)).toThrow(
			expect.objectContaining({
				message: expect.stringContaining('Unknown payment provider') as string,
				description: expect.stringContaining(names) as string,
			}),
		);
	},
);

it.each(['asaas', 'abacatePay'])('%s: a secret of 31 characters is too short, one of 32 is not', (id) => {
	const weaknessOf = (length: number) => find(id).weaknessOf?.({ secret: 'x'.repeat(length) });
	expect(weaknessOf(31)).toContain('32');
	expect(weaknessOf(32)).toBeUndefined();
});

it.each([
	['asaas', '/v3/payments?limit=1', 'API Token'],
	['mercadoPago', '/users/me', 'API Token'],
	['pagBank', '/public-keys/card', 'Webhook Secret'],
	['woovi', '/api/v1/webhook/public-keys', undefined],
])('%s: the credential is tested with %s', (id, path, field) => {
	const question = find(id).credentialTest?.({ canAsk: true });
	expect(question?.path).toBe(path);
	for (const refused of [401, 403]) {
		if (field !== undefined) expect(question?.refusal(refused)).toContain(`did not accept ${field}`);
	}
	expect(question?.refusal(500)).toContain('answered 500');
	if (id === 'pagBank') expect(question?.refusal(404)).toBeUndefined();
});

it('Asaas is asked nothing without an API token', () =>
	expect(find('asaas').credentialTest?.({ canAsk: false })).toBeUndefined());
