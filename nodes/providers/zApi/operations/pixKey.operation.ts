import type { INodeProperties } from 'n8n-workflow';

import { sendPixButtonRequest } from '../api/requests';
import { merchantNameField, phoneField, pixKeyFields } from '../../fields/common';
import { optionalFromEither, readPixKey } from '../../fields/fromCredential';
import { previewOf } from '../../fields/preview';
import { readRecipient } from '../../fields/recipient';
import type { ItemParameters } from '../../itemParameters';
import type { PreparedSend, SendOperation } from '../../operation';

const fields: INodeProperties[] = [
	phoneField('Number with country and area code, or the ID of a group; Brazilian numbers without 55 get it'),
	...pixKeyFields(),
	...merchantNameField('merchantName', 'Title of the button; Pix when neither place has one'),
];

/** POST send-button-pix: a button that copies the key. It carries no amount and nobody can match a payment to it. */
export const pixKey: SendOperation = {
	fields,
	hasReference: false,
	prepare(params: ItemParameters): PreparedSend {
		const { recipient, warnings } = readRecipient(params, params.value('phone'), {
			allowGroup: true,
			allowLid: true,
		});
		const pixKey = readPixKey(params);
		const merchantName = optionalFromEither(params, {
			...{ name: 'merchantName', member: 'merchantName', label: 'Merchant Name' },
		});
		return {
			recipient,
			requestTo: (to) => sendPixButtonRequest({ recipient: to, ...pixKey, merchantName }),
			preview: previewOf(`PIX ${pixKey.key}`, merchantName),
			warnings,
		};
	},
};
