import { parseRetryAfterMs } from '../../../nodes/providers/api/httpOutcome';
import type { FailureReason, ProviderResponse, SendOutcome } from '../../../nodes/providers/api/exchange';
import { readHubSendResponse } from '../../../nodes/providers/hub/api/responses';
import { readZApiSendResponse } from '../../../nodes/providers/zApi/api/responses';

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
	it.each([400, 401, 403, 404, 405, 409, 415, 422])(
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
		});
	});

	it.each([301, 302, 307, 308])('%i is reported as a matter of Base URL, not of the item', (code) => {
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

	it('403 and 502 in JSON are of the provider', () => {
		for (const code of [403, 502]) {
			const { reason } = read(response(code, { error: 'no' }), NOW) as { reason: FailureReason };
			expect(reason.what).not.toMatch(/proxy/i);
		}
	});

	it.each([
		['HTML', '<html><head><style>p{}</style></head><body><h1>It works!</h1></body></html>', 'It works!'],
		['nothing', '', undefined],
		['a cut-off object', '{"messageId":"3EB0', '{"messageId":"3EB0'],
		['a list', '[]', '[]'],
		['a bare word', '"ok"', '"ok"'],
	])('200 with %s is unknown', (_kind, body, words) => {
		expect(read(response(200, body), NOW)).toMatchObject({
			outcome: 'unknown',
			reason: { providerMessage: words, statusCode: 200 },
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

	it.each([
		['NOT_FOUND', 'Z-API does not know this address'],
		['null not allowed', 'Z-API asks for the Client-Token'],
		['your client-token is not configured', 'Z-API says that the Client-Token is not configured'],
		['abc123 not allowed', 'Z-API did not accept the Client-Token'],
		['[203.0.113.7] not allowed', 'Z-API does not accept requests from the IP address of this server'],
		['Phone number does not exist.', 'WhatsApp does not know the recipient phone number'],
		['Something nobody wrote down', 'Z-API answered 200 but did not take the message'],
	])('200 with error "%s" refuses: %s', (error, what) => {
		expect(readZApiSendResponse(response(200, { error }), NOW)).toMatchObject({
			outcome: 'refused',
			reason: { what, providerMessage: error },
		});
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

describe('readHubSendResponse', () => {
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
		['-5', undefined],
		['1.5', undefined],
		['soon', undefined],
		['Fri, 20 Nov 2026 11:59:00 GMT', 0],
	])('%s -> %s', (value, expected) => {
		expect(parseRetryAfterMs(value, NOW)).toBe(expected);
	});
});
