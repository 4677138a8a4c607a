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

	it('show what was typed, page by page', async () => {
		const templates = Array.from({ length: 130 }, (_, index) => ({
			id: String(index),
			name: `charge_${index}`,
			language: 'pt_BR',
			status: 'APPROVED',
			display_format: 'ORDER_DETAILS',
			components: [],
		}));
		await simulator.configure(account.account, { templates });
		const search = { filter: ' CHARGE_12 ' };
		const one = await open('metaCloudOrderDetailsTemplates', search);
		const two = await open('metaCloudOrderDetailsTemplates', {
			...search,
			after: one.paginationToken as string,
		});
		const names = [one, two].map(({ results }) => results.map(({ value }) => value));
		expect(names[0]).toEqual(['charge_12|pt_BR']);
		expect(names[1]).toHaveLength(10);
		expect(two.paginationToken).toBeUndefined();
	});

	it.each([
		['a wrong token', { accessToken: 'EAAexpired' }, /did not accept the access token/],
		['no account', { businessAccountId: '' }, /no WhatsApp Business Account ID, so nothing can be listed/],
	])(
		'say what to do about %s',
		async (_name, changes, words) =>
			await expect(open('metaCloudPhoneNumbers', {}, changes as MetaCredential)).rejects.toThrow(words),
	);
});

it('a service with a key in a header of its own gets the same message', async () => {
	await simulator.configure(account.account, { authHeader: 'X-API-Key' });
	const credentials = metaCredential(account, { authHeader: 'X-API-Key', baseUrl: `${simulatorUrl}/` });
	const { bodies } = await throughMeta(metaCharge(), { account, credentials });
	expect(bodies).toHaveLength(1);
});
