/** Look Up Charge with any value in any field, and with any answer of a bank; no bank is there. */
import fc from 'fast-check';
import { InvalidInputError } from '../../../commerce/domain/errors';
import type { BankAnswer } from '../../../commerce/domain/pix/charge/chargeReport';
import { lookUp } from '../../../nodes/WhatsAppCommerce/local/lookUp.operation';
import type { BankDesk } from '../../../nodes/shared/bank/bankDesk';
import { account, brCode, field } from '../../helpers/brCode';
import { parametersOf } from '../../helpers/fakeParameters';
import { FILLED_IN, placesIn, withValue, type Fields } from '../../helpers/hostile/filledIn';
import {
	anyJson,
	anyValue,
	expectStorable,
	longText,
	RAW_ERROR,
	SLOW_PIECES,
} from '../../helpers/hostile/values';

const [, FILLED] = FILLED_IN.find(([, { operation }]) => operation === 'lookUp')!;
const dynamic = brCode({ '01': '12', '26': account(field('25', 'pix.example.com/cobv/1')) });

/** A bank that says this to every question. */
const bankThatSays = (answer: Partial<BankAnswer>) =>
	({
		ask: async () => ({
			httpStatus: 200,
			signature: { verified: true, algorithm: 'PS256', keyId: 'a' },
			...answer,
		}),
	}) as unknown as BankDesk;

async function outcomeOf(fields: Fields, answer: Partial<BankAnswer>): Promise<void> {
	try {
		const result = await lookUp.compute(parametersOf(fields), bankThatSays(answer));
		expectStorable(result);
		const { charge } = result as { charge: { status: string | null; statusText: string } };
		expect([null, 'active', 'paid', 'expired', 'removed', 'unavailable']).toContain(charge.status);
		expect(charge.statusText).toMatch(/^[A-Z].+\.$/s);
	} catch (error) {
		expect(error).toBeInstanceOf(InvalidInputError);
		expect((error as Error).message.replace(/found .*, expected/s, '')).not.toMatch(RAW_ERROR);
	}
}

it('any value in any field is looked up, reported or refused in words', async () => {
	const places = placesIn(FILLED).filter(([name]) => !['resource', 'operation'].includes(name));
	await fc.assert(
		fc.asyncProperty(fc.constantFrom(...places), anyValue, async (path, value) => {
			await outcomeOf(withValue({ ...FILLED, code: dynamic }, path, value) as Fields, {
				reason: 'No answer.',
			});
		}),
		{ numRuns: 400 },
	);
	for (const piece of SLOW_PIECES) await outcomeOf({ ...FILLED, code: longText(piece, 100_000) }, {});
});

it('any payload is reported', async () => {
	const member = fc.constantFrom(
		'status',
		'valor',
		'calendario',
		'txid',
		'devedor',
		'recebedor',
		'infoAdicionais',
		'revisao',
	);
	await fc.assert(
		fc.asyncProperty(fc.dictionary(member, anyJson), async (payload) => {
			await outcomeOf({ ...FILLED, code: dynamic }, { payload: { valor: { original: '1.00' }, ...payload } });
		}),
		{ numRuns: 400 },
	);
});
