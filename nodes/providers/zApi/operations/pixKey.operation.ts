import type { INodeProperties } from 'n8n-workflow';

import { cleanRecipient } from '../../../../commerce/domain/identity/phone';
import { normalizePixKey, PIX_KEY_TYPES } from '../../../../commerce/domain/pix/pixKey';
import { sendPixButtonRequest } from '../api/requests';
import { readZApiSendReply } from '../api/responses';
import { phoneField, pixKeyFields } from '../../fields/common';
import { optionsField } from '../../fields/options';
import { showFor } from '../../fields/show';
import type { ItemParameters } from '../../itemParameters';
import type { PreparedSend, SendOperation } from '../../operation';

const show = showFor('zApi', ['pixKey']);

export const zApiPixKeyFields: INodeProperties[] = [
	phoneField(
		show,
		'Number with country and area code, or the ID of a group; spaces and punctuation are removed',
	),
	...pixKeyFields(show),
	{
		displayName: 'Merchant Name',
		name: 'merchantName',
		type: 'string',
		default: '',
		placeholder: 'e.g. Example Store',
		displayOptions: show,
		description: 'Title of the button; Pix when empty',
	},
	optionsField(show, [], 'customOnly'),
];

/** POST send-button-pix: a button that copies the key. It carries no amount and nobody can match a payment to it. */
export const zApiPixKey: SendOperation = {
	credentialType: 'zApi',
	readReply: readZApiSendReply,
	prepare(params: ItemParameters): PreparedSend {
		const recipient = cleanRecipient(params.value('phone'), {
			field: 'Recipient Phone',
			allowGroup: true,
			allowLid: true,
		});
		const keyType = params.choice('pixKeyType', 'PIX Key Type', PIX_KEY_TYPES);
		const key = normalizePixKey(params.value('pixKey'), keyType, 'PIX Key');
		const merchantName = params.optionalText('merchantName', 'Merchant Name');
		return {
			request: sendPixButtonRequest({ recipient, key, keyType, merchantName }),
			recipient,
			warnings: [],
		};
	},
};
