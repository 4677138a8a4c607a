import { NodeApiError, NodeOperationError, type INode, type JsonObject } from 'n8n-workflow';

import { sendProviderRequest, type RequestContext } from '../../../nodes/shared/transport';
import { explainTransportError, headOfBrokenResponse } from '../../../nodes/shared/transportFailure';

/** Shapes of errors as Node 20, axios and n8n-core make them; each was seen with a real connection. */

const node: INode = {
	id: '1',
	name: 'WhatsApp Commerce',
	type: 'whatsAppCommerce',
	typeVersion: 1,
	position: [0, 0],
	parameters: {},
};

interface Facts {
	code?: string;
	syscall?: string;
	message?: string;
}

const socketError = ({ message = 'it broke', ...facts }: Facts) => Object.assign(new Error(message), facts);

/** The HTTP client's error around the socket's, inside n8n's. */
function helperError(facts: Facts, cause: Error = socketError(facts)): Error {
	const { code, message } = facts;
	const client = Object.assign(new Error(message ?? cause.message, { cause }), { code, isAxiosError: true });
	return new NodeApiError(node, client as unknown as JsonObject);
}

const explain = (error: unknown) =>
	explainTransportError(error, { timeoutMs: 500, redact: (text) => text.replace('s3cret', '[hidden]') });

describe('certainly not sent', () => {
	it.each<[string, Facts]>([
		['a name that does not exist', { code: 'ENOTFOUND', syscall: 'getaddrinfo' }],
		['a name server that does not answer', { code: 'EAI_AGAIN', syscall: 'getaddrinfo' }],
		['a name server that refuses', { code: 'ECONNREFUSED', syscall: 'queryA' }],
		['a closed port', { code: 'ECONNREFUSED', syscall: 'connect' }],
		['a host without a way to it', { code: 'EHOSTUNREACH', syscall: 'connect' }],
		['no network', { code: 'ENETUNREACH', syscall: 'connect' }],
		['a host that does not answer', { code: 'ETIMEDOUT', syscall: 'connect' }],
		['no free port', { code: 'EADDRNOTAVAIL', syscall: 'connect' }],
		['a name that a resolver of its own does not find', { code: 'ENOTFOUND' }],
	])('%s, which may pass', (_name, facts) => {
		expect(explain(helperError(facts))).toMatchObject({ sent: false, passing: true, code: facts.code });
	});

	it.each([
		'DEPTH_ZERO_SELF_SIGNED_CERT',
		'SELF_SIGNED_CERT_IN_CHAIN',
		'CERT_HAS_EXPIRED',
		'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
		'UNABLE_TO_GET_ISSUER_CERT_LOCALLY',
		'ERR_TLS_CERT_ALTNAME_INVALID',
	])('a certificate that is not trusted: %s', (code) => {
		expect(explain(helperError({ code }))).toMatchObject({
			sent: false,
			passing: false,
			what: 'The certificate of the provider could not be verified',
		});
	});

	it('a name that does not exist is told from one that cannot be looked up', () => {
		expect(explain(helperError({ code: 'ENOTFOUND', syscall: 'getaddrinfo' })).what).toContain('not found');
		expect(explain(helperError({ code: 'EAI_AGAIN' })).what).toContain('could not be looked up');
	});

	it.each(['in words', null])('a closed port, and a cause that is no error: %j', (cause) => {
		const facts = { code: 'ECONNREFUSED', syscall: 'connect', cause, errors: [cause] };
		expect(explain(Object.assign(new Error('refused'), facts))).toMatchObject({ sent: false, passing: true });
	});

	it.each<[unknown, string]>([
		['no credentials s3cret', 'no credentials [hidden]'],
		[undefined, 'undefined'],
		[null, 'null'],
		[Object.create(null), 'n8n did not send the request'],
	])('what n8n throws that is no error: %p', (thrown, what) => {
		expect(explain(thrown)).toMatchObject({ sent: false, passing: false, what });
	});

	it('all addresses of a host refuse', () => {
		const each = [
			{ code: 'ECONNREFUSED', syscall: 'connect' },
			{ code: 'ENETUNREACH', syscall: 'connect' },
		].map(socketError);
		const all = Object.assign(new AggregateError(each), { code: 'ECONNREFUSED' });
		expect(explain(helperError({ code: 'ECONNREFUSED' }, all))).toMatchObject({ sent: false });
	});

	it('an address that is not a URL', () => {
		const error = Object.assign(new TypeError('Invalid URL'), { code: 'ERR_INVALID_URL' });
		expect(explain(new NodeApiError(node, error as unknown as JsonObject))).toMatchObject({
			sent: false,
			what: 'Base URL of the credential is not a URL',
		});
		expect(
			explain(helperError({ code: 'ERR_BAD_REQUEST', message: 'Unsupported protocol ftp:' })),
		).toMatchObject({
			sent: false,
		});
	});

	it('what n8n itself refused, in its words and without secrets', () => {
		expect(explain(new NodeOperationError(node, 'No credentials s3cret'))).toMatchObject({
			sent: false,
			what: 'No credentials [hidden]',
		});
		class SsrfBlockedIpError extends Error {}
		expect(explain(helperError({}, new SsrfBlockedIpError('restricted')))).toMatchObject({ sent: false });
	});
});

describe('perhaps sent', () => {
	it.each<[string, Facts]>([
		['a spoilt reply over TLS 1.3', { code: 'ERR_SSL_DECRYPTION_FAILED_OR_BAD_RECORD_MAC' }],
		['a spoilt reply that OpenSSL cannot name', { code: 'EPROTO', syscall: 'read' }],
		['a handshake with a plain port', { code: 'EPROTO', syscall: 'write' }],
		['a client certificate that is missed', { code: 'ERR_SSL_TLSV13_ALERT_CERTIFICATE_REQUIRED' }],
		['a renegotiation', { code: 'ERR_TLS_RENEGOTIATION_DISABLED' }],
	])('%s: the encrypted connection broke', (_name, facts) => {
		const { sent, what, code } = explain(helperError(facts));
		expect({ sent, what, code }).toEqual({
			sent: true,
			code: facts.code,
			what: 'The encrypted connection (TLS) broke before the provider answered',
		});
	});

	it.each<[string, Facts]>([
		['a reset', { code: 'ECONNRESET', syscall: 'read' }],
		['a connection that ended', { code: 'ECONNRESET', message: 'socket hang up' }],
		['a pipe that broke', { code: 'EPIPE', syscall: 'write' }],
		['the way lost while reading', { code: 'EHOSTUNREACH', syscall: 'read' }],
		['the network lost while reading', { code: 'ENETUNREACH', syscall: 'read' }],
		['refused while reading', { code: 'ECONNREFUSED', syscall: 'read' }],
		['a silent connection that the system gave up', { code: 'ETIMEDOUT', syscall: 'read' }],
		['refused, nobody knows when', { code: 'ECONNREFUSED' }],
		['a reply that is not HTTP', { code: 'HPE_INVALID_CONSTANT' }],
		['a reply that was cut', { code: 'ERR_BAD_RESPONSE', message: 'stream has been aborted' }],
		['a request that the client says was bad', { code: 'ERR_BAD_REQUEST', message: 'status code 400' }],
		['no code at all', {}],
	])('%s', (_name, facts) => {
		expect(explain(helperError(facts))).toMatchObject({
			sent: true,
			code: facts.code,
			what: 'The connection broke before the provider answered',
		});
	});

	it('one of several addresses was connected and broke', () => {
		const each = [
			{ code: 'ECONNREFUSED', syscall: 'connect' },
			{ code: 'ECONNRESET', syscall: 'read' },
		].map(socketError);
		expect(explain(helperError({ code: 'ECONNREFUSED' }, new AggregateError(each))).sent).toBe(true);
	});

	it("the client's own clock, with the Timeout in the words", () => {
		for (const code of ['ECONNABORTED', 'ETIMEDOUT']) {
			const client = Object.assign(new Error('timeout of 500ms exceeded'), { code, isAxiosError: true });
			expect(explain(client)).toMatchObject({
				sent: true,
				passing: true,
				what: 'The provider did not answer within 500 ms',
			});
		}
	});

	it('an execution that was stopped while the request was under way', () => {
		expect(explain(helperError({ code: 'ERR_CANCELED' }))).toMatchObject({
			sent: true,
			passing: false,
			what: 'The execution was canceled while the request was under way',
		});
	});

	it('a system call that failed, without a code', () => {
		expect(explain(socketError({ syscall: 'read' })).sent).toBe(true);
		expect(explain(new Error('outer', { cause: socketError({ syscall: 'read' }) })).sent).toBe(true);
	});

	it('a network error of another HTTP client', () => {
		const cause = socketError({ code: 'ECONNRESET', syscall: 'read' });
		expect(explain(new TypeError('fetch failed', { cause })).sent).toBe(true);
	});

	it('errors in a circle end', () => {
		const error = new Error('a') as Error & { cause: unknown; code: string };
		error.cause = error;
		error.code = 'ECONNREFUSED';
		expect(explain(error).sent).toBe(true);
	});
});

describe('a reply that broke off after its head', () => {
	const cut = (status: number, headers?: object) =>
		Object.assign(new Error('stream has been aborted'), {
			code: 'ERR_BAD_RESPONSE',
			isAxiosError: true,
			response: { status, headers },
		});

	it('keeps the status of a refusal, and how long to wait', () => {
		expect(headOfBrokenResponse(cut(403))).toEqual({ statusCode: 403 });
		expect(headOfBrokenResponse(cut(300, { 'retry-after': ['3'] }))).toEqual({ statusCode: 300 });
		expect(headOfBrokenResponse(cut(429, { 'retry-after': '3' }))).toEqual({
			statusCode: 429,
			retryAfter: '3',
		});
	});

	it('says nothing of a success, whose body would have said it', () => {
		expect(headOfBrokenResponse(cut(200))).toBeUndefined();
		expect(headOfBrokenResponse(new Error('no reply'))).toBeUndefined();
	});
});

/** Sends a request through an HTTP helper of n8n that does this. */
const send = async (httpRequestWithAuthentication: () => Promise<unknown>, redact = (text: string) => text) =>
	await sendProviderRequest(
		{ helpers: { httpRequestWithAuthentication } } as unknown as RequestContext,
		'zApi',
		{ method: 'POST', path: '/send' },
		{ timeoutMs: 1000, redact },
	);

describe('a response that came and cannot be read', () => {
	const cyclic: Record<string, unknown> = {};
	cyclic.self = cyclic;
	it.each<[string, unknown, (text: string) => string, string]>([
		['its body cannot be written as text', { statusCode: 200, body: cyclic }, (text) => text, ' (HTTP 200)'],
		[
			'its text cannot be cleaned of secrets',
			{ statusCode: 200, body: '{}' },
			() => {
				throw new Error('a fault of ours');
			},
			' (HTTP 200)',
		],
		['it is not a response', undefined, (text) => text, ''],
	])('is perhaps sent, never "not sent": %s', async (_name, response, redact, status) => {
		const result = await send(async () => response, redact);
		const what = `The response of the provider could not be read${status}`;
		expect(result).toMatchObject({ failure: { sent: true, passing: false, what } });
	});
});

it.each<[string, () => Promise<unknown>, object]>([
	[
		'its text without secrets',
		async () => ({ statusCode: 200, headers: { 'retry-after': '3' }, body: 's3cret' }),
		{ response: { statusCode: 200, headers: { 'retry-after': '3' }, body: '[hidden]' } },
	],
	[
		'what was read as an object as its text',
		async () => ({ statusCode: 200, headers: { 'retry-after': ['3'] }, body: { a: 1 } }),
		{ response: { statusCode: 200, headers: { 'retry-after': undefined }, body: '{"a":1}' } },
	],
	[
		'none for no body and no headers',
		async () => ({ statusCode: 204 }),
		{ response: { statusCode: 204, headers: {}, body: '' } },
	],
	[
		'the head of a refusal that broke off',
		async () => {
			throw Object.assign(new Error('aborted'), {
				response: { status: 503, headers: { 'retry-after': '3' } },
			});
		},
		{ response: { statusCode: 503, headers: { 'retry-after': '3' }, body: '' } },
	],
	[
		'why there is none',
		async () => {
			throw Object.assign(new Error('it broke'), { code: 'ECONNREFUSED', syscall: 'connect' });
		},
		{ failure: { sent: false, code: 'ECONNREFUSED' } },
	],
])('a request gives %s', async (_name, helper, result) => {
	expect(await send(helper, (text) => text.replace('s3cret', '[hidden]'))).toMatchObject(result);
});

it('a response that never ends is given up after the Timeout', async () => {
	expect(await send(async () => await new Promise(() => undefined))).toMatchObject({
		failure: { sent: true, code: 'ETIMEDOUT' },
	});
});
