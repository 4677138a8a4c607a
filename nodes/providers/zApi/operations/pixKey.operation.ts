import type { INodeProperties } from 'n8n-workflow';

import { readAll } from '../../../../commerce/domain/readAll';
import { sendPixButtonRequest } from '../api/requests';
import { phoneField, pixKeyFields } from '../../fields/common';
import { readPixKey } from '../../fields/readPixKey';
import { readRecipient } from '../../fields/recipient';
import type { ItemParameters } from '../../itemParameters';
import type { PreparedSend, SendOperation } from '../../operation';
import { PIX_KEY_NAMES } from './fieldNames';

const fields: INodeProperties[] = [
	phoneField('Number with country and area code, or the ID of a group; Brazilian numbers without 55 get it'),
	...pixKeyFields(),
	{
		displayName: 'Merchant Name',
		name: 'merchantName',
		type: 'string',
		default: '',
		placeholder: 'e.g. Example Store',
		description: 'Title of the button; Pix when empty',
	},
];

/** POST send-button-pix: a button that copies the key. It carries no amount and nobody can match a payment to it. */
export const pixKey: SendOperation = {
	choice: {
		name: 'PIX Key',
		action: 'Send PIX key',
		description: 'Send a button that copies your PIX key',
	},
	fields,
	hasReference: false,
	prepare(params: ItemParameters): PreparedSend {
		const { to, key, merchantName } = readAll({
			to: () => readRecipient(params, params.value('phone'), { allowGroup: true, allowLid: true }),
			key: () => readPixKey(params),
			merchantName: () => params.optionalText('merchantName', 'Merchant Name'),
		});
		const { recipient, warnings } = to;
		return {
			request: sendPixButtonRequest({ recipient, ...key, merchantName }),
			recipient,
			warnings,
			fieldNames: PIX_KEY_NAMES,
		};
	},
};
