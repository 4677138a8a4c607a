import fc from 'fast-check';
import type { ICredentialDataDecryptedObject } from 'n8n-workflow';
import { PROVIDERS } from '../../../nodes/providers';
import { createRedact, redactValuesOf } from '../../../nodes/shared/redact';

const SECRETS = PROVIDERS.flatMap(({ credential }) => credential.secrets);
const redactorOf = (data: ICredentialDataDecryptedObject) => redactValuesOf(data, SECRETS);

const IN_PATH = 'F1E2D3C4B5A6978801234567';
const CLIENT = 'F8a7b6c5d4e3f2a1b0S';
const zApi = {
	instanceId: '3C01A2B3C4D5E6F7',
	instanceToken: IN_PATH,
	clientToken: CLIENT,
	baseUrl: 'https://api.z-api.io',
};

describe('redactValuesOf', () => {
	it('hides the secrets of Z-API, not the instance ID or the address', () => {
		const text = `https://api.z-api.io/instances/${zApi.instanceId}/token/${IN_PATH}/send-order: ${CLIENT} not allowed`;
		expect(redactorOf(zApi)(text)).toBe(
			`https://api.z-api.io/instances/${zApi.instanceId}/token/[hidden]/send-order: [hidden] not allowed`,
		);
	});

	it('hides the API key of the Hub, each time it shows up', () => {
		const redact = redactorOf({ apiKey: 'sk_live_1', baseUrl: 'https://api.chatt2.me' });
		expect(redact('x-api-key sk_live_1, sk_live_1sk_live_1')).toBe('x-api-key [hidden], [hidden][hidden]');
	});

	it.each([
		['as typed', 'a+b/c="d\\e'],
		['in a URL', 'a%2Bb%2Fc%3D%22d%5Ce'],
		['in a URL with small letters', 'a%2bb%2fc%3d%22d%5ce'],
		['in a URL that keeps what it may', 'a+b/c=%22d%5Ce'],
		['in JSON', 'a+b/c=\\"d\\\\e'],
		['in JSON as PHP writes it', 'a+b\\/c=\\"d\\\\e'],
		['in JSON of JSON', 'a+b/c=\\\\\\"d\\\\\\\\e'],
		[
			'in JSON with escapes only',
			[...'a+b/c="d\\e'].map((one) => `\\u00${one.charCodeAt(0).toString(16)}`).join(''),
		],
	])('hides a secret %s', (_where, spelled) => {
		expect(redactorOf({ apiKey: ' a+b/c="d\\e\n' })(`<${spelled}>`)).toBe('<[hidden]>');
	});

	it('hides a secret in Base64, alone and inside another text', () => {
		const redact = redactorOf({ apiKey: 'key~with?signs>>' });
		for (const before of ['', 'a', 'ab', 'user:']) {
			const bytes = Buffer.from(`${before}key~with?signs>>.`);
			for (const encoded of [bytes.toString('base64'), bytes.toString('base64url')]) {
				expect(redact(`<${encoded}>`)).toMatch(/^<[\w+/]{0,7}\[hidden\][\w+/=]{0,4}>$/);
			}
		}
	});

	it('takes signs of a secret for signs, not for a pattern', () => {
		const redact = redactorOf({ apiKey: '$&.*+?()[]{}|^\\' });
		expect(redact('$&.*+?()[]{}|^\\ but not anything else')).toBe('[hidden] but not anything else');
	});

	it('hides the whole of a secret that begins with another one', () => {
		const short = 'F1E2D3C4';
		const long = `${short}B5A69788`;
		for (const data of [
			{ instanceToken: short, clientToken: long },
			{ instanceToken: long, clientToken: short },
		]) {
			expect(redactorOf(data)(`${long} ${short}`)).toBe('[hidden] [hidden]');
		}
	});

	it('does not find a short secret inside its own mask', () => {
		expect(redactorOf({ instanceToken: 'TOKEN-1', clientToken: 'd' })('d TOKEN-1')).toBe('[hidden] [hidden]');
	});

	it.each([[{}], [{ apiKey: '' }], [{ apiKey: '  ', instanceToken: '' }]])(
		'leaves text alone for %j',
		(data) => {
			expect(redactorOf(data)('any text  at all')).toBe('any text  at all');
		},
	);

	it('reads what it hides from the credential of the node', async () => {
		const context = { getCredentials: async (type: string) => ({ apiKey: `key of ${type}` }) };
		const redact = await createRedact(context as never, { type: 'hub', secrets: ['apiKey'] });
		expect(redact('the key of hub')).toBe('the [hidden]');
	});

	it('leaves no secret in any text', () => {
		const secret = fc.stringMatching(/^[A-Z0-9/+=%"\\.-]{4,20}$/);
		const pieces = fc.array(fc.oneof(fc.nat({ max: 1 }), fc.stringMatching(/^[A-Z0-9/"\\ ]{0,6}$/)), {
			maxLength: 8,
		});
		fc.assert(
			fc.property(secret, secret, pieces, (instanceToken, clientToken, parts) => {
				const text = parts
					.map((part) => (part === 0 ? instanceToken : part === 1 ? clientToken : part))
					.join('');
				const redact = redactorOf({ instanceToken, clientToken });
				for (const place of [text, encodeURIComponent(text), JSON.stringify(text)]) {
					const clean = redact(place);
					for (const value of [instanceToken, clientToken]) {
						expect(clean).not.toContain(value);
						expect(clean).not.toContain(encodeURIComponent(value));
						expect(clean).not.toContain(JSON.stringify(value).slice(1, -1));
					}
				}
			}),
		);
	});
});
