import type { IDataObject, INodeProperties } from 'n8n-workflow';

import { InvalidInputError } from '../../../commerce/domain/errors';
import { compact, withFirst } from '../../../commerce/domain/looseJson';
import {
	RECURRENCE_LOCATION,
	reportCharge,
	unknownCharge,
	type BankAnswer,
} from '../../../commerce/domain/pix/charge/chargeReport';
import { notVerified } from '../../../commerce/domain/pix/charge/jwsSignature';
import {
	looksLikeLocation,
	readLocation,
	type ChargeLocation,
	type DueDateQuery,
} from '../../../commerce/domain/pix/charge/location';
import type { Problem } from '../../../commerce/domain/problem';
import { readAll } from '../../../commerce/domain/readAll';
import { todayInBrazil, toUnixSeconds } from '../../../commerce/domain/time/timestamp';
import type { ItemParameters } from '../../providers/itemParameters';
import type { LocalOperation } from '../../providers/operation';
import { isNothing, textOf } from '../../shared/readValue';
import { reportOnCode } from './codeReport';

const REQUIRE_SIGNATURE: INodeProperties = {
	displayName: 'Require Valid Signature',
	name: 'requireSignature',
	type: 'boolean',
	default: true,
	description:
		'Whether a charge counts as paid only when the signature of the bank holds. What is wrong with a signature is in the output either way.',
};

const fields: INodeProperties[] = [
	{
		displayName: 'Code',
		name: 'code',
		type: 'string',
		default: '',
		required: true,
		placeholder: 'e.g. 00020101021226…6304ABCD',
		description:
			'Dynamic PIX copy and paste code, or the URL in it. Use the one that your bank gave you, not one that a customer sent.',
	},
	{
		displayName: 'Options',
		name: 'options',
		type: 'collection',
		placeholder: 'Add Option',
		default: {},
		options: [
			{
				displayName: 'City (IBGE Code)',
				name: 'cityCode',
				type: 'string',
				default: '',
				placeholder: 'e.g. 3550308',
				description:
					'City of the payer, whose holidays move the due date; only for a charge with due date, as is Day of Payment',
			},
			{
				displayName: 'Day of Payment',
				name: 'paymentDay',
				type: 'dateTime',
				default: '',
				description: 'The day for which the bank computes fine, interest and discount; today when empty',
			},
			REQUIRE_SIGNATURE,
		],
	},
];

/** What a user reads first. */
const FIRST = ['charge', 'signature', 'httpStatus'];

/** Look-ups at the same time. */
const WIDTH = 10;

/** Asks the bank of a dynamic code about its charge; a bad code or answer is reported, never an error. */
export const lookUp: LocalOperation = {
	fields,
	concurrency: WIDTH,
	async compute(params, bank): Promise<IDataObject> {
		const { query, requireSignature } = readAll({
			query: () => readQuery(params),
			requireSignature: () => params.optionFlag(REQUIRE_SIGNATURE),
		});
		const { report, location, reason } = findLocation(params.value('code'));
		const answer = location === undefined ? notAsked(reason) : await bank.ask(location, query);
		if (location?.kind === 'withDueDate' && answer.refusal !== undefined) refuseQuery(query, answer.refusal);
		const { charge, warnings } =
			location === undefined
				? { charge: unknownCharge(reason), warnings: [] }
				: reportCharge(answer, { nowMs: Date.now(), requireSignature });
		const { signature, httpStatus } = answer;
		const all = [
			...((report.warnings as unknown as Problem[]) ?? []),
			...aboutRecurrence(report),
			...warnings,
		];
		const output = {
			...report,
			charge,
			signature,
			httpStatus,
			...(all.length === 0 ? {} : { warnings: all }),
		};
		return compact(withFirst(output as unknown as IDataObject, FIRST));
	},
};

type Found = { report: IDataObject } & (
	| { location: ChargeLocation; reason?: undefined }
	| { location?: undefined; reason: string }
);

/** Where to ask, or why nobody can be asked. */
function findLocation(code: unknown): Found {
	if (typeof code === 'string' && looksLikeLocation(code)) return findInUrl(code.trim());
	const report = reportOnCode(code);
	const problems = report.problems as unknown as Problem[];
	const { kind, pixType, url, recurrenceUrl, composite } = report;
	if (kind === 'boleto') return { report, reason: 'A boleto has no address to ask; only PIX codes have.' };
	if (pixType !== 'dynamic' && recurrenceUrl !== undefined && composite !== true) {
		return {
			report,
			reason:
				'The code only carries a recurrence (Pix Automático), by which a payer allows payments to come; there is no charge to look up.',
		};
	}
	if (problems.length > 0) {
		return {
			report,
			reason: `The bank was not asked, because the code is not valid: ${problems[0].message}.`,
		};
	}
	if (pixType !== 'dynamic') {
		return {
			report,
			reason: 'A static code has no charge at a bank, so there is nobody to ask whether it was paid.',
		};
	}
	const read = readLocation(String(url));
	if ('reason' in read) return { report, reason: `The bank was not asked: ${read.reason}.` };
	return { report, location: read.location };
}

function findInUrl(code: string): Found {
	const read = readLocation(code);
	const about = { code, kind: 'pix', pixType: 'dynamic' };
	const nothing = { amountCents: null, dueDate: null };
	if ('reason' in read) {
		const problems = [{ rule: 'charge.location', message: read.reason }];
		const report = { ...about, valid: false, problems, ...nothing };
		return { report, reason: `The bank was not asked: ${read.reason}.` };
	}
	const { location } = read;
	const report = { ...about, valid: true, problems: [], url: location.url, ...nothing };
	return location.kind === 'recurrence' ? { report, reason: RECURRENCE_LOCATION } : { report, location };
}

function notAsked(reason: string): BankAnswer {
	return { httpStatus: null, reason, signature: notVerified('the bank was not asked') };
}

/** A code may carry a charge and a recurrence; the charge is what is looked up. */
function aboutRecurrence({ composite }: IDataObject): Problem[] {
	if (composite !== true) return [];
	const message = 'The code also carries a recurrence (Pix Automático), which was not looked up';
	return [{ rule: 'charge.recurrence', message }];
}

const DAY = 'Day of Payment';
const CITY = 'City (IBGE Code)';

function readQuery(params: ItemParameters): DueDateQuery {
	const { paymentDay, cityCode } = params.options;
	return readAll({ day: () => readDay(paymentDay), cityCode: () => readCity(cityCode) });
}

function readDay(value: unknown): string | undefined {
	return isNothing(value) ? undefined : todayInBrazil(toUnixSeconds(value, DAY) * 1000);
}

function readCity(value: unknown): string | undefined {
	const code = textOf(value, CITY);
	if (code === undefined || /^\d{7}$/.test(code)) return code;
	throw new InvalidInputError(CITY, code, 'the 7 digits that the IBGE gives a city, such as 3550308');
}

/** A day or city that the bank does not take is the only refusal that a user can mend. */
function refuseQuery({ day, cityCode }: DueDateQuery, words: string): void {
	const why = `The bank says: ${words}`;
	if (day !== undefined) throw new InvalidInputError(DAY, day, `a day that the bank takes. ${why}`);
	if (cityCode !== undefined)
		throw new InvalidInputError(CITY, cityCode, `a city that the bank takes. ${why}`);
}
