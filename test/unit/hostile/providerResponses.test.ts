/** Replies that no provider documents: proxies, error pages, and whatever a fault of theirs sends. */
import fc from 'fast-check';

import { readHubSendResponse } from '../../../nodes/providers/hub/api/responses';
import {
	readDeleteResponse,
	readWebhookPage,
	readWebhookResponse,
} from '../../../nodes/providers/hub/api/webhooks';
import { readPhoneNumbers, readTemplates } from '../../../nodes/providers/metaCloud/api/accountLists';
import { readMetaSendResponse } from '../../../nodes/providers/metaCloud/api/responses';
import {
	readOverrideResponse,
	readSetOverrideResponse,
	readSubscribedAppsResponse,
} from '../../../nodes/providers/metaCloud/api/webhooks';
import { excerpt, wordsOf } from '../../../nodes/providers/api/responseText';
import type { ProviderResponse } from '../../../nodes/providers/api/exchange';
import { explainZApiText, readZApiSendResponse } from '../../../nodes/providers/zApi/api/responses';
import { readSetResponse, readSettingsResponse } from '../../../nodes/providers/zApi/api/webhooks';
import {
	anyJson,
	expectNoSlowdown,
	longText,
	nested,
	objectOf,
	RAW_ERROR,
	SLOW_PIECES,
} from '../../helpers/hostile/values';

const SENDS = { 'Z-API': readZApiSendResponse, 'the Hub': readHubSendResponse, Meta: readMetaSendResponse };
const WEBHOOKS = {
	readDeleteResponse,
	readOverrideResponse,
	readPhoneNumbers,
	readSetOverrideResponse,
	readSetResponse,
	readSettingsResponse,
	readSubscribedAppsResponse,
	readTemplates,
	readWebhookPage,
	readWebhookResponse,
};

const MEMBERS = [
	'error',
	'errorCode',
	'errorMessage',
	'message',
	'messageId',
	'status',
	'statusCode',
	'value',
	'zaapId',
	'webhooks',
	'data',
	'total',
	'id',
	'messages',
	'contacts',
	'paging',
	'success',
];

const body = fc.oneof(
	{ weight: 4, arbitrary: objectOf(MEMBERS).map((json) => JSON.stringify(json)) },
	anyJson.map((json) => JSON.stringify(json) ?? ''),
	fc.string({ unit: 'binary' }),
	fc.string().map((text) => `<html><body>${text}</body>`),
	fc.constantFrom(JSON.stringify(nested(90)), `{"message":${'['.repeat(20_000)}${']'.repeat(20_000)}}`),
);

const response: fc.Arbitrary<ProviderResponse> = fc.record({
	statusCode: fc.oneof(fc.constantFrom(200, 201, 400, 401, 404, 408, 409, 422, 429, 500, 503), fc.nat(999)),
	headers: fc.record({ 'retry-after': fc.option(fc.string(), { nil: undefined }) }),
	body,
});

const textsOf = (value: unknown): string => JSON.stringify(value, (_key, part: unknown) => part) ?? '';

describe.each(Object.entries(SENDS))('a response to a send of %s', (_name, read) => {
	it('is accepted, refused or unknown, in words of a bounded length', () => {
		fc.assert(
			fc.property(response, (given) => {
				const outcome = read(given, Date.now());
				expect(['accepted', 'refused', 'unknown']).toContain(outcome.outcome);
				if (outcome.outcome === 'accepted') {
					expect(outcome.fields).not.toHaveProperty('error');
					expect(typeof textsOf(outcome.fields)).toBe('string');
				} else {
					expect(outcome.reason.what).not.toMatch(RAW_ERROR);
					expect((outcome.reason.providerMessage ?? '').length).toBeLessThanOrEqual(2_010);
					expect((outcome.reason.providerCode ?? '').length).toBeLessThanOrEqual(1_000);
				}
			}),
			{ numRuns: 800 },
		);
	});

	it.each([
		['a list of objects', [{ toString: 1 }, null, ['a', 1]]],
		['an object without a text form', { toString: 1, valueOf: null }],
		['a list nested 20,000 levels deep', nested(20_000, 'list')],
		['an object nested 20,000 levels deep', nested(20_000)],
	])('with %s as its message is a refusal', (_what, message) => {
		const text = _what.includes('nested')
			? `{"message":${'['.repeat(20_000)}${']'.repeat(20_000)}}`
			: JSON.stringify({ message });
		const outcome = read({ statusCode: 400, headers: {}, body: text }, 0);
		expect(outcome).toMatchObject({ outcome: 'refused', busy: false, reason: { statusCode: 400 } });
	});

	it('that was accepted leaves out what n8n could not store', () => {
		const ids = '"messageId":"1","zaapId":"2","messages":[{"id":"1"}]';
		const deep = `{${ids},"ok":true,"deep":${'['.repeat(20_000)}${']'.repeat(20_000)}}`;
		const outcome = read({ statusCode: 200, headers: {}, body: deep }, 0);
		expect(outcome).toMatchObject({ outcome: 'accepted', fields: { messageId: '1', ok: true } });
		expect(outcome).not.toHaveProperty('fields.deep');
	});

	it.each(SLOW_PIECES)('of 1 MB of %j is read as fast as any other', (piece) => {
		const page = longText(piece, 1_000_000, ['<html>', 'x']);
		const json = JSON.stringify({ error: page, message: [page], errorMessage: page, status: page });
		for (const text of [page, json]) {
			for (const statusCode of [200, 502]) {
				expectNoSlowdown(() => read({ statusCode, headers: { 'retry-after': text }, body: text }, 0));
			}
		}
	});
});

describe.each(Object.entries(WEBHOOKS))('a response to the registration, %s', (_name, read) => {
	it('is a value or a reason in words', () => {
		fc.assert(
			fc.property(response, (given) => {
				const outcome: object = read(given);
				if ('reason' in outcome) expect(textsOf(outcome)).not.toMatch(/TypeError|\[object /);
				else expect(outcome).toHaveProperty('value');
			}),
			{ numRuns: 300 },
		);
	});

	it.each(SLOW_PIECES)('of 1 MB of %j is read as fast as any other', (piece) => {
		const text = JSON.stringify({ error: longText(piece, 1_000_000), message: longText(piece, 1_000_000) });
		expectNoSlowdown(() => read({ statusCode: 400, headers: {}, body: text }));
		expectNoSlowdown(() => read({ statusCode: 502, headers: {}, body: longText(piece, 1_000_000) }));
	});
});

describe('the words of a page', () => {
	it.each([
		['<html><head><title>502 Bad Gateway</title></head><body><h1>nginx</h1></body>', '502 Bad Gateway nginx'],
		['<script>var a = "<b>";</script>Down<style>p{}</STYLE> for repairs', 'Down for repairs'],
		['a < b and no more tags', 'a < b and no more tags'],
		['<script>never ends', 'never ends'],
		['<scripture>text</scripture>', 'text'],
		['<p', '<p'],
		[' \n ', undefined],
		['<br><br/>', undefined],
	])('%j are %j', (page, words) => {
		expect(excerpt(page)).toBe(words);
	});

	it('are at most 120 characters', () => {
		fc.assert(fc.property(fc.string({ unit: 'binary' }), (page) => (excerpt(page) ?? '').length <= 120));
		expect(excerpt('<'.repeat(420_000))).toHaveLength(120);
	});
});

it('knows the texts of Z-API also when much follows', () => {
	expect(explainZApiText(`Instance not found ${'x'.repeat(1_000_000)}`)).toBeDefined();
});

it('has words for any JSON', () => {
	fc.assert(fc.property(anyJson, (json) => (wordsOf(json) ?? '').length <= 1_000));
});
