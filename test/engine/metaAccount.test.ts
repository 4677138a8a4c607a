import { searchList, type ListInput } from '../helpers/engine/searchList';
import { testCredential } from '../helpers/engine/testCredential';
import { metaCharge, metaCredential, throughMeta, type MetaCredential } from '../helpers/metaRuns';
import { simulator, type MetaAccount } from '../helpers/simulator';
import { simulatorUrl } from '../helpers/simulatorUrl.cjs';

let account: MetaAccount;

beforeEach(async () => {
	account = await simulator.createMeta({
		windows: 'open',
		phones: [{ displayNumber: '+55 11 90000-0001', verifiedName: 'Shop' }, { verifiedName: 'Other' }],
	});
});

describe('the Test button', () => {
	const press = async (changes: MetaCredential = {}) =>
		await testCredential('metaCloudApi', metaCredential(account, changes).metaCloudApi);

	it('accepts a token that sees the account', async () =>
		expect(await press()).toEqual({ status: 'OK', message: 'Connection successful!' }));

	it('says what to do about missing permissions', async () => {
		await simulator.configure(account.account, { canManage: false });
		expect(await press()).toMatchObject({
			status: 'Error',
			message: expect.stringMatching(/lacks a permission.*whatsapp_business_management/),
		});
	});

	it.each<[string, MetaCredential | (() => MetaCredential), RegExp]>([
		['an expired token', { accessToken: 'EAAexpired' }, /did not accept the access token: it has expired/],
		['another account', { businessAccountId: '1234567890' }, /no WhatsApp Business Account with this ID/],
		[
			'the ID of a phone number',
			() => ({ businessAccountId: account.phones[0].id }),
			/which is not that of a phone number/,
		],
		['another header', { authHeader: 'X-API-Key' }, /did not arrive.*check Authentication Header/],
		['another version', { apiVersion: 'nine' }, /API Version/],
	])('says what to do about %s', async (_name, changes, words) => {
		expect(await press(typeof changes === 'function' ? changes() : changes)).toEqual({
			status: 'Error',
			message: expect.stringMatching(words),
		});
	});
});

describe('the lists of the editor', () => {
	const open = async (method: string, input: ListInput = {}, changes: MetaCredential = {}) => {
		const parameters = {
			provider: 'metaCloud',
			...(!input.isTrigger && { resource: 'order', operation: 'paymentRequest' }),
		};
		return await searchList(method, metaCredential(account, changes), { parameters, ...input });
	};

	it.each([false, true])('name the numbers of the account (in the trigger: %s)', async (isTrigger) => {
		const { results } = await open('metaCloudPhoneNumbers', { isTrigger });
		expect(results).toEqual([
			{ name: '+55 11 90000-0001 · Shop', value: account.phones[0].id },
			{ name: '+55 11 90000-0001 · Other', value: account.phones[1].id },
		]);
	});

	it.each([
		[
			'metaCloudOrderDetailsTemplates',
			['charge_pix (pt_BR)', 'charge_boleto (pt_BR)', 'paused_pix (pt_BR, paused)'],
		],
		['metaCloudPaymentButtonsTemplates', ['pay_now (pt_BR)']],
		['metaCloudOrderStatusTemplates', ['order_news (pt_BR)']],
	])('%s are %j', async (method, names) => {
		const { results } = await open(method);
		expect(results.map(({ name }) => name)).toEqual(names);
		expect(results[0].value).toBe(names[0].replace(/ \((\w+)\)/, '|$1'));
	});

	describe('of an account with many templates', () => {
		const charge = (name: string) => ({
			...{ id: name, name, language: 'pt_BR', status: 'APPROVED' },
			...{ display_format: 'ORDER_DETAILS', components: [] },
		});
		const found = async (filter?: string, after?: string) => {
			const { results, paginationToken } = await open('metaCloudOrderDetailsTemplates', { filter, after });
			return { names: results.map(({ value }) => value), token: paginationToken as string | undefined };
		};

		beforeEach(async () => {
			const templates = Array.from({ length: 230 }, (_, index) => charge(`charge_${index}`));
			await simulator.configure(account.account, { templates });
		});

		it('go on where they ended', async () => {
			const one = await found();
			const two = await found(undefined, one.token);
			expect([one.names.length, two.names.length, two.names[0]]).toEqual([100, 100, 'charge_100|pt_BR']);
		});

		// n8n asks for more only when its list is scrolled, which a short one cannot be.
		it('show what was typed, wherever it is', async () => {
			expect(await found(' CHARGE_22 ')).toEqual({
				names: ['charge_22', ...Array.from({ length: 10 }, (_, index) => `charge_22${index}`)].map(
					(name) => `${name}|pt_BR`,
				),
				token: undefined,
			});
			const many = await found('_1');
			expect([many.names.length > 20, many.token !== undefined]).toEqual([true, true]);
		});
	});

	it.each<[string, MetaCredential, Record<string, unknown>]>([
		[
			'a wrong token',
			{ accessToken: 'EAAexpired' },
			{
				message: 'WhatsApp did not accept the access token',
				description: expect.stringMatching(/^The token may have expired.*: create a system user token/),
				// With it n8n offers to open the credential.
				httpCode: '401',
			},
		],
		[
			'no account',
			{ businessAccountId: '' },
			{
				message: expect.stringMatching(/no WhatsApp Business Account ID, so nothing can be listed/),
				description: expect.stringMatching(/^Fill it in there/),
			},
		],
	])(
		'say what to do about %s',
		async (_name, changes, shown) =>
			await expect(open('metaCloudPhoneNumbers', {}, changes)).rejects.toMatchObject(shown),
	);
});

it('a service with a key in a header of its own gets the same message', async () => {
	await simulator.configure(account.account, { authHeader: 'X-API-Key' });
	const credentials = metaCredential(account, { authHeader: 'X-API-Key', baseUrl: `${simulatorUrl}/` });
	const { bodies } = await throughMeta(metaCharge(), { account, credentials });
	expect(bodies).toHaveLength(1);
});
