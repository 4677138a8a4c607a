import type { IDataObject, INodeProperties } from 'n8n-workflow';

import { describeFound, InvalidInputError } from '../../../commerce/domain/errors';
import { formatBrl } from '../../../commerce/domain/money/money';
import { inspectPaymentCode } from '../../../commerce/domain/payment/paymentCode';
import { buildStaticBrCode } from '../../../commerce/domain/pix/pixBrCode';
import { normalizePixKey, PIX_KEY_TYPES } from '../../../commerce/domain/pix/pixKey';
import { todayInBrazil } from '../../../commerce/domain/time/timestamp';
import { pixKeyFields } from '../../providers/fields/common';
import { when } from '../../providers/fields/conditions';
import { DECIMAL_MARK_OPTION } from '../../providers/fields/options';
import type { ItemParameters } from '../../providers/itemParameters';
import type { LocalOperation } from '../../providers/operation';

const showBuild = when({ codeAction: ['buildPix'] });

const fields: INodeProperties[] = [
	{
		displayName: 'Code Action',
		name: 'codeAction',
		type: 'options',
		options: [
			{ name: 'Build PIX Code', value: 'buildPix', description: 'Make a static BR Code from a key' },
			{
				name: 'Check Code',
				value: 'check',
				description: 'Tell what a PIX code or boleto is, and what is wrong with it',
			},
		],
		default: 'check',
		description: 'What to do; nothing leaves n8n, and no credential is used',
	},
	{
		displayName: 'Code',
		name: 'code',
		type: 'string',
		default: '',
		placeholder: 'e.g. 00020126580014br.gov.bcb.pix…',
		displayOptions: when({ codeAction: ['check'] }),
		description: 'PIX copy and paste code, boleto line with or without dots and spaces, or boleto barcode',
	},
	...pixKeyFields(showBuild),
	{
		displayName: 'Merchant Name',
		name: 'pixMerchantName',
		type: 'string',
		default: '',
		placeholder: 'e.g. Example Store',
		displayOptions: showBuild,
		description: 'Name of the store that is paid; cut to 25 characters, as the code allows',
	},
	{
		displayName: 'Merchant City',
		name: 'pixMerchantCity',
		type: 'string',
		default: '',
		placeholder: 'e.g. Sao Paulo',
		displayOptions: showBuild,
		description: 'City of the store; cut to 15 characters, as the code allows',
	},
	{
		displayName: 'Amount',
		name: 'pixAmount',
		type: 'string',
		default: '',
		placeholder: 'e.g. 149.90',
		displayOptions: showBuild,
		description: 'Amount in reais; leave empty to let the payer type it in',
	},
	{
		displayName: 'Transaction ID',
		name: 'pixTxid',
		type: 'string',
		default: '',
		placeholder: 'e.g. ORDER987654344',
		displayOptions: showBuild,
		description: 'Up to 25 letters and digits that show on your bank statement; may be empty',
	},
	{
		displayName: 'Info',
		name: 'pixInfo',
		type: 'string',
		default: '',
		placeholder: 'e.g. Order 987654344',
		displayOptions: showBuild,
		description: 'Text for the payer; how long it may be depends on the key',
	},
	{
		displayName: 'Options',
		name: 'options',
		type: 'collection',
		placeholder: 'Add Option',
		default: {},
		displayOptions: showBuild,
		options: [DECIMAL_MARK_OPTION],
	},
];

/** Reads or builds a payment code on the spot; a bad code is reported, never an error. */
export const paymentCode: LocalOperation = {
	choice: {
		name: 'Payment Code',
		action: 'Check or build payment code',
		description: 'Read a PIX code or boleto, or build a static PIX code, without sending anything',
	},
	fields,
	compute(params: ItemParameters): IDataObject {
		const today = todayInBrazil(Date.now());
		if (params.choice('codeAction', 'Code Action', ['check', 'buildPix']) === 'buildPix')
			return report(buildPix(params), today);
		const code = params.value('code');
		return isText(code) ? report(code ?? '', today) : notText(code);
	},
};

function buildPix(params: ItemParameters): string {
	const keyType = params.choice('pixKeyType', 'PIX Key Type', PIX_KEY_TYPES);
	const amountCents = params.optionalCents(params.value('pixAmount'), 'Amount');
	if (amountCents === 0) {
		throw new InvalidInputError(
			'Amount',
			formatBrl(0),
			'an amount above zero, or nothing to let the payer type it in',
		);
	}
	return buildStaticBrCode({
		key: normalizePixKey(params.value('pixKey'), keyType, 'PIX Key'),
		keyType,
		merchantName: params.text('pixMerchantName', 'Merchant Name', 'the name of the store that is paid'),
		merchantCity: params.text('pixMerchantCity', 'Merchant City', 'the city of the store'),
		amountCents,
		txid: params.optionalText('pixTxid', 'Transaction ID'),
		info: params.optionalText('pixInfo', 'Info'),
	});
}

function report(code: string, referenceDate: string): IDataObject {
	return { code, ...inspectPaymentCode(code, { referenceDate }) } as unknown as IDataObject;
}

function isText(value: unknown): value is string | null | undefined {
	return typeof value === 'string' || value === null || value === undefined;
}

/** JSON has no numbers of 44 digits: a line that came as one has lost its last digits. */
function notText(value: unknown): IDataObject {
	const message = `the code is ${describeFound(value)}, expected a text: as a number it loses digits, so put it in quotes`;
	const problems = [{ rule: 'code.notText', message }];
	return { code: '', kind: 'unknown', valid: false, problems, amountCents: null, dueDate: null };
}
