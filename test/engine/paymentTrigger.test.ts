import type { IDataObject, INodeParameters } from 'n8n-workflow';
import type { Trigger } from '../helpers/engine/openTrigger';
import {
	chargeAt,
	configureDesk,
	deskNow,
	openPaymentTrigger,
	openDesk,
	publishedFor,
	tell,
	type Desk,
	type PaymentTriggerInput,
} from '../helpers/paymentDesk';
import { startedWith } from '../helpers/shopTrigger';

const ALL = ['paymentConfirmed', 'paymentExpired', 'paymentRefunded', 'paymentUnderReview'];

/** What the workflow was started with since the last look. */
function watch(trigger: Trigger): () => Promise<IDataObject[]> {
	let seen = 0;
	return async () => {
		const all = await startedWith(trigger);
		return all.slice(seen, (seen = all.length));
	};
}

const eventsOf = (items: IDataObject[]) => items.map(({ event, amountCents }) => [event, amountCents]);

/** What a payment provider leaves out, or answers otherwise. */
interface Own {
	parameters?: INodeParameters;
	/** Status for a call without any proof, and with a wrong one. */
	refusals?: [number, number];
	/** It tells payments and nothing else. */
	tellsOnly?: string[];
	lacks?: string[];
	/** Whether a body that was changed can be told from the right one. */
	believes?: true;
}

const OTHER = {
	referencePath: 'data.code',
	amountPath: 'data.amount',
	statusPath: 'type',
	paidStatuses: 'order.paid',
};

const PROVIDERS: Array<[string, Own]> = [
	['asaas', {}],
	['mercadoPago', {}],
	['woovi', {}],
	['abacatePay', {}],
	// Without a digest PagBank is asked, and knows that it was paid.
	['pagBank', { refusals: [200, 401], lacks: ['feeCents'] }],
	// There is nothing to forge: only what InfinitePay says counts.
	['infinitePay', { refusals: [200, 200], tellsOnly: ['paymentConfirmed'], lacks: ['feeCents'] }],
	['apiPix', { tellsOnly: ['paymentConfirmed', 'paymentRefunded'], believes: true }],
	[
		'other',
		{
			parameters: { ...OTHER, options: { refundedStatuses: 'order.refunded' } },
			tellsOnly: ['paymentConfirmed', 'paymentRefunded'],
			lacks: ['feeCents', 'method'],
			believes: true,
		},
	],
];

describe.each(PROVIDERS)('%s', (paymentProvider, own) => {
	const { refusals = [401, 401], tellsOnly = ALL, lacks = [], believes = false } = own;
	let desk: Desk;

	beforeAll(async () => {
		desk = await openDesk(paymentProvider);
	});

	const published = async (input: PaymentTriggerInput = {}) =>
		await publishedFor(desk, { ...input, parameters: { ...own.parameters, ...input.parameters } });

	test('a payment becomes one event in the shape of all, leading keys first', async () => {
		const trigger = await published();
		const charge = await chargeAt(desk);
		expect(await tell(desk, trigger, [{ charge: charge.id, state: 'paid' }])).toEqual([200]);
		const [item, ...more] = await startedWith(trigger);
		expect(more).toEqual([]);
		expect(Object.keys(item).slice(0, 5)).toEqual([
			'event',
			'referenceId',
			'amountCents',
			'paidAt',
			'method',
		]);
		expect(item).toMatchObject({
			event: 'paymentConfirmed',
			referenceId: charge.referenceId,
			amountCents: 14_990,
			method: lacks.includes('method') ? 'other' : 'pix',
			paymentProvider,
			eventId: expect.stringMatching(`^${paymentProvider}:paymentConfirmed:.+`),
		});
		expect(item.feeCents).toBe(lacks.includes('feeCents') ? undefined : 99);
		expect(Math.abs(Date.parse(String(item.paidAt)) - Date.now())).toBeLessThan(60_000);
		expect(item).not.toHaveProperty('raw');
	});

	test('of fifty repeats at once, one runs', async () => {
		const trigger = await published();
		const { id } = await chargeAt(desk);
		const statuses = await tell(desk, trigger, [{ charge: id, state: 'paid' }], { repeat: 50 });
		expect(statuses).toEqual(Array.from({ length: 50 }, () => 200));
		expect(await startedWith(trigger)).toHaveLength(1);
	});

	test('two events of one payment are one, each further state is one more, in any order', async () => {
		const trigger = await published({ parameters: { events: ALL } });
		const { id } = await chargeAt(desk);
		const started = watch(trigger);
		for (const state of ['paid', 'received', 'received']) await tell(desk, trigger, [{ charge: id, state }]);
		expect(eventsOf(await started())).toEqual([['paymentConfirmed', 14_990]]);
		await tell(desk, trigger, [{ charge: id, state: 'underReview' }], { repeat: 2 });
		await tell(desk, trigger, [{ charge: id, state: 'refunded' }], { repeat: 2 });
		const further = ['paymentUnderReview', 'paymentRefunded'].filter((event) => tellsOnly.includes(event));
		expect(eventsOf(await started())).toEqual(further.map((event) => [event, 14_990]));
	});

	test('what is not chosen is answered 200 and starts nothing', async () => {
		const trigger = await published();
		const { id } = await chargeAt(desk);
		const states = ['created', 'expired', 'underReview', 'refunded'];
		for (const state of states) {
			// InfinitePay answers that it is not paid, and calls again after a 400.
			const status = paymentProvider === 'infinitePay' ? 400 : 200;
			expect(await tell(desk, trigger, [{ charge: id, state }])).toEqual([status]);
		}
		expect(await startedWith(trigger)).toEqual([]);
	});

	test.each(['noProof', 'wrongProof'])('a call with %s starts nothing that was not paid', async (forge) => {
		const trigger = await published();
		const charge = await chargeAt(desk);
		const status = refusals[forge === 'noProof' ? 0 : 1];
		expect(await tell(desk, trigger, [{ charge: charge.id, state: 'paid', forge }])).toEqual([status]);
		const items = await startedWith(trigger);
		expect(items.map(({ referenceId }) => referenceId)).toEqual(status === 200 ? [charge.referenceId] : []);
		if (status !== 200) return;
		const unpaid = await chargeAt(desk);
		await tell(desk, trigger, [{ charge: unpaid.id, forge }]);
		expect(await startedWith(trigger)).toHaveLength(1);
	});

	test('a changed body changes nothing, or a warning says that it could', async () => {
		const trigger = await published();
		const charge = await chargeAt(desk);
		await tell(desk, trigger, [{ charge: charge.id, state: 'paid', forge: 'changedBody' }]);
		for (const item of await startedWith(trigger)) {
			if (believes) expect(item.warnings).toMatchObject([{ rule: `${paymentProvider}.notSigned` }]);
			else expect(item).toMatchObject({ referenceId: charge.referenceId, amountCents: 14_990 });
		}
	});

	test('the call of a new registration is answered 200 and starts nothing', async () => {
		const trigger = await published();
		// InfinitePay has none.
		const status = paymentProvider === 'infinitePay' ? 400 : 200;
		expect(await tell(desk, trigger, [{}])).toEqual([status]);
		expect(await startedWith(trigger)).toEqual([]);
	});

	test('a credential without secret, or of another payment provider, publishes nothing', async () => {
		const without: { [name: string]: string } =
			paymentProvider === 'infinitePay' ? { handle: ' ' } : { secret: ' ' };
		await expect(published({ credential: without })).rejects.toThrow(/no (?:Webhook Secret|InfiniteTag)/);
		const other = paymentProvider === 'asaas' ? 'woovi' : 'asaas';
		await expect(published({ credential: { paymentProvider: other } })).rejects.toThrow(
			/another payment provider/,
		);
	});
});

describe('a look-up', () => {
	test.each(['asaas', 'mercadoPago'])(
		'of %s that fails is answered with a 5xx, and then runs once',
		async (name) => {
			const desk = await openDesk(name);
			const trigger = await publishedFor(desk);
			const { id } = await chargeAt(desk);
			for (const lookUpFault of [500, 401, 429]) {
				await configureDesk(desk, { lookUpFault });
				expect(await tell(desk, trigger, [{ charge: id, state: 'paid' }])).toEqual([502]);
			}
			await configureDesk(desk, {});
			expect(await startedWith(trigger)).toEqual([]);
			expect(await tell(desk, trigger, [{ charge: id }], { repeat: 2, concurrent: false })).toEqual([
				200, 200,
			]);
			expect(await startedWith(trigger)).toHaveLength(1);
		},
	);

	test('of a call whose signature is too old is not made, where a tolerance is set', async () => {
		const desk = await openDesk('mercadoPago');
		const stale = { state: 'paid', forge: 'stale' };
		const strict = await publishedFor(desk, { parameters: { options: { toleranceSeconds: 300 } } });
		const [one, other] = [await chargeAt(desk), await chargeAt(desk)];
		expect(await tell(desk, strict, [{ charge: one.id, ...stale }])).toEqual([401]);
		expect(await tell(desk, strict, [{ charge: one.id }])).toEqual([200]);
		expect(await tell(desk, await publishedFor(desk), [{ charge: other.id, ...stale }])).toEqual([200]);
	});

	test('nobody answers in time: 503', async () => {
		const desk = await openDesk('mercadoPago', { lookUpFault: 'hang' });
		const trigger = await publishedFor(desk);
		const { id } = await chargeAt(desk);
		expect(await tell(desk, trigger, [{ charge: id, state: 'paid' }])).toEqual([503]);
	}, 30_000);

	test('without API token Asaas is believed, and says so', async () => {
		const desk = await openDesk('asaas');
		const trigger = await publishedFor(desk, { credential: { apiToken: '' } });
		const { id } = await chargeAt(desk);
		await tell(desk, trigger, [{ charge: id, state: 'paid' }]);
		expect(await startedWith(trigger)).toMatchObject([{ warnings: [{ rule: 'asaas.notLookedUp' }] }]);
		expect((await deskNow(desk)).lookUps).toBe(0);
	});
});

describe('a charge that a workflow makes at the payment provider', () => {
	const customer = { customer: 'cus_1', dueDate: '2026-12-01' };
	const payer = { payer: { email: 'a@b.example' } };
	type Row = [string, string, object, (desk: Desk) => object, (made: never) => string];
	const rows: Row[] = [
		[
			'asaas',
			'/v3/payments',
			{ ...customer, billingType: 'PIX', value: 149.9, externalReference: 'made-1' },
			({ apiToken }) => ({ access_token: apiToken }),
			({ id }: { id: string }) => id,
		],
		[
			'mercadoPago',
			'/v1/payments',
			{ ...payer, transaction_amount: 149.9, payment_method_id: 'pix', external_reference: 'made-1' },
			({ apiToken }) => ({ authorization: `Bearer ${apiToken}`, 'x-idempotency-key': '1' }),
			({ id }: { id: number }) => String(id),
		],
		[
			'woovi',
			'/api/v1/charge',
			{ correlationID: 'made-1', value: 14_990 },
			({ apiToken }) => ({ authorization: apiToken }),
			({ charge }: { charge: { id: string } }) => charge.id,
		],
		[
			'abacatePay',
			'/v2/transparents/create',
			{ method: 'PIX', data: { amount: 14_990, externalId: 'made-1' } },
			({ apiToken }) => ({ authorization: `Bearer ${apiToken}` }),
			({ data }: { data: { id: string } }) => data.id,
		],
	];

	test.each(rows)('%s is the one that is paid', async (paymentProvider, path, body, signed, idOf) => {
		const desk = await openDesk(paymentProvider);
		const make = async (headers: object) =>
			await fetch(`${desk.credential.baseUrl}${path}`, {
				method: 'POST',
				headers: { 'content-type': 'application/json', ...headers },
				body: JSON.stringify(body),
			});
		expect((await make({})).status).toBe(401);
		const made = (await (await make(signed(desk))).json()) as never;
		const trigger = await publishedFor(desk);
		await tell(desk, trigger, [{ charge: idOf(made), state: 'paid' }]);
		expect(await startedWith(trigger)).toMatchObject([{ referenceId: 'made-1', amountCents: 14_990 }]);
	});
});

describe('several payments of API Pix in one call', () => {
	test.each(['pix', 'list'] as const)(
		'as %s are one item each, at the address with /pix too',
		async (form) => {
			const desk = await openDesk('apiPix');
			const trigger = await publishedFor(desk);
			const charges = await Promise.all([1, 2, 3].map(async () => await chargeAt(desk)));
			const events = charges.map(({ id }) => ({ charge: id, state: 'paid' }));
			await tell(desk, trigger, events.slice(0, 1));
			expect(await tell(desk, trigger, events, { bundle: form, suffix: '/pix', repeat: 2 })).toEqual([
				200, 200,
			]);
			const told = (await startedWith(trigger)).map(({ referenceId }) => referenceId);
			expect(told).toEqual(charges.map(({ referenceId }) => referenceId));
			expect(trigger.inbox.executions).toHaveLength(2);
		},
	);
});

describe('the trigger itself', () => {
	let desk: Desk;

	beforeAll(async () => {
		desk = await openDesk('asaas');
	});

	const paid = { state: 'paid' };
	const CALL = { event: 'PAYMENT_RECEIVED', payment: { id: 'pay_own', value: 1, externalReference: '1' } };
	const withoutLookUp = { credential: { apiToken: '' } };
	const headers = () => ({ 'asaas-access-token': desk.secret });

	test('knows after a restart what came before, and one that n8n could not store is no repeated one', async () => {
		const trigger = await publishedFor(desk);
		const { id } = await chargeAt(desk);
		trigger.inbox.databaseIsAway = true;
		expect(await tell(desk, trigger, [{ charge: id, ...paid }])).toEqual([500]);
		trigger.inbox.databaseIsAway = false;
		await tell(desk, trigger, [{ charge: id }]);
		expect(await startedWith(trigger)).toHaveLength(1);
		const after = await publishedFor(desk, { staticData: trigger.staticData });
		expect(await tell(desk, after, [{ charge: id }])).toEqual([200]);
		expect(await startedWith(after)).toEqual([]);
	});

	test('runs a payment that n8n could not store, although the caller did not wait', async () => {
		const trigger = await publishedFor(desk, withoutLookUp);
		const call = { headers: headers(), body: CALL };
		const { goOn } = await trigger.inbox.abandon(call);
		expect(await trigger.inbox.receive(call)).toMatchObject({ status: 503, items: undefined });
		await goOn(true);
		await trigger.inbox.receive(call);
		await trigger.inbox.receive(call);
		expect(await startedWith(trigger)).toHaveLength(1);
	});

	test('takes every call of a listening editor, and tells the next time what came in vain', async () => {
		const trigger = await openPaymentTrigger(desk, withoutLookUp);
		const call = async (given: object) => await trigger.inbox.receive({ kind: 'test', body: CALL, ...given });
		await trigger.listenForTestEvent();
		expect(await call({})).toMatchObject({ status: 401, items: undefined });
		await call({ headers: headers(), body: { ...CALL, event: 'PAYMENT_OVERDUE' } });
		await trigger.stopListening();
		await expect(trigger.listenForTestEvent()).rejects.toThrow(
			/asaas-access-token is not the token.*paymentExpired is not chosen.*Click again/,
		);
		for (let times = 0; times < 2; times += 1) {
			await trigger.listenForTestEvent();
			expect((await call({ headers: headers() })).items).toMatchObject([{ json: { amountCents: 100 } }]);
		}
	});

	test('adds the raw body without secrets on request', async () => {
		const trigger = await publishedFor(desk, {
			...withoutLookUp,
			parameters: { options: { includeRaw: true } },
		});
		const creditCard = { creditCardToken: 'token' };
		const description = `Order of ${desk.secret}`;
		const body = { ...CALL, payment: { ...CALL.payment, creditCard, description } };
		const { items } = await trigger.inbox.receive({ body, headers: headers() });
		expect(items?.[0].json.raw).toMatchObject({
			event: 'PAYMENT_RECEIVED',
			payment: { creditCard: {}, description: 'Order of [hidden]' },
		});
		expect(JSON.stringify(items)).not.toContain('"token"');
	});

	test('reads bodies whose content type a proxy lost, and refuses what is no JSON', async () => {
		const trigger = await publishedFor(desk, withoutLookUp);
		const send = async (type: string, body: unknown = JSON.stringify(CALL)) =>
			(await trigger.inbox.receive({ body, headers: { ...headers(), 'content-type': type } })).status;
		expect(await send('')).toBe(200);
		expect(await startedWith(trigger)).toHaveLength(1);
		expect(await send('text/plain')).toBe(415);
		expect(await send('application/json', '{"event":')).toBe(422);
		const deep = `${'['.repeat(5000)}${']'.repeat(5000)}`;
		expect([400, 422]).toContain(await send('application/json', deep));
		expect(await send('application/json', JSON.stringify({ a: 'x'.repeat(1_100_000) }))).toBe(413);
		expect(await startedWith(trigger)).toHaveLength(1);
	});

	test('publishes nothing with fields that cannot be read, and loses nothing when one stops being readable', async () => {
		const wrong = {
			events: '={{ 7 }}',
			options: { deduplicateForHours: '={{ "x" }}', includeRaw: '={{ [] }}' },
		};
		await expect(publishedFor(desk, { parameters: wrong })).rejects.toThrow(/Trigger On.*Deduplicate For/);
		const running = await openPaymentTrigger(desk, { ...withoutLookUp, parameters: wrong });
		await running.activate('init');
		const { items } = await running.inbox.receive({ body: CALL, headers: headers() });
		expect(items).toMatchObject([{ json: { event: 'paymentConfirmed' } }]);
		const rules = (items?.[0].json.warnings as Array<{ rule: string }>).map(({ rule }) => rule);
		expect(rules.filter((rule) => rule === 'settings.unreadable')).toHaveLength(3);
	});

	test('answers 500 when its credential was emptied while it runs, so that the call comes again', async () => {
		const trigger = await openPaymentTrigger(desk, { credential: { secret: '' } });
		await trigger.activate('init');
		const call = await trigger.inbox.receive({ body: CALL, headers: { 'asaas-access-token': '' } });
		expect(call).toMatchObject({ status: 500, items: undefined });
	});
});
