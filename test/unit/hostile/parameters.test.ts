/** Fields whose expressions give anything: every operation sends what was meant or refuses in words. */
import fc from 'fast-check';
import type { INode, INodeParameters, INodeProperties, INodePropertyOptions } from 'n8n-workflow';
import { NodeHelpers, NodeOperationError } from 'n8n-workflow';

import { InvalidInputError } from '../../../commerce/domain/errors';
import { findOperation } from '../../../nodes/WhatsAppCommerce/operations';
import { PROVIDERS } from '../../../nodes/providers';
import type { BankDesk } from '../../../nodes/shared/bank/bankDesk';
import { WhatsAppCommerce } from '../../../nodes/WhatsAppCommerce/WhatsAppCommerce.node';
import { parametersOf } from '../../helpers/fakeParameters';
import {
	anyValue,
	expectStorable,
	expectNoSlowdown,
	longText,
	nested,
	RAW_ERROR,
	SLOW_PIECES,
} from '../../helpers/hostile/values';
import { FILLED_IN, placesIn, withValue } from '../../helpers/hostile/filledIn';
import type { Fields } from '../../helpers/hostile/filledIn';

const { description } = new WhatsAppCommerce();

const find = (resource: unknown, operation: unknown, providerId: unknown) =>
	findOperation(PROVIDERS, { resource, operation, providerId }, { name: 'Node' } as INode);

function run(fields: Fields): object {
	const chosen = find(fields.resource, fields.operation, fields.provider);
	if (!('provider' in chosen)) return chosen.operation.compute(parametersOf(fields), {} as BankDesk);
	const { requestTo, ...message } = chosen.operation.prepare(parametersOf(fields));
	return { ...message, request: requestTo(message.recipient) };
}

/** What an operation does not read itself. */
const ELSEWHERE = ['resource', 'operation', 'provider', 'sendOncePer'];

/** What a run gives, as text to compare; the error of a refusal. */
function outcomeOf(fields: Fields): unknown {
	try {
		return JSON.stringify(run(fields));
	} catch (error) {
		return error;
	}
}

/** Whole cents for the Hub and Meta, reais with at most two decimals for Z-API. */
function expectSound(result: object): void {
	const json = JSON.stringify(result);
	expect(json).not.toMatch(/\[object |undefined|"function/);
	const { request } = result as { request?: { body: unknown } };
	if (request === undefined) return;
	expectStorable(request);
	const cents = /Cents":([^,}]*)|"value":([^,}]*),"offset":100/g;
	for (const [, ofHub, ofMeta] of JSON.stringify(request).matchAll(cents))
		expect(ofHub ?? ofMeta).toMatch(/^\d{1,11}$/);
	const reais = /"(?:value|discount|tax|shipping)":([\d.e+-]+|null)/g;
	for (const [, text] of JSON.stringify(request).matchAll(reais)) expect(text).toMatch(/^\d+(?:\.\d{1,2})?$/);
}

function expectSentOrRefused(fields: Fields): void {
	let result: object;
	try {
		result = run(fields);
	} catch (error) {
		expect(error).toBeInstanceOf(InvalidInputError);
		const { message, field } = error as InvalidInputError;
		expect(message.replace(/found .*, expected/s, '')).not.toMatch(RAW_ERROR);
		expect(field).not.toBe('');
		expect(message.length).toBeLessThan(2_000);
		return;
	}
	expectSound(result);
}

/** A look-up waits for a bank; test/unit/nodes/lookUp.test.ts does the same for it. */
const AT_ONCE = FILLED_IN.filter(([, { operation }]) => operation !== 'lookUp');

describe.each(AT_ONCE)('%s', (_name, filledIn) => {
	const places = placesIn(filledIn).filter(([name]) => !ELSEWHERE.includes(name));

	it('is right as filled in', () => {
		expectSound(run(filledIn));
	});

	it('with any value in any field is sent as meant or refused in words', () => {
		const change = fc.tuple(fc.constantFrom(...places), anyValue);
		fc.assert(
			fc.property(change, fc.option(change, { nil: undefined }), ([path, value], second) => {
				const changed = withValue(filledIn, path, value) as Fields;
				const isWithin = second !== undefined && second[0][0] !== path[0];
				expectSentOrRefused(isWithin ? (withValue(changed, ...second) as Fields) : changed);
			}),
			{ numRuns: 400 },
		);
	});

	it('passes over no choice that is not offered', () => {
		const node = { typeVersion: 1, parameters: filledIn } as unknown as INode;
		const parameters = filledIn as INodeParameters;
		const isShown = (field: INodeProperties) =>
			NodeHelpers.displayParameter(parameters, field, node, description, parameters);
		const top = description.properties.filter(isShown);
		const ofOptions = (top.find(({ name }) => name === 'options')?.options ?? []) as INodeProperties[];
		const choices = [
			...top.map((field) => ({ field, path: [field.name] })),
			...ofOptions.filter(isShown).map((field) => ({ field, path: ['options', field.name] })),
		].filter(({ field }) => field.type === 'options' && !ELSEWHERE.includes(field.name));
		// A code is all that checking one asks for.
		expect(choices.length > 0).toBe(filledIn.operation !== 'check');
		for (const { field, path } of choices) {
			const offered = (field.options ?? []) as INodePropertyOptions[];
			const names = offered
				.map(({ name }) => name)
				.filter((name) => !offered.some(({ value }) => value === name));
			const strangers = [...names, 'no such choice', 'constructor', '__proto__', 'toString', 1, {}, [], true];
			for (const value of strangers) {
				const withOptions = { options: {}, ...filledIn };
				const outcome = outcomeOf(withValue(withOptions, path, value) as Fields);
				// A status word in another spelling is understood; nothing is taken for the default.
				const understood = offered.find(({ name }) => name === value)?.value;
				const isUnderstood =
					understood !== undefined &&
					typeof outcome === 'string' &&
					outcome === outcomeOf(withValue(withOptions, path, understood) as Fields);
				if (!isUnderstood)
					expect([path, value, outcome]).toEqual([path, value, expect.any(InvalidInputError)]);
			}
		}
	});

	it('with 100 kB of anything in a field is judged as fast as with any other text', () => {
		for (const piece of SLOW_PIECES) {
			const text = longText(piece, 100_000, ['', 'x']);
			for (const path of places) {
				expectNoSlowdown(() => expectSentOrRefused(withValue(filledIn, path, text) as Fields));
			}
		}
	});

	it('takes deep nesting for what it is', () => {
		for (const path of places) {
			for (const shape of ['list', 'object'] as const) {
				expectSentOrRefused(withValue(filledIn, path, nested(50_000, shape)) as Fields);
			}
		}
	});
});

describe('an operation that there is not', () => {
	it.each(['constructor', '__proto__', 'toString', 'hasOwnProperty', '', null, undefined, {}, ['zApi'], 0])(
		'%p belongs to no provider',
		(name) => {
			for (const provider of ['zApi', 'chatt2Me', name])
				expect(() => find('order', name, provider)).toThrow(NodeOperationError);
			expect(() => find('order', 'orderStatus', name)).toThrow(NodeOperationError);
			expect(() => find(name, 'orderStatus', 'zApi')).toThrow(NodeOperationError);
		},
	);
});
