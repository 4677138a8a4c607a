import { excerpt, wordsOf } from '../../../nodes/providers/api/responseText';

describe('the beginning of a response that is no JSON', () => {
	it.each<[string, string | undefined]>([
		['Bad gateway', 'Bad gateway'],
		[' Bad \n\t gateway ', 'Bad gateway'],
		['<h1>Bad</h1><p>gateway', 'Bad gateway'],
		['<a>', undefined],
		[' \n ', undefined],
		['', undefined],
		['1 < 2', '1 < 2'],
		['>a', '>a'],
		['<script>let a = "<b>";</script>Down', 'Down'],
		['<STYLE type="text/css">p { color: red }</Style>Down', 'Down'],
		// A tag that only begins like one, and one that never ends.
		['<scripts>Down</scripts>', 'Down'],
		['<b <script>>Down', '>Down'],
		['<script>Down', 'Down'],
		['<script>Down<script>again<style>p</style>', 'Down again'],
		['<style>a</style>b<style>c</style>d', 'b d'],
		['<p>a</p>'.repeat(3), 'a a a'],
	])('%j is %j', (body, shown) => expect(excerpt(body)).toBe(shown));

	it('has 120 characters at most', () => {
		expect(excerpt('a'.repeat(120))).toBe('a'.repeat(120));
		expect(excerpt('a'.repeat(121))).toBe(`${'a'.repeat(119)}…`);
	});

	it('is not looked for behind 20,000 characters', () => {
		expect(excerpt(`${' '.repeat(19_999)}ab`)).toBe('a');
	});
});

describe('the words of a member', () => {
	const deep = JSON.parse(`${'['.repeat(500)}${']'.repeat(500)}`) as unknown;
	it.each<[unknown, string | undefined]>([
		[' No \n', 'No'],
		['', undefined],
		[' ', undefined],
		[undefined, undefined],
		[null, undefined],
		[0, '0'],
		[false, 'false'],
		[{ a: 1 }, '{"a":1}'],
		[['One', '', ' ', null, 'two', 3, { a: 1 }], 'One; two; 3; {"a":1}'],
		[[], undefined],
		[{ deep }, 'an object nested too deeply to show'],
	])('%j says %j', (value, words) => expect(wordsOf(value)).toBe(words));

	it('are fifty of a list, and a thousand characters, at most', () => {
		expect(wordsOf(Array.from({ length: 51 }, () => 'a'))).toBe(Array(50).fill('a').join('; '));
		expect(wordsOf('a'.repeat(1_000))).toBe('a'.repeat(1_000));
		expect(wordsOf('a'.repeat(1_001))).toBe(`${'a'.repeat(999)}…`);
	});
});
