import { InvalidInputError } from '../../../commerce/domain/errors';
import { inputErrorsOf, readAll, readEach } from '../../../commerce/domain/readAll';

const wrong = (field: string) => (): never => {
	throw new InvalidInputError(field, 'x', 'y');
};

/** The fields that are reported as wrong. */
function fieldsOf(read: () => unknown): string[] {
	try {
		read();
	} catch (error) {
		return (inputErrorsOf(error) ?? []).map(({ field }) => field);
	}
	return [];
}

it('gives what all readers give', () => {
	expect(readAll({ phone: () => '55', items: () => readEach([1, 2], (n) => n * 2) })).toEqual({
		phone: '55',
		items: [2, 4],
	});
});

it('names all that is wrong in the order of the readers, also within another and in a list, and each once', () => {
	const items = () => readEach(['a', 'b', 'c'], (name) => (name === 'b' ? name : wrong(`Items ${name}`)()));
	const address = () => readAll({ mark: wrong('Mark'), phone: wrong('Phone') });
	const read = () => readAll({ address, ok: () => 1, items, mark: wrong('Mark') });
	expect(fieldsOf(read)).toEqual(['Mark', 'Phone', 'Items a', 'Items c']);
});

it('throws a single error as it is', () => {
	const error = new InvalidInputError('Phone', 'x', 'y');
	const phone = () => {
		throw error;
	};
	let thrown: unknown;
	try {
		readAll({ phone, name: () => 'n' });
	} catch (caught) {
		thrown = caught;
	}
	expect(thrown).toBe(error);
});

it('does not collect what is not an input error', () => {
	const fault = () => {
		throw new RangeError('fault');
	};
	expect(() => readAll({ phone: wrong('Phone'), fault })).toThrow(RangeError);
});
