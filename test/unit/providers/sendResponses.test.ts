import { parseRetryAfterMs } from '../../../nodes/providers/api/httpOutcome';
import type {
	FailureCause,
	FailureReason,
	ProviderResponse,
	SendOutcome,
} from '../../../nodes/providers/api/exchange';
import { readHubSendResponse } from '../../../nodes/providers/hub/api/responses';
import { explainZApiText, readZApiSendResponse } from '../../../nodes/providers/zApi/api/responses';

const NOW = Date.parse('2026-11-20T12:00:00Z');

const response = (statusCode: number, body: unknown, retryAfter?: string): ProviderResponse => ({
	statusCode,
	headers: { 'retry-after': retryAfter },
	body: typeof body === 'string' ? body : JSON.stringify(body),
});

const readers: Array<[string, (response: ProviderResponse, now: number) => SendOutcome]> = [
	['Z-API', readZApiSendResponse],
	['the Hub', readHubSendResponse],
];

describe.each(readers)('responses of %s', (_name, read) => {
	it.each([199, 400, 401, 403, 404, 405, 409, 415, 422])(
		'%i refuses and keeps the words of the provider',
		(code) => {
			const outcome = read(
				response(code, { error: 'Because I said so', errorMessage: 'Because I said so' }),
				NOW,
			);
			expect(outcome).toMatchObject({ outcome: 'refused', busy: false });
			expect(outcome).toMatchObject({ reason: { providerMessage: 'Because I said so', statusCode: code } });
		},
	);

	it.each([500, 502, 504, 503, 408])('%i without more leaves the outcome unknown', (code) => {
		expect(read(response(code, 'Bad gateway'), NOW)).toMatchObject({
			outcome: 'unknown',
			reason: { providerMessage: 'Bad gateway', statusCode: code },
		});
	});

	it('429 and 503 with Retry-After are busy, and say how long', () => {
		expect(read(response(429, {}), NOW)).toMatchObject({
			outcome: 'refused',
			busy: true,
			retryAfterMs: undefined,
			reason: { cause: 'rate-limited' },
		});
		expect(read(response(429, {}, '3'), NOW)).toMatchObject({
			outcome: 'refused',
			busy: true,
			retryAfterMs: 3000,
		});
		expect(read(response(503, '', 'Fri, 20 Nov 2026 12:00:05 GMT'), NOW)).toMatchObject({
			outcome: 'refused',
			busy: true,
			retryAfterMs: 5000,
			reason: { cause: 'temporarily-unavailable' },
		});
	});

	it.each([300, 301, 302, 307, 308])('%i is reported as a matter of Base URL, not of the item', (code) => {
		const page = '<html><body>Moved</body></html>';
		const outcome = read(response(code, page), NOW);
		expect(outcome).toMatchObject({ outcome: 'refused', busy: false, reason: { statusCode: code } });
		const { what, next, cause } = (outcome as { reason: FailureReason }).reason;
		expect(what).toContain(
			`redirected the request to another address, and n8n did not follow it there (HTTP ${code})`,
		);
		expect(next).toContain('Check Base URL in the credential');
		expect(`${what} ${next}`).not.toMatch(/this item|API key|Client-Token/);
		expect(cause).toBe('configuration-invalid');
	});

	it('says whether a response was empty', () => {
		const whatOf = (body: string) =>
			(read(response(200, body), NOW) as { reason: FailureReason }).reason.what;
		expect(whatOf('')).toMatch(/answered 200 with an empty response$/);
		expect(whatOf('x')).toMatch(/answered 200 with a response that is not readable JSON$/);
	});

	it('an ID counts with 2xx alone, and a 5xx other than 503 is not busy', () => {
		expect(read(response(199, { messageId: 'M' }), NOW).outcome).toBe('refused');
		expect(read(response(500, '', '3'), NOW).outcome).toBe('unknown');
	});

	it.each([false, 'false'])('an ID beside success: %j contradicts itself', (success) => {
		const outcome = read(response(200, { messageId: 'M', success }), NOW);
		expect(outcome).toMatchObject({ outcome: 'unknown', reason: { statusCode: 200 } });
		expect((outcome as { reason: FailureReason }).reason.what).toMatch(
			/ answered with a message ID, and that it had no success$/,
		);
		expect(read(response(200, { messageId: 'M', success: true }), NOW).outcome).toBe('accepted');
	});

	it('303 may show the result of a message that was taken', () => {
		expect(read(response(303, ''), NOW)).toMatchObject({ outcome: 'unknown', reason: { statusCode: 303 } });
	});

	it('407 is reported as the login of a proxy, in whatever form', () => {
		for (const body of ['', '<h1>Login</h1>', { error: 'login' }]) {
			const outcome = read(response(407, body), NOW);
			expect(outcome).toMatchObject({ outcome: 'refused', reason: { statusCode: 407 } });
			const { what, next } = (outcome as { reason: FailureReason }).reason;
			expect(what).toContain('was not reached: the proxy on the way asks for a login (HTTP 407)');
			expect(next).toContain('proxy settings of the n8n server');
		}
	});

	it.each([
		[
			403,
			'refused',
			'A proxy or firewall on the way to the provider did not let the request through (HTTP 403)',
		],
		[
			502,
			'unknown',
			'A proxy or gateway on the way to the provider did not get an answer from it (HTTP 502)',
		],
		[
			504,
			'unknown',
			'A proxy or gateway on the way to the provider did not get an answer from it (HTTP 504)',
		],
	])('%i in the words of a proxy is reported as that, not as a wrong credential', (code, outcome, what) => {
		for (const body of ['', '<html><h1>ERR_CONNECT_FAIL</h1></html>']) {
			const told = read(response(code, body), NOW);
			expect(told).toMatchObject({ outcome, reason: { what, statusCode: code } });
			expect((told as { reason: FailureReason }).reason.next).toMatch(/proxy/);
		}
	});

	it.each<[number, unknown]>([
		[403, { error: 'no' }],
		[502, { error: 'no' }],
		[501, '<h1>Not implemented</h1>'],
		[505, '<h1>HTTP version not supported</h1>'],
	])('%i with %j is of the provider', (code, body) => {
		const { reason } = read(response(code, body), NOW) as { reason: FailureReason };
		expect(reason.what).not.toMatch(/proxy/i);
	});

	it.each<[number, string, FailureCause | undefined]>([
		[405, 'does not take this request at this address', 'configuration-invalid'],
		[407, 'was not reached: the proxy on the way asks for a login', 'configuration-invalid'],
		[408, 'gave up waiting for the request', 'temporarily-unavailable'],
		[409, 'reported a conflict with existing data', undefined],
		[415, 'did not take the content type', 'configuration-invalid'],
		[418, 'refused the request', undefined],
		[429, 'is receiving too many requests', 'rate-limited'],
		[500, 'failed while handling the request', 'temporarily-unavailable'],
	])('%i means that the provider %s', (code, what, cause) => {
		const { reason } = read(response(code, { error: 'x' }), NOW) as { reason: FailureReason };
		expect(reason).toMatchObject({
			what: expect.stringContaining(` ${what} (HTTP ${code})`),
			statusCode: code,
		});
		expect(reason.cause).toBe(cause);
	});

	it.each([403, 502])('%i of a proxy says whose matter it is', (code) => {
		const { reason } = read(response(code, ''), NOW) as { reason: FailureReason };
		expect(reason.cause).toBe(code === 403 ? 'configuration-invalid' : 'temporarily-unavailable');
	});

	it.each([
		['HTML', '<html><head><style>p{}</style></head><body><h1>It works!</h1></body></html>', 'It works!'],
		['nothing', '', undefined],
		['a cut-off object', '{"messageId":"3EB0', '{"messageId":"3EB0'],
		['a list', '[]', '[]'],
		['a bare word', '"ok"', '"ok"'],
		['null', 'null', 'null'],
	])('200 with %s is unknown', (_kind, body, words) => {
		expect(read(response(200, body), NOW)).toMatchObject({
			outcome: 'unknown',
			reason: { providerMessage: words, statusCode: 200, cause: 'temporarily-unavailable' },
		});
	});
});

describe('readZApiSendResponse', () => {
	it('takes a response with an ID as queued and never passes an error member on', () => {
		const ids = { zaapId: 'Z', messageId: 'M', id: 'M' };
		expect(readZApiSendResponse(response(200, { ...ids, error: '' }), NOW)).toEqual({
			outcome: 'accepted',
			meaning: 'queued',
			fields: ids,
		});
	});

	it.each<[string, string, FailureCause | undefined]>([
		['NOT_FOUND', 'Z-API does not know this address', 'configuration-invalid'],
		[
			'Unable to find matching target resource method',
			'Z-API does not know this address',
			'configuration-invalid',
		],
		['null not allowed', 'Z-API asks for the Client-Token', 'credential-invalid'],
		['F0null not allowed', 'Z-API did not accept the Client-Token', 'credential-invalid'],
		[
			'your client-token is not configured',
			'Z-API says that the Client-Token is not configured',
			'credential-invalid',
		],
		['abc123 not allowed', 'Z-API did not accept the Client-Token', 'credential-invalid'],
		['Zabcdef012 not allowed', 'Z-API did not accept the Client-Token', 'credential-invalid'],
		...['[203.0.113.7]', '203.0.113.7', '2001:db8::1', '[Request IP]'].map(
			(ip): [string, string, FailureCause] => [
				`${ip} not allowed`,
				'Z-API does not accept requests from the IP address of this server',
				'configuration-invalid',
			],
		),
		['Instance not found', 'Z-API does not know this instance', 'credential-invalid'],
		['You are not connected.', 'The Z-API instance is not connected to WhatsApp', 'configuration-invalid'],
		['Phone number does not exist.', 'WhatsApp does not know the recipient phone number', undefined],
		['Invalid currency code', 'Z-API did not accept the currency code of the order', undefined],
		['Update order has not been sent', 'Z-API did not accept the data of the order update', undefined],
		['Product ID was not found', 'WhatsApp does not find a product of the order in the catalog', undefined],
		[
			'Accept buttons message terms',
			'The button terms are not accepted in the Z-API account',
			'configuration-invalid',
		],
		['Not available to channels', 'WhatsApp channels cannot receive payments', undefined],
		['You did not have permission', 'WhatsApp did not let this number send the message', 'quota-exhausted'],
		[
			'Could not send message to queue due to request error',
			'Z-API took the request but did not queue the message',
			undefined,
		],
		['The queue is full', 'The message queue of the Z-API instance is full', 'quota-exhausted'],
		['Limit of the queue reached', 'The message queue of the Z-API instance is full', 'quota-exhausted'],
		['Invalid request params', 'Z-API did not accept the data of this message', undefined],
		['Something nobody wrote down', 'Z-API answered 200 but did not take the message', undefined],
		['not allowed here', 'Z-API answered 200 but did not take the message', undefined],
	])('200 with error "%s" refuses: %s', (error, what, cause) => {
		const outcome = readZApiSendResponse(response(200, { error }), NOW);
		expect(outcome).toMatchObject({ outcome: 'refused', reason: { what, providerMessage: error } });
		expect((outcome as { reason: FailureReason }).reason.cause).toBe(cause);
	});

	it('joins error and message, as in the 404 that comes with 200', () => {
		const body = { error: 'NOT_FOUND', message: 'Unable to find matching target resource method' };
		expect(readZApiSendResponse(response(200, body), NOW)).toMatchObject({
			outcome: 'refused',
			reason: { providerMessage: 'NOT_FOUND: Unable to find matching target resource method' },
		});
	});

	it('does not know what an error beside IDs means, nor a response with neither', () => {
		expect(readZApiSendResponse(response(200, { error: 'late', messageId: 'M' }), NOW).outcome).toBe(
			'unknown',
		);
		expect(readZApiSendResponse(response(200, {}), NOW).outcome).toBe('unknown');
	});
});

it.each<[object, object]>([
	[{ messageId: 7 }, { outcome: 'accepted' }],
	[{ zaapId: 'Z' }, { outcome: 'accepted' }],
	[{ messageId: ' ', zaapId: true }, { outcome: 'unknown' }],
	[
		{ a: 1 },
		{
			outcome: 'unknown',
			reason: {
				what: 'Z-API answered without a message ID',
				next: '',
				providerMessage: '{"a":1}',
				statusCode: 200,
			},
		},
	],
	[{ error: 'x' }, { outcome: 'refused', busy: false }],
	[{ error: true }, { outcome: 'refused', reason: { providerMessage: '{"error":true}' } }],
	[
		{ error: true, message: 'm' },
		{ outcome: 'refused', reason: { providerMessage: 'm' } },
	],
	[
		{ error: 'same', message: 'same' },
		{ outcome: 'refused', reason: { providerMessage: 'same' } },
	],
])('Z-API: %j is %j', (body, expected) => {
	expect(readZApiSendResponse(response(200, body), NOW)).toMatchObject(expected);
});

it('Z-API: a text is known by its beginning, without spaces around it', () => {
	expect(explainZApiText(' F00 not allowed ')?.cause).toBe('credential-invalid');
	expect(explainZApiText(`${'x'.repeat(500)}instance not found`)).toBeUndefined();
});

it('Z-API: 400 has no meaning but its own', () => {
	const { reason } = readZApiSendResponse(response(400, {}), NOW) as { reason: FailureReason };
	expect(reason.what).toBe('Z-API refused the request (HTTP 400)');
});

describe('readHubSendResponse', () => {
	const NO_ID = { what: 'The Hub answered without a message ID', next: '', statusCode: 200 };

	it.each<[object, object]>([
		[
			{ messageId: 'a', status: 'ERROR' },
			{ outcome: 'refused', busy: false },
		],
		[
			{ messageId: 'a', status: 'failed' },
			{ outcome: 'refused', busy: false },
		],
		[
			{ messageId: 'a', status: 'errored' },
			{ outcome: 'accepted', meaning: 'errored' },
		],
		[
			{ messageId: 'a', status: 'unfailed' },
			{ outcome: 'accepted', meaning: 'unfailed' },
		],
		[
			{ messageId: 'a', status: '' },
			{ outcome: 'accepted', meaning: 'enqueued' },
		],
		[
			{ messageId: 'a', status: 7, errorMessage: null },
			{ outcome: 'accepted', meaning: 'enqueued' },
		],
		[{ errorMessage: 'x' }, { outcome: 'refused', reason: { providerMessage: 'x' } }],
		[
			{ messageId: null, errorCode: '1' },
			{ outcome: 'refused', reason: { providerCode: '1' } },
		],
		[{ messageId: '', error: true }, { outcome: 'refused' }],
		[
			{ messageId: null, errorMessage: ' ' },
			{ outcome: 'unknown', reason: NO_ID },
		],
		[
			{ messageId: ' ', message: 'm' },
			{ outcome: 'unknown', reason: { ...NO_ID, providerMessage: 'm' } },
		],
		[{ messageId: 7 }, { outcome: 'unknown', reason: { ...NO_ID, providerMessage: '{"messageId":7}' } }],
		[
			{ errorMessage: 5, message: true, error: 'e' },
			{ outcome: 'refused', reason: { providerMessage: 'e' } },
		],
		[
			{ errorMessage: { a: 1 }, error: 'e' },
			{ outcome: 'refused', reason: { providerMessage: '{"a":1}' } },
		],
		[
			{ error: 'e', errorCode: 131047 },
			{ outcome: 'refused', reason: { providerCode: '131047' } },
		],
		[
			{ error: 'e', errorCode: [1] },
			{ outcome: 'refused', reason: { providerCode: undefined } },
		],
	])('judges %j as %j', (body, expected) => {
		expect(readHubSendResponse(response(200, body), NOW)).toMatchObject(expected);
	});

	it.each([
		[{ messageId: 'a', status: 'enqueued' }, 'enqueued'],
		[{ messageId: 'a', status: 'sent' }, 'sent'],
		[{ messageId: 'a', recipientId: 'r', type: 'text' }, 'enqueued'],
		[{ messageId: 'a', errorMessage: null, errorCode: '' }, 'enqueued'],
	])('takes %j as %s', (body, meaning) => {
		expect(readHubSendResponse(response(200, body), NOW)).toEqual({
			outcome: 'accepted',
			meaning,
			fields: body,
		});
	});

	it('refuses the documented error response with text and code, and reads no meaning into 130472', () => {
		const body = {
			messageId: null,
			status: 'error',
			errorMessage: 'The recipient is not a valid WhatsApp user',
			errorCode: '130472',
		};
		expect(readHubSendResponse(response(200, body), NOW)).toMatchObject({
			outcome: 'refused',
			reason: {
				what: 'The Hub did not send the message',
				providerMessage: 'The recipient is not a valid WhatsApp user',
				providerCode: '130472',
			},
		});
	});

	it.each([
		['131047', /more than 24 hours/],
		['131026', /cannot deliver/],
		['2046', /change of the order status/],
		['200', /does not let this business account/],
	])('explains code %s', (errorCode, what) => {
		const body = { messageId: null, status: 'error', errorMessage: 'x', errorCode };
		const outcome = readHubSendResponse(response(400, body), NOW);
		expect(outcome.outcome === 'accepted' ? '' : outcome.reason.what).toMatch(what);
	});

	it.each([
		{ error: 'channel offline' },
		{ errorMessage: 'late', status: 'enqueued' },
		{ errorCode: '131000' },
	])('does not know what %j beside a message ID means', (words) => {
		expect(readHubSendResponse(response(200, { messageId: 'M', ...words }), NOW).outcome).toBe('unknown');
	});

	it('does not know what a missing message ID without an error means', () => {
		expect(readHubSendResponse(response(200, { messageId: null, status: 'enqueued' }), NOW).outcome).toBe(
			'unknown',
		);
	});
});

describe('parseRetryAfterMs', () => {
	it.each([
		[undefined, undefined],
		['', undefined],
		['0', 0],
		['120', 120_000],
		[' 120 ', 120_000],
		['1234567890', undefined],
		['-5', undefined],
		['1.5', undefined],
		['soon', undefined],
		['Fri, 20 Nov 2026 11:59:00 GMT', 0],
	])('%s -> %s', (value, expected) => {
		expect(parseRetryAfterMs(value, NOW)).toBe(expected);
	});
});
