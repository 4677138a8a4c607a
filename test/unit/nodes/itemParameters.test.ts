import fc from 'fast-check';
import { InvalidInputError } from '../../../commerce/domain/errors';
import type { INodeProperties } from 'n8n-workflow';

import { CHECK_PAYMENT_CODE_OPTION } from '../../../nodes/providers/fields/options';
import { ItemParameters } from '../../../nodes/providers/itemParameters';
import { flagOf, requiredText, textOf } from '../../../nodes/shared/readValue';
import { fakeRun, parametersOf } from '../../helpers/fakeParameters';

const toggle = (name: string, displayName: string, isOn: boolean): INodeProperties => ({
	displayName,
	name,
	type: 'boolean',
	default: isOn,
});

const refusal = (field: string, found: string) =>
	expect.objectContaining({ name: 'InvalidInputError', field, found });

describe('RunParameters', () => {
	it('asks n8n once for a field without an expression, and for every item with one', () => {
		const raw = { phone: '={{ $json.phone }}', bodyText: 'Hello', options: { timeout: 5 } };
		const { run, reads } = fakeRun(raw, (name, itemIndex) =>
			name === 'phone' ? `55${itemIndex}` : raw.bodyText,
		);
		const seen = [0, 1, 2].map((itemIndex) => {
			const params = new ItemParameters(run, itemIndex);
			return [params.value('phone'), params.value('bodyText'), params.value('options')];
		});
		expect(seen.map(([phone]) => phone)).toEqual(['550', '551', '552']);
		expect(reads).toEqual([
			['phone', 0],
			['bodyText', 0],
			['options', 0],
			['phone', 1],
			['phone', 2],
		]);
	});

	it.each([
		['a row', { items: { item: [{ name: 'Coffee' }, { name: '={{ $json.name }}' }] } }],
		['a collection', { items: { discount: '={{ $json.discount }}' } }],
		['the field', { items: '={{ $json.items }}' }],
	])('sees an expression inside %s', (_where, raw) => {
		const { run, reads } = fakeRun(raw, (_name, itemIndex) => itemIndex);
		expect(new ItemParameters(run, 0).value('items')).toBe(0);
		expect(new ItemParameters(run, 1).value('items')).toBe(1);
		expect(reads).toHaveLength(2);
	});

	it('remembers that a field is hidden or empty', () => {
		const { run, reads } = fakeRun({});
		for (const itemIndex of [0, 1]) expect(new ItemParameters(run, itemIndex).value('phone')).toBeUndefined();
		expect(reads).toHaveLength(1);
	});
});

describe('text', () => {
	it.each<[unknown, string | undefined]>([
		[' order-1\n', 'order-1'],
		[987654344, '987654344'],
		[0, '0'],
		[12.5, '12.5'],
		[9007199254740991, '9007199254740991'],
		[23940797548900637n, '23940797548900637'],
		['', undefined],
		[' \t\n', undefined],
		[null, undefined],
		[undefined, undefined],
	])('takes %p as %j', (value, text) => {
		expect(textOf(value, 'Reference ID')).toBe(text);
	});

	it.each<[unknown, string]>([
		[true, 'true'],
		[['order-1'], '["order-1"]'],
		[{ id: 1 }, '{"id":1}'],
		[NaN, 'NaN'],
		[Infinity, 'Infinity'],
		[Number('9007199254740993'), '9007199254740992'],
		[1e21, '1e+21'],
	])('refuses %p', (value, found) => {
		expect(() => textOf(value, 'Reference ID')).toThrow(refusal('Reference ID', found));
	});

	it('never changes an ID that came as a number', () => {
		fc.assert(
			fc.property(fc.bigInt({ min: 0n, max: 10n ** 20n }), (id) => {
				const asNumber: unknown = JSON.parse(String(id));
				try {
					expect(textOf(asNumber, 'Product ID')).toBe(String(id));
				} catch (error) {
					expect(error).toMatchObject({ field: 'Product ID', expected: expect.stringContaining('quotes') });
				}
			}),
		);
	});

	it('names the field and what it is for when it is empty', () => {
		for (const value of ['', null, undefined]) {
			expect(() => requiredText(value, 'Body Text', 'the text that the customer reads')).toThrow(
				'Body Text: found nothing, expected the text that the customer reads',
			);
		}
		expect(parametersOf({ bodyText: ' Hi ' }).text('bodyText', 'Body Text', 'a text')).toBe('Hi');
		expect(parametersOf({ bodyText: ' ' }).optionalText('bodyText', 'Body Text')).toBeUndefined();
	});
});

describe('a toggle', () => {
	it.each<[unknown, boolean | undefined]>([
		[true, true],
		[false, false],
		['true', true],
		['false', false],
		[' True ', true],
		['FALSE', false],
		['', undefined],
		[null, undefined],
		[undefined, undefined],
	])('%p is %p', (value, flag) => {
		expect(flagOf(value, 'Dry Run')).toBe(flag);
		expect(parametersOf({ acceptPix: value }).flag(toggle('acceptPix', 'Accept PIX', false))).toBe(
			flag ?? false,
		);
		const params = parametersOf({ options: { dryRun: value } });
		expect(params.optionFlag(toggle('dryRun', 'Dry Run', true))).toBe(flag ?? true);
	});

	it.each([['yes'], ['1'], [1], [0], [[]], [{}], ['on']])('refuses %p rather than guess', (value) => {
		expect(() => flagOf(value, 'Dry Run')).toThrow(
			expect.objectContaining({ field: 'Dry Run', expected: 'true or false' }),
		);
	});

	it('has its default without any Options', () => {
		expect(parametersOf({}).optionFlag(toggle('dryRun', 'Dry Run', false))).toBe(false);
		expect(parametersOf({}).optionFlag(CHECK_PAYMENT_CODE_OPTION)).toBe(true);
	});
});

describe('a choice', () => {
	const TYPES = ['CPF', 'CNPJ'] as const;

	it('is one of those that the field offers', () => {
		expect(parametersOf({ pixKeyType: 'CNPJ' }).choice('pixKeyType', 'PIX Key Type', TYPES)).toBe('CNPJ');
	});

	it.each<[unknown, string]>([
		['cnpj', '"cnpj"'],
		['', 'nothing'],
		[undefined, 'nothing'],
		[['CPF'], '["CPF"]'],
		['toString', '"toString"'],
	])('is refused when an expression gives %p', (value, found) => {
		const params = parametersOf({ pixKeyType: value });
		expect(() => params.choice('pixKeyType', 'PIX Key Type', TYPES)).toThrow(refusal('PIX Key Type', found));
		expect(() => params.choice('pixKeyType', 'PIX Key Type', TYPES)).toThrow('one of CPF, CNPJ');
	});
});

describe('an amount', () => {
	const reading = (value: unknown, decimalMark?: unknown) =>
		parametersOf({ options: decimalMark === undefined ? {} : { decimalMark } }).cents(value, 'Discount');

	it.each<[unknown, unknown, number]>([
		['149,90', undefined, 14990],
		['1.499,90', undefined, 149990],
		['1.499', 'comma', 149900],
		['1,499', 'dot', 149900],
		[1.5, 'comma', 150],
	])('%p with decimal mark %p is %p cents', (value, decimalMark, cents) => {
		expect(reading(value, decimalMark)).toBe(cents);
	});

	it('with two readings is refused until the decimal mark is fixed', () => {
		expect(() => reading('1.499')).toThrow(refusal('Discount', '"1.499"'));
		expect(() => reading('1.499', 'auto')).toThrow(InvalidInputError);
	});

	it.each([[','], ['.'], ['Comma'], [true]])('refuses %p as a decimal mark', (mark) => {
		expect(() => reading('1,499', mark)).toThrow(expect.objectContaining({ field: 'Decimal Mark' }));
	});

	it('is absent when the field is empty, and zero when it is zero', () => {
		const params = parametersOf({});
		for (const value of ['', null, undefined])
			expect(params.optionalCents(value, 'Discount')).toBeUndefined();
		for (const value of [0, '0', '0,00']) expect(params.optionalCents(value, 'Discount')).toBe(0);
	});
});
