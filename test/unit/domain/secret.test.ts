import { isSameText, secretDigest, secretText } from '../../../commerce/domain/secret';

it.each<[string, unknown, string, boolean]>([
	['the same text', 'correct horse', 'correct horse', true],
	['another text of the same length', 'correct house', 'correct horse', false],
	['a part of it', 'correct', 'correct horse', false],
	['more than it', 'correct horse!', 'correct horse', false],
	['two empty texts', '', '', false],
	['something for an empty one', 'a', '', false],
	['nothing', undefined, 'undefined', false],
	['a list of it', ['a'], 'a', false],
])('%s, given itself or as a digest', (_what, given, expected, isSame) => {
	expect(isSameText(given, expected)).toBe(isSame);
	expect(isSameText(given, secretDigest(expected))).toBe(isSame);
});

it.each<[unknown, string]>([
	[' s3cret ', 's3cret'],
	[4711, '4711'],
	...[{}, [], ['a'], true, null, undefined].map((value): [unknown, string] => [value, '']),
])('the secret in %j is %j: what is no text is no secret', (value, secret) => {
	expect(secretText(value)).toBe(secret);
});
