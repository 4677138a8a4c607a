import type { IDataObject } from 'n8n-workflow';

import { describeFound } from '../../../commerce/domain/errors';
import { inspectPaymentCode } from '../../../commerce/domain/payment/paymentCode';
import { todayInBrazil } from '../../../commerce/domain/time/timestamp';

/** What a payment code is and what is wrong with it, whatever the field gave. Never throws. */
export function reportOnCode(code: unknown): IDataObject {
	if (!isText(code)) return notText(code);
	const text = code ?? '';
	const referenceDate = todayInBrazil(Date.now());
	return { code: text, ...inspectPaymentCode(text, { referenceDate }) } as unknown as IDataObject;
}

function isText(value: unknown): value is string | null | undefined {
	return typeof value === 'string' || value === null || value === undefined;
}

/** JSON has no numbers of 44 digits: a line that came as one has lost its last digits. */
function notText(value: unknown): IDataObject {
	const isNumber = typeof value === 'number' || typeof value === 'bigint';
	const why = isNumber ? ': as a number it loses digits, so put it in quotes' : '';
	const message = `the code is ${describeFound(value)}, expected a text${why}`;
	const problems = [{ rule: 'code.notText', message }];
	return { code: '', kind: 'unknown', valid: false, problems, amountCents: null, dueDate: null };
}
