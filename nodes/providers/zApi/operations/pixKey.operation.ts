import type { INodeProperties } from 'n8n-workflow';

import { normalizePixKey, PIX_KEY_TYPES } from '../../../../commerce/domain/pix/pixKey';
import { sendPixButtonRequest } from '../api/requests';
import { phoneField, pixKeyFields } from '../../fields/common';
import { readRecipient } from '../../fields/recipient';
import type { ItemParameters } from '../../itemParameters';
import type { PreparedSend, SendOperation } from '../../operation';

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
		const { recipient, warnings } = readRecipient(params, params.value('phone'), {
			allowGroup: true,
			allowLid: true,
		});
		const keyType = params.choice('pixKeyType', 'PIX Key Type', PIX_KEY_TYPES);
		const key = normalizePixKey(params.value('pixKey'), keyType, 'PIX Key');
		const merchantName = params.optionalText('merchantName', 'Merchant Name');
		return {
			request: sendPixButtonRequest({ recipient, key, keyType, merchantName }),
			recipient,
			warnings,
		};
	},
};
