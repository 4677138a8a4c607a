import {
	phoneNumbersRequest,
	readPhoneNumbers,
	readTemplates,
	templatesRequest,
} from '../../../../nodes/providers/metaCloud/api/accountLists';
import {
	clearOverrideRequest,
	readOverrideResponse,
	readOverrideRequest,
	readSetOverrideResponse,
	readSubscribedAppsResponse,
	readSubscribedAppsRequest,
	setOverrideRequest,
} from '../../../../nodes/providers/metaCloud/api/webhooks';

const PHONE = '106540352242922';
const responseOf = (body: unknown, statusCode = 200) => ({
	statusCode,
	headers: {},
	body: typeof body === 'string' ? body : JSON.stringify(body),
});
const expired = { error: { message: 'Session has expired', type: 'OAuthException', code: 190 } };

describe('the address of a phone number', () => {
	it('is read, set and cleared as Meta prints it', () => {
		expect(readOverrideRequest(PHONE)).toEqual({
			method: 'GET',
			path: `/${PHONE}?fields=webhook_configuration`,
		});
		expect(
			setOverrideRequest(PHONE, { url: 'https://n8n.example.com/webhook/1', verifyToken: 'ours' }),
		).toEqual({
			method: 'POST',
			path: `/${PHONE}`,
			body: {
				webhook_configuration: {
					override_callback_uri: 'https://n8n.example.com/webhook/1',
					verify_token: 'ours',
				},
			},
		});
		expect(clearOverrideRequest(PHONE)).toEqual({
			method: 'POST',
			path: `/${PHONE}`,
			body: { webhook_configuration: { override_callback_uri: '' } },
		});
		expect(readSubscribedAppsRequest('1')).toEqual({ method: 'GET', path: '/1/subscribed_apps' });
	});

	it('has 200 characters at most', () => {
		const url = `https://n8n.example.com/${'x'.repeat(176)}`;
		expect(url).toHaveLength(200);
		expect(() => setOverrideRequest(PHONE, { url, verifyToken: 'ours' })).not.toThrow();
		expect(() => setOverrideRequest(PHONE, { url: `${url}x`, verifyToken: 'ours' })).toThrow(/Webhook URL/);
	});

	it('is told beside those of the account and the app', () => {
		const webhook_configuration = {
			phone_number: 'https://a.example.com/1',
			whatsapp_business_account: 'https://b.example.com/2',
			application: 'https://c.example.com/3',
		};
		expect(readOverrideResponse(responseOf({ webhook_configuration, id: PHONE }))).toEqual({
			value: {
				phoneNumber: 'https://a.example.com/1',
				businessAccount: 'https://b.example.com/2',
				app: 'https://c.example.com/3',
			},
		});
	});

	it.each([{ id: PHONE }, { webhook_configuration: {} }, { webhook_configuration: { phone_number: null } }])(
		'is none in %j',
		(body) => expect(readOverrideResponse(responseOf(body))).toMatchObject({ value: { phoneNumber: '' } }),
	);

	it('is set only when WhatsApp says so', () => {
		expect(readSetOverrideResponse(responseOf({ success: true }))).toEqual({ value: true });
		expect(readSetOverrideResponse(responseOf({ success: false }))).toMatchObject({
			reason: { what: 'WhatsApp did not confirm the webhook address' },
		});
	});

	it.each([
		readOverrideResponse,
		readSetOverrideResponse,
		readSubscribedAppsResponse,
		readTemplates,
		readPhoneNumbers,
	])('%p tells an expired token, and what is not JSON', (read) => {
		expect(read(responseOf(expired, 401))).toMatchObject({
			reason: { what: 'WhatsApp did not accept the access token', providerCode: '190', statusCode: 401 },
		});
		// An error that comes with 200 is one all the same.
		expect(read(responseOf(expired))).toMatchObject({ reason: { providerCode: '190' } });
		expect(read(responseOf('<html>Bad gateway</html>', 502))).toMatchObject({
			reason: { providerMessage: 'Bad gateway', statusCode: 502 },
		});
		expect(read(responseOf('[]'))).toHaveProperty('reason');
	});

	it('gets nothing when no app is subscribed', () => {
		expect(readSubscribedAppsResponse(responseOf({ data: [] }))).toEqual({ value: 0 });
		expect(readSubscribedAppsResponse(responseOf({ data: [{ whatsapp_business_api_data: {} }] }))).toEqual({
			value: 1,
		});
	});
});

describe('lists for the editor', () => {
	it('are asked for page by page', () => {
		expect(phoneNumbersRequest('1').path).toBe('/1/phone_numbers?limit=100');
		expect(templatesRequest('1', 'a/b=').path).toBe('/1/message_templates?limit=100&after=a%2Fb%3D');
	});

	it('numbers', () => {
		const data = [
			{
				id: PHONE,
				display_phone_number: '+55 11 99999-9999',
				verified_name: 'Shop',
				quality_rating: 'GREEN',
			},
			{ verified_name: 'without an ID' },
			null,
		];
		const paging = { cursors: { before: 'a', after: 'b' } };
		expect(readPhoneNumbers(responseOf({ data, paging }))).toEqual({
			value: { items: [{ id: PHONE, displayNumber: '+55 11 99999-9999', verifiedName: 'Shop' }] },
		});
	});

	it('templates by what they can carry', () => {
		const template = { id: '1', name: 'news', language: 'pt_BR', status: 'APPROVED', category: 'UTILITY' };
		const withButton = (type: string) => ({
			...template,
			components: [
				{ type: 'BODY', text: 'x' },
				{ type: 'BUTTONS', buttons: [{ type, text: 'x' }] },
			],
		});
		const data = [
			withButton('ORDER_DETAILS'),
			{ ...template, display_format: 'ORDER_DETAILS' },
			withButton('PAYMENT_REQUEST'),
			{ ...template, sub_category: 'ORDER_STATUS' },
			withButton('URL'),
			{ name: 'no_language' },
			{ ...template, components: 'none' },
		];
		const paging = { cursors: { after: 'b' }, next: 'https://graph.facebook.com/next' };
		const outcome = readTemplates(responseOf({ data, paging }));
		expect(outcome).toMatchObject({
			value: { after: 'b', items: [{ name: 'news', status: 'APPROVED' }, {}, {}, {}, {}, {}] },
		});
		expect('value' in outcome ? outcome.value.items.map(({ kind }) => kind) : []).toEqual([
			'orderDetails',
			'orderDetails',
			'paymentButtons',
			'orderStatus',
			'other',
			'other',
		]);
	});
});
