import Fastify from 'fastify';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { ICredentialType, INodeType } from 'n8n-workflow';
import { NodeConnectionTypes, NodeOperationError } from 'n8n-workflow';
import { runAction } from '../helpers/engine/runAction';
import { testCredential } from '../helpers/engine/testCredential';

const KEY = 'key-7f3a9c51';

const properties: ICredentialType['properties'] = [
	{ displayName: 'Key', name: 'key', type: 'string', typeOptions: { password: true }, default: '' },
	{ displayName: 'Base URL', name: 'baseUrl', type: 'string', default: '' },
	{ displayName: 'Area', name: 'area', type: 'string', default: 'br' },
];

const test: ICredentialType['test'] = {
	request: { baseURL: '={{ $credentials.baseUrl }}', url: '/who' },
	rules: [
		{ type: 'responseCode', properties: { value: 401, message: 'The key is wrong: paste it again' } },
		{ type: 'responseCode', properties: { value: 403, message: 'Not allowed here' } },
	],
};

const declared: ICredentialType = {
	name: 'declaredApi',
	displayName: 'Declared API',
	properties,
	authenticate: {
		type: 'generic',
		properties: {
			headers: { 'X-Key': '={{ $credentials.key }}', '={{ "X-" + $credentials.area }}': 'yes' },
			qs: { empty: '={{ $credentials.missing }}' },
		},
	},
	test,
};

const programmed: ICredentialType = {
	name: 'programmedApi',
	displayName: 'Programmed API',
	properties,
	authenticate: async (credentials, options) => ({
		...options,
		url: `${String(credentials.baseUrl)}/${String(credentials.area)}${options.url}`,
		headers: { ...options.headers, 'X-Key': String(credentials.key) },
	}),
	test: {
		request: { url: '/state' },
		rules: [
			{
				type: 'responseSuccessBody',
				properties: { key: 'connected', value: false, message: 'Read the QR code first' },
			},
		],
	},
};

/** Calls one URL with one credential; `leak` puts the key where it must not be. */
function callingNode(credential: string, url: string, leak?: 'output' | 'error'): INodeType {
	return {
		description: {
			displayName: 'Caller',
			name: 'caller',
			group: ['output'],
			version: 1,
			description: 'Calls',
			defaults: { name: 'Caller' },
			inputs: [NodeConnectionTypes.Main],
			outputs: [NodeConnectionTypes.Main],
			credentials: [{ name: credential, required: true }],
			properties: [],
		},
		async execute() {
			const request = { url, json: true };
			const reply = await this.helpers.httpRequestWithAuthentication.call(this, credential, request);
			const { key } = await this.getCredentials(credential);
			if (leak === 'error') throw new NodeOperationError(this.getNode(), `Refused with ${String(key)}`);
			return [[{ json: { reply, ...(leak === 'output' ? { key } : {}) }, pairedItem: { item: 0 } }]];
		},
	};
}

let server: FastifyInstance;
let url: string;
let requests: Array<Pick<FastifyRequest, 'url' | 'headers'>>;
let answer: { status: number; body: unknown };

beforeAll(async () => {
	server = Fastify();
	server.all('*', async (request, reply) => {
		requests.push({ url: request.url, headers: request.headers });
		return await reply.code(answer.status).send(answer.body);
	});
	url = await server.listen({ port: 0, host: '127.0.0.1' });
});
beforeEach(() => {
	requests = [];
	answer = { status: 200, body: { ok: true } };
});
afterAll(async () => await server.close());

const fixtures = { credentialTypes: [declared, programmed], withoutPackage: true };

async function call(credential: 'declaredApi' | 'programmedApi', path: string, leak?: 'output' | 'error') {
	return await runAction({}, [{}], {
		...fixtures,
		type: 'test.caller',
		nodeTypes: { 'test.caller': callingNode(credential, path, leak) },
		credentials: { [credential]: { key: KEY, baseUrl: url } },
	});
}

describe('authenticate', () => {
	it('resolves the generic form: expressions in names and values, defaults, nothing for what is missing', async () => {
		const result = await call('declaredApi', `${url}/things`);
		expect(result.items).toEqual([{ reply: { ok: true } }]);
		expect(requests).toHaveLength(1);
		expect(requests[0].url).toBe('/things?empty=');
		expect(requests[0].headers).toMatchObject({ 'x-key': KEY, 'x-br': 'yes' });
	});

	it('runs the function form with what the user typed and the defaults', async () => {
		await call('programmedApi', '/things');
		expect(requests[0].url).toBe('/br/things');
		expect(requests[0].headers).toMatchObject({ 'x-key': KEY });
	});

	it('refuses a node without its credential before any request', async () => {
		const nodeTypes = { 'test.caller': callingNode('declaredApi', url) };
		const result = await runAction({}, [{}], { ...fixtures, type: 'test.caller', nodeTypes });
		expect(result.status).toBe('error');
		expect(result.error?.description ?? result.error?.message).toContain('credentials');
		expect(requests).toEqual([]);
	});
});

describe('secrets', () => {
	it.each(['output', 'error'] as const)('fails a test whose run shows one in the %s', async (leak) => {
		const running = call('programmedApi', '/things', leak);
		await expect(running).rejects.toThrow('The secret programmedApi.key shows up in the execution');
		await expect(running).rejects.not.toThrow(KEY);
	});
});

describe('testCredential', () => {
	const data = () => ({ key: KEY, baseUrl: url });

	it('says OK for a good answer, and sends the credential', async () => {
		await expect(testCredential('declaredApi', data(), fixtures)).resolves.toEqual({
			status: 'OK',
			message: 'Connection successful!',
		});
		expect(requests[0]).toMatchObject({ url: '/who?empty=', headers: { 'x-key': KEY } });
	});

	it.each([
		[401, 'The key is wrong: paste it again'],
		[403, 'Not allowed here'],
		[404, 'Not Found'],
		[500, 'Internal Server Error'],
	])('answers HTTP %i with "%s"', async (status, message) => {
		answer = { status, body: { error: 'no' } };
		await expect(testCredential('declaredApi', data(), fixtures)).resolves.toEqual({
			status: 'Error',
			message,
		});
	});

	it('reads a rule about the body of a 200', async () => {
		answer = { status: 200, body: { connected: false } };
		await expect(testCredential('programmedApi', data(), fixtures)).resolves.toEqual({
			status: 'Error',
			message: 'Read the QR code first',
		});
		expect(requests[0].url).toBe('/br/state');
	});

	it('names the network error when nobody answers', async () => {
		const nobody = { key: KEY, baseUrl: 'http://127.0.0.1:1' };
		await expect(testCredential('declaredApi', nobody, fixtures)).resolves.toEqual({
			status: 'Error',
			message: 'ECONNREFUSED',
		});
	});

	it('says so when a type has no test', async () => {
		const untested: ICredentialType = { name: 'untestedApi', displayName: 'Untested API', properties };
		const types = { credentialTypes: [untested], withoutPackage: true };
		const answered = await testCredential('untestedApi', {}, types);
		expect(answered).toEqual({ status: 'Error', message: 'No testing function found for this credential.' });
	});
});
