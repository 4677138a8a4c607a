import { CredentialTestContext } from 'n8n-core';
import type { ICredentialDataDecryptedObject, ICredentialsDecrypted, INodeType } from 'n8n-workflow';
import { createAdditionalData } from '../helpers/engine/additionalData';
import { EngineCredentials } from '../helpers/engine/credentials';
import { loadTypes } from '../helpers/engine/nodeTypes';
import { configureDesk, openDesk, PAYMENT_TRIGGER_TYPE, type Desk } from '../helpers/paymentDesk';

/** Presses "Test" in the credential window: n8n calls the function of the node that `testedBy` names. */
async function pressTest(data: ICredentialDataDecryptedObject) {
	const types = await loadTypes();
	const { methods, description }: INodeType = types.getByNameAndVersion(PAYMENT_TRIGGER_TYPE, 1.1);
	const { testedBy } = description.credentials![0];
	const tester = methods!.credentialTest![testedBy as string];
	const credentials = new EngineCredentials(types, {});
	const filled = credentials.withDefaults('paymentWebhookApi', data);
	const credential: ICredentialsDecrypted = {
		id: '1',
		name: 'Test',
		type: 'paymentWebhookApi',
		data: filled,
	};
	const additionalData = createAdditionalData({ credentials, workflowId: 'credential-test' });
	const answer = await tester.call(new CredentialTestContext(additionalData), credential);
	const shown = JSON.stringify(answer);
	for (const secret of [data.secret, data.apiToken]) {
		if (typeof secret === 'string' && secret.trim() !== '') expect(shown).not.toContain(secret);
	}
	return answer;
}

const ALL = ['asaas', 'mercadoPago', 'woovi', 'abacatePay', 'pagBank', 'infinitePay', 'apiPix', 'other'];

describe.each(ALL)('%s', (paymentProvider) => {
	let desk: Desk;

	beforeAll(async () => {
		desk = await openDesk(paymentProvider);
	});

	test('that is filled in right is fine', async () =>
		expect(await pressTest(desk.credential)).toMatchObject({ status: 'OK' }));

	test('without what proves a call is not', async () => {
		const without: ICredentialDataDecryptedObject =
			paymentProvider === 'infinitePay' ? { handle: '' } : { secret: '' };
		expect(await pressTest({ ...desk.credential, ...without })).toMatchObject({ status: 'Error' });
	});
});

test.each<[string, object, RegExp]>([
	['asaas', { apiToken: 'wrong' }, /did not accept API Token/],
	['asaas', { secret: 'tiny0' }, /32 to 255 characters/],
	['abacatePay', { secret: 'tiny0' }, /32 characters/],
	['mercadoPago', { apiToken: 'wrong' }, /did not accept API Token/],
	['pagBank', { secret: 'wrong-token' }, /did not accept Webhook Secret/],
	['mercadoPago', { apiToken: '' }, /no API Token/],
	['other', { headerName: '' }, /no Header Name/],
	['woovi', { baseUrl: 'http://127.0.0.1:9' }, /could not be reached/],
	['woovi', { paymentProvider: 'another' }, /Choose Payment Provider/],
])('%s with %j says what is wrong', async (paymentProvider, wrong, message) => {
	const desk = await openDesk(paymentProvider);
	const answer = await pressTest({ ...desk.credential, ...wrong });
	expect(answer).toMatchObject({ status: 'Error', message: expect.stringMatching(message) });
});

test('a payment provider that fails is no wrong credential', async () => {
	const desk = await openDesk('mercadoPago');
	await configureDesk(desk, { lookUpFault: 500 });
	expect(await pressTest(desk.credential)).toMatchObject({
		message: 'Mercado Pago answered 500: check Base URL',
	});
});
