import fc from 'fast-check';

import { effectOfMetaCode, explainMetaCode } from '../../../../nodes/providers/api/metaErrors';
import { readHubSendResponse } from '../../../../nodes/providers/hub/api/responses';
import { readMetaSendResponse, refusalOf } from '../../../../nodes/providers/metaCloud/api/responses';

const NOW = Date.parse('2026-11-21T12:00:00Z');

const responseOf = (statusCode: number, body: unknown, retryAfter?: string) => ({
	statusCode,
	headers: { 'retry-after': retryAfter },
	body: typeof body === 'string' ? body : JSON.stringify(body),
});
const failure = (code: number, details = 'Because I said so') => ({
	error: {
		message: `(#${code}) Something`,
		type: 'OAuthException',
		code,
		error_data: { messaging_product: 'whatsapp', details },
		fbtrace_id: 'Az8or2',
	},
});
const read = (statusCode: number, body: unknown, retryAfter?: string) =>
	readMetaSendResponse(responseOf(statusCode, body, retryAfter), NOW);

describe('a message that WhatsApp took', () => {
	const contacts = [{ input: '+5511998765432', wa_id: '551198765432' }];

	it('is accepted with its ID and the number as WhatsApp knows it', () => {
		const body = { messaging_product: 'whatsapp', contacts, messages: [{ id: 'wamid.A' }] };
		expect(read(200, body)).toEqual({
			outcome: 'accepted',
			meaning: 'accepted',
			fields: { ...body, messageId: 'wamid.A', waId: '551198765432' },
		});
	});

	it('is unknown when the answer says that it had no success', () => {
		expect(read(200, { contacts, messages: [{ id: 'wamid.A' }], success: false })).toMatchObject({
			outcome: 'unknown',
			reason: { what: 'WhatsApp answered with a message ID, and that it had no success' },
		});
	});

	it.each(['accepted', 'held_for_quality_assessment'])('by template is %s', (word) => {
		const body = { contacts, messages: [{ id: 'wamid.A', message_status: word }] };
		expect(read(200, body)).toMatchObject({ outcome: 'accepted', meaning: word });
	});

	it('went to a user ID, which stays as it is', () => {
		const body = { contacts: [{ input: 'BR.15', user_id: 'BR.15' }], messages: [{ id: 'wamid.A' }] };
		expect(read(200, body)).toMatchObject({ fields: { userId: 'BR.15' } });
	});

	it('leaves no member named error, which n8n would take for a failed item', () => {
		const outcome = read(200, { messages: [{ id: 'wamid.A' }], error: null });
		expect(outcome).toMatchObject({ outcome: 'accepted' });
		expect(outcome).not.toHaveProperty('fields.error');
	});
});

describe('a message that WhatsApp refused', () => {
	it('says why in its own words, without the code in front, and what to do', () => {
		expect(read(400, failure(131009, 'reference_id was used before'))).toEqual({
			outcome: 'refused',
			busy: false,
			reason: {
				what: 'WhatsApp did not accept a value of this message',
				next: expect.stringContaining('reference ID'),
				providerMessage: 'Something: reference_id was used before',
				providerCode: '131009',
				statusCode: 400,
			},
		});
	});

	it.each([
		['in a list', { error: [failure(131047).error] }],
		['in the list of a service between', { errors: [failure(131047).error] }],
		['by a code in quotes', { error: { ...failure(131047).error, code: '131047' } }],
	])('is judged by its error %s', (_where, body) => {
		expect(read(400, body)).toMatchObject({
			outcome: 'refused',
			reason: { providerCode: '131047', providerMessage: 'Something: Because I said so' },
		});
	});

	it('in a book, or nested without end, is told in words that can be shown', () => {
		const long = 'x'.repeat(2_000_000);
		const told = read(400, { error: { code: 131009, message: long, error_data: { details: `y${long}` } } });
		expect(JSON.stringify(told).length).toBeLessThan(3_000);
		const deep = `${'['.repeat(20_000)}${']'.repeat(20_000)}`;
		expect(read(400, `{"error":${deep}}`)).toMatchObject({ outcome: 'refused', reason: { statusCode: 400 } });
	});

	it('is judged by the code, whatever the HTTP status', () => {
		expect(read(500, failure(131009))).toMatchObject({ outcome: 'refused', busy: false });
		expect(read(200, failure(131047))).toMatchObject({
			outcome: 'refused',
			reason: { what: expect.stringContaining('24 hours'), next: expect.stringContaining('Send As') },
		});
	});

	it.each([4, 104, 613, 80007, 130429, 131056])('%i with 403 is busy', (code) => {
		expect(read(403, failure(code), '7')).toMatchObject({
			outcome: 'refused',
			busy: true,
			retryAfterMs: 7000,
			reason: { cause: 'rate-limited' },
		});
	});

	it.each([131048, 131064, 131016, 133004, 131057, 2494100])(
		'%i is refused, and not tried again at once',
		(code) => {
			expect(read(500, failure(code))).toMatchObject({ outcome: 'refused', busy: false });
		},
	);

	it.each([1, 2, 131000])('%i may have gone out after a 5xx, and was refused with a 4xx', (code) => {
		expect(read(500, failure(code)).outcome).toBe('unknown');
		expect(read(400, failure(code)).outcome).toBe('refused');
	});

	it('with a code that nobody wrote down: by the HTTP status', () => {
		expect(read(400, failure(999999))).toMatchObject({ outcome: 'refused', busy: false });
		expect(read(200, failure(999999)).outcome).toBe('refused');
		expect(read(429, failure(999999))).toMatchObject({ outcome: 'refused', busy: true });
		expect(read(503, failure(999999), '3')).toMatchObject({ busy: true, retryAfterMs: 3000 });
		expect(read(500, failure(999999)).outcome).toBe('unknown');
	});

	it.each([0, 3, 10, 190, 200, 299, 131005])('%i is about the credential', (code) => {
		expect(read(401, failure(code))).toMatchObject({ reason: { cause: 'credential-invalid' } });
	});

	it('for payments terms keeps the link that WhatsApp gives', () => {
		const details = 'Accept the terms: https://fb.me/pay-terms';
		expect(read(403, failure(131005, details))).toMatchObject({
			outcome: 'refused',
			reason: {
				providerMessage: expect.stringContaining('https://fb.me/pay-terms'),
				next: expect.stringContaining('accept the terms'),
			},
		});
	});

	it('never sends a user of the Cloud API to the Hub', () => {
		const codes = Array.from({ length: 140_000 }, (_, code) => String(code));
		const advice = codes.map((code) => explainMetaCode(code, 'metaCloud')?.next ?? '');
		expect(advice.filter((text) => text.includes('Hub'))).toEqual([]);
		expect(advice.filter((text) => text !== '').length).toBeGreaterThan(40);
	});
});

describe('a reply that says neither', () => {
	it.each([
		['nothing', 200, ''],
		['a list', 200, '[]'],
		['a web page', 200, '<html>It works!</html>'],
		['half an object', 200, '{"messages":[{"id":"wam'],
		['no message', 200, '{"messages":[]}'],
		['an empty ID', 200, '{"messages":[{"id":""}]}'],
		['messages of another kind', 200, '{"messages":{"0":{"id":"wamid.A"}}}'],
		['an ID and an error', 200, JSON.stringify({ messages: [{ id: 'wamid.A' }], ...failure(131009) })],
		['a bad gateway', 502, '<html>Bad gateway</html>'],
		['a timeout', 408, ''],
	])('%s is unknown', (_name, status, body) => {
		expect(read(status, body)).toMatchObject({ outcome: 'unknown', reason: { statusCode: status } });
	});

	it.each([400, 401, 403, 404, 413])('%i without JSON is refused', (status) => {
		expect(read(status, 'no')).toMatchObject({ outcome: 'refused', busy: false });
	});

	it('never throws, whatever WhatsApp or a proxy says', () => {
		fc.assert(
			fc.property(fc.integer({ min: 200, max: 599 }), fc.json(), (status, body) => {
				expect(['accepted', 'refused', 'unknown']).toContain(
					readMetaSendResponse(responseOf(status, body), NOW).outcome,
				);
			}),
		);
		const odd = fc.oneof(fc.constant(null), fc.constant([]), fc.constant({}), fc.integer(), fc.string());
		fc.assert(
			fc.property(odd, odd, odd, odd, (error_data, code, messages, contacts) => {
				const body = JSON.stringify({
					messages: [messages],
					contacts,
					error: { code, error_data, message: code },
				});
				expect(() => readMetaSendResponse(responseOf(400, body), NOW)).not.toThrow();
			}),
		);
	});
});

describe('one table of codes for both ways to WhatsApp', () => {
	it.each([1, 131000, 131057])(
		'%i after a 5xx never says that nothing was sent, nor to send it again',
		(code) => {
			const viaMeta = read(500, {
				...failure(code),
				...(code === 131057 && { messages: [{ id: 'wamid.A' }] }),
			});
			const viaHub = readHubSendResponse(responseOf(500, { errorCode: code, errorMessage: 'Because' }), NOW);
			for (const outcome of [viaMeta, viaHub]) {
				expect(outcome).toMatchObject({ outcome: 'unknown', reason: { providerCode: String(code) } });
				expect(JSON.stringify(outcome)).not.toMatch(/did not send|send .*later/i);
			}
		},
	);

	it('words the same code for the place where it is mended', () => {
		expect(explainMetaCode('132001', 'hub')?.next).toContain('Hub dashboard');
		expect(explainMetaCode('132001', 'metaCloud')?.next).toContain('WhatsApp Manager');
		expect(explainMetaCode('132001')).toEqual(explainMetaCode('132001', 'hub'));
	});

	it('reads no meaning into a code that one of them uses otherwise', () => {
		expect(explainMetaCode('130472', 'hub')).toBeUndefined();
		expect(explainMetaCode('130472', 'metaCloud')).toBeDefined();
		expect(explainMetaCode('session_not_found', 'metaCloud')).toBeUndefined();
	});

	it.each(['constructor', '__proto__', 'toString', ''])('%j is no code', (code) => {
		expect(explainMetaCode(code, 'metaCloud')).toBeUndefined();
		expect(effectOfMetaCode(code)).toBeUndefined();
	});
});

describe('each way an error can be told', () => {
	it.each<[unknown, object]>([
		[{ error: 'words' }, { providerMessage: 'words', providerCode: undefined }],
		[{ error: ['a'] }, { providerMessage: 'a' }],
		[{ error: { message: '(#100)No space' } }, { providerMessage: 'No space' }],
		[{ error: { message: 'See (#100) there' } }, { providerMessage: 'See (#100) there' }],
		[{ error: { title: 'Title', details: 'Details' } }, { providerMessage: 'Title: Details' }],
		[{ error: { title: 'Title', details: 'Title and more' } }, { providerMessage: 'Title and more' }],
		[{ error: { title: 'Title' } }, { providerMessage: 'Title' }],
		[{ error: { error_data: { details: 'Details' } } }, { providerMessage: 'Details' }],
		[{ error: { code: 131047 } }, { providerMessage: undefined, providerCode: '131047' }],
	])('%j', (body, reason) => {
		expect(read(400, body)).toMatchObject({ outcome: 'refused', busy: false, reason });
	});

	it('an ID beside an error leaves the outcome unknown, and no ID as well', () => {
		const both = { ...failure(131009), messages: [{ id: 'wamid.A' }] };
		const what = 'WhatsApp answered with a message ID and an error';
		expect(read(200, both)).toMatchObject({ outcome: 'unknown', reason: { what, providerCode: '131009' } });
		expect(read(200, { messages: 'x' })).toMatchObject({ outcome: 'unknown', reason: { next: '' } });
		expect(read(200, '')).toMatchObject({ reason: { what: 'WhatsApp answered 200 with an empty response' } });
	});

	it.each<[number, number, string | undefined, object]>([
		[503, 131009, '3', { outcome: 'refused', busy: true, retryAfterMs: 3000 }],
		[503, 131009, undefined, { outcome: 'refused', busy: false }],
		[500, 131009, '3', { outcome: 'refused', busy: false }],
		[408, 1, undefined, { outcome: 'unknown' }],
		[500, 999_999, undefined, { outcome: 'unknown' }],
		[429, 131009, undefined, { outcome: 'refused', busy: true, reason: { cause: 'rate-limited' } }],
	])('%d with code %d and Retry-After %s', (status, code, retryAfter, expected) => {
		expect(read(status, failure(code), retryAfter)).toMatchObject(expected);
	});

	it('an error without a code is judged by its status', () => {
		expect(read(500, { error: {} }).outcome).toBe('unknown');
	});

	it.each<[number, unknown, number | undefined]>([
		[200, {}, undefined],
		[299, {}, undefined],
		[199, {}, 199],
		[300, {}, 300],
		[200, '', 200],
		[200, { error: 'x' }, 200],
	])('another request answered %d with %j', (status, body, statusCode) => {
		expect(refusalOf(responseOf(status, body))?.statusCode).toBe(statusCode);
	});

	it.each([
		[401, 'WhatsApp did not accept the access token (HTTP 401)', 'credential-invalid'],
		[404, 'WhatsApp does not know this address (HTTP 404)', 'configuration-invalid'],
	])('%d without an error in words: %s', (status, what, cause) => {
		expect(read(status, 'x')).toMatchObject({
			reason: { what, cause, providerMessage: 'x', statusCode: status },
		});
	});
});
