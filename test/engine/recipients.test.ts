/** To whom a message goes, as a user writes the number. */
import type { IDataObject, INodeParameters } from 'n8n-workflow';
import reviewAndPay from '../fixtures/zapi-webhooks/received-reviewAndPay.json';
import { EXAMPLE_UUID } from '../helpers/brCode';
import { hubCharge, hubStatus, zApiCharge, zApiTypedUpdate, zApiUpdate } from '../helpers/parameters';
import { throughHub, throughZApi } from '../helpers/paymentRuns';

const BRAZILIAN = '(31) 98765-4321';
const WITH_55 = '5531987654321';
const WARNING = {
	rule: 'phone.countryAdded',
	message: '31987654321 was read as a Brazilian number: 55 was added; write +31987654321 for another country',
};

const zApiOperations: Array<[string, (phone: string, options?: INodeParameters) => INodeParameters]> = [
	['Payment Request', (phone, options = {}) => zApiCharge({ phone, options })],
	['Order Status', (phone, options = {}) => zApiTypedUpdate('orderStatus', { phone, options })],
	[
		'Order Payment Update',
		(phone, options = {}) => zApiTypedUpdate('orderPaymentUpdate', { phone, options }),
	],
	[
		'PIX Key',
		(phone, options = {}) => ({
			...{ provider: 'zApi', resource: 'pix', operation: 'pixKey', pixKeyType: 'EVP', pixKey: EXAMPLE_UUID },
			phone,
			options,
		}),
	],
];

describe.each(zApiOperations)('Z-API %s to (31) 98765-4321', (_name, toPhone) => {
	it('goes to Minas Gerais and not to the Netherlands, and says so', async () => {
		const { run, bodies } = await throughZApi(toPhone(BRAZILIAN));
		expect(run.error).toBeUndefined();
		expect(bodies).toMatchObject([{ phone: WITH_55 }]);
		expect(run.items).toMatchObject([{ phone: WITH_55, sendStatus: 'queued', warnings: [WARNING] }]);
	});

	it('is refused with both readings where no country is the default', async () => {
		const { run, bodies } = await throughZApi(toPhone(BRAZILIAN), [{}], {
			shop: { defaultCountry: 'none' },
		});
		expect(bodies).toEqual([]);
		expect(`${run.error?.message} ${run.error?.description}`).toMatch(
			/Recipient Phone.*\+5531987654321.*\+31987654321/,
		);
	});
});

describe('the Hub', () => {
	it.each([hubCharge({ phone: BRAZILIAN }), hubStatus({ phone: BRAZILIAN })])(
		'sends to Minas Gerais too',
		async (parameters) => {
			const { run, bodies } = await throughHub(parameters);
			expect(bodies).toMatchObject([{ to: WITH_55 }]);
			expect(run.items).toMatchObject([{ phone: WITH_55, warnings: [WARNING] }]);
		},
	);
});

it.each([
	['+31 98765 4321', '31987654321'],
	['0031987654321', '31987654321'],
	['14155552671', '14155552671'],
	['5531987654321@c.us', WITH_55],
	['5531987654321:7@s.whatsapp.net', WITH_55],
	['whatsapp:+5531987654321', WITH_55],
	['11 98765-4321', '5511987654321'],
])('%s reaches %s, without a warning', async (phone, recipient) => {
	const { run, bodies } = await throughZApi(zApiCharge({ phone }));
	expect(bodies).toMatchObject([{ phone: recipient }]);
	expect(run.items[0]).toMatchObject({ phone: recipient });
	expect(run.items[0]).not.toHaveProperty('warnings');
});

it.each(['5520987654321', '5511812345678', 'loja@example.com', '0612345678'])(
	'%s, which Brazil does not have, gets nothing',
	async (phone) => {
		const { run, bodies } = await throughZApi(zApiCharge({ phone }));
		expect(bodies).toEqual([]);
		expect(run.error?.message).toMatch(/^Recipient Phone: found/);
	},
);

it('a Default Country that cannot be read sends nothing', async () => {
	const { run, bodies } = await throughZApi(zApiCharge(), [{}], {
		shop: { defaultCountry: '={{ "Brasil" }}' },
	});
	expect(bodies).toEqual([]);
	expect(run.error?.message).toContain('Default Country in the credential: found "Brasil"');
});

it('Send Once Per takes the forms of one number for one recipient', async () => {
	const forms = ['+55 31 98765-4321', '(31) 98765-4321', '031 98765 4321'];
	const charge = zApiCharge({
		phone: '={{ $json.phone }}',
		options: { sendOncePer: 'customKey', sendOnceKey: 'order-7', maxConcurrentRequests: 1 },
	});
	const { run, bodies } = await throughZApi(
		charge,
		forms.map((phone) => ({ phone })),
	);
	expect(bodies).toMatchObject([{ phone: WITH_55 }]);
	expect(run.items.map(({ phone }) => phone)).toEqual([WITH_55, WITH_55, WITH_55]);
});

describe('a Peruvian number that looks like one of Porto Alegre', () => {
	const PERU = '51987654321';
	const toContact = zApiCharge({ phone: '={{ $json.contact.phone }}' });
	const event = { event: 'cartReceived', eventId: 'e1', provider: 'zApi', contact: { phone: PERU } };

	it('stays in Peru when it comes from an event', async () => {
		const { bodies } = await throughZApi(toContact, [event]);
		expect(bodies).toMatchObject([{ phone: PERU }]);
	});

	it('stays in Peru when it comes from the output of an earlier message', async () => {
		const first = await throughZApi(zApiCharge({ phone: '+51 987 654 321' }));
		const next = await throughZApi(zApiCharge({ phone: '={{ $json.phone }}' }), first.run.items);
		expect(next.bodies).toMatchObject([{ phone: PERU }]);
	});

	it('is Brazilian when a form of the shop gives it', async () => {
		const { bodies } = await throughZApi(toContact, [{ contact: { phone: PERU } }]);
		expect(bodies).toMatchObject([{ phone: `55${PERU}` }]);
	});
});

describe('an order event', () => {
	const from = (phone: string) => ({ ...reviewAndPay, phone }) as unknown as IDataObject;

	it('of a Dutch number that looks Brazilian is answered in the Netherlands', async () => {
		const { run, bodies } = await throughZApi(zApiUpdate('orderStatus'), [from('31987654321')]);
		expect(run.error).toBeUndefined();
		expect(bodies).toMatchObject([{ phone: '31987654321' }]);
		expect(run.items[0]).not.toHaveProperty('warnings');
	});

	it('with the phone in Options: that is read as a person writes it', async () => {
		const update = zApiUpdate('orderStatus', { options: { phone: BRAZILIAN } });
		const { run, bodies } = await throughZApi(update, [from('31987654321')]);
		expect(bodies).toMatchObject([{ phone: WITH_55 }]);
		expect(run.items).toMatchObject([{ warnings: [WARNING] }]);
	});

	it('kept as a row of a table, where the number may be of either country, is asked about', async () => {
		const { order } = (await throughZApi(zApiUpdate('orderStatus'), [from(WITH_55)])).run.items[0];
		const send = async (row: IDataObject) => await throughZApi(zApiUpdate('orderStatus'), [row]);
		const stored = { order: JSON.stringify({ ...(order as object), orderStatus: 'processing' }) };

		const { run, bodies } = await send({ phone: '31987654321', ...stored });
		expect(bodies).toEqual([]);
		expect(`${run.error?.message} ${run.error?.description}`).toMatch(/\+5531987654321.*\+31987654321/);
		for (const phone of [WITH_55, '(31) 98765-4321']) {
			expect((await send({ phone, ...stored })).bodies).toMatchObject([{ phone: WITH_55 }]);
		}
		expect((await send({ phone: '11987654321', ...stored })).bodies).toMatchObject([
			{ phone: '5511987654321' },
		]);
	});
});
