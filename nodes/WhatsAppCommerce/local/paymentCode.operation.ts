import type { IDataObject, INodeProperties } from 'n8n-workflow';

import { InvalidInputError } from '../../../commerce/domain/errors';
import { formatBrl } from '../../../commerce/domain/money/money';
import { buildStaticBrCode } from '../../../commerce/domain/pix/pixBrCode';
import type { PixKey } from '../../../commerce/domain/pix/pixKey';
import { readAll } from '../../../commerce/domain/readAll';
import { fixedInTools } from '../../providers/fields/agentTool';
import { localPixKeyFields } from '../../providers/fields/common';
import { ownPixKey } from '../../providers/fields/fromCredential';
import { DECIMAL_MARK_OPTION } from '../../providers/fields/options';
import type { ItemParameters } from '../../providers/itemParameters';
import type { LocalOperation } from '../../providers/operation';
import { reportOnCode } from './codeReport';

const checkFields: INodeProperties[] = [
	{
		displayName: 'Code',
		name: 'code',
		type: 'string',
		default: '',
		required: true,
		placeholder: 'e.g. 00020126580014br.gov.bcb.pix…',
		description: 'PIX copy and paste code, boleto line with or without dots and spaces, or boleto barcode',
	},
];

const buildFields: INodeProperties[] = [
	...localPixKeyFields(),
	...fixedInTools({
		displayName: 'Merchant Name',
		name: 'pixMerchantName',
		type: 'string',
		default: '',
		required: true,
		placeholder: 'e.g. Example Store',
		description: 'Name of the store that is paid; cut to 25 characters, as the code allows',
	}),
	...fixedInTools({
		displayName: 'Merchant City',
		name: 'pixMerchantCity',
		type: 'string',
		default: '',
		required: true,
		placeholder: 'e.g. Sao Paulo',
		description: 'City of the store; cut to 15 characters, as the code allows',
	}),
	{
		displayName: 'Amount',
		name: 'pixAmount',
		type: 'string',
		default: '',
		placeholder: 'e.g. 149.90',
		description: 'Amount in reais; leave empty to let the payer type it in',
	},
	{
		displayName: 'Transaction ID',
		name: 'pixTxid',
		type: 'string',
		default: '',
		placeholder: 'e.g. ORDER987654344',
		description: 'Up to 25 letters and digits that show on your bank statement; may be empty',
	},
	{
		displayName: 'Info',
		name: 'pixInfo',
		type: 'string',
		default: '',
		placeholder: 'e.g. Order 987654344',
		description: 'Text for the payer; how long it may be depends on the key',
	},
	{
		displayName: 'Options',
		name: 'options',
		type: 'collection',
		placeholder: 'Add Option',
		default: {},
		options: [DECIMAL_MARK_OPTION],
	},
];

/** Says what a payment code is; a bad code is reported, never an error. */
export const check: LocalOperation = {
	fields: checkFields,
	compute: (params: ItemParameters): IDataObject => reportOnCode(params.value('code')),
};

/** Makes a static BR Code from a key, and reports the same about it as `check`. */
export const buildPix: LocalOperation = {
	fields: buildFields,
	compute: (params: ItemParameters): IDataObject => reportOnCode(buildCode(params)),
};

function buildCode(params: ItemParameters): string {
	const { pixKey, ...facts } = readAll({
		pixKey: () => readKey(params),
		merchantName: () => params.text('pixMerchantName', 'Merchant Name', 'the name of the store that is paid'),
		merchantCity: () => params.text('pixMerchantCity', 'Merchant City', 'the city of the store'),
		amountCents: () => readAmount(params),
		txid: () => params.optionalText('pixTxid', 'Transaction ID'),
		info: () => params.optionalText('pixInfo', 'Info'),
	});
	return buildStaticBrCode({ ...pixKey, ...facts });
}

function readKey(params: ItemParameters): PixKey {
	const pixKey = ownPixKey(params);
	if (pixKey !== undefined) return pixKey;
	throw new InvalidInputError('PIX Key', undefined, 'the key that receives the money');
}

function readAmount(params: ItemParameters): number | undefined {
	const amountCents = params.optionalCents(params.value('pixAmount'), 'Amount');
	if (amountCents !== 0) return amountCents;
	throw new InvalidInputError(
		'Amount',
		formatBrl(0),
		'an amount above zero, or nothing to let the payer type it in',
	);
}
