import type { INodeProperties } from 'n8n-workflow';

import { readAll } from '../../../../commerce/domain/readAll';
import { sendPixButtonRequest } from '../api/requests';
import { merchantNameField, phoneField, pixKeyFields } from '../../fields/common';
import { optionalFromEither, readPixKey } from '../../fields/fromCredential';
import { previewOf } from '../../fields/preview';
import { readRecipient } from '../../fields/recipient';
import type { ItemParameters } from '../../itemParameters';
import type { PreparedSend, SendOperation } from '../../operation';
import { PIX_KEY_NAMES } from './fieldNames';

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
		const { customer, pixKey, merchantName } = readAll({
			customer: () => readRecipient(params, params.value('phone'), { allowGroup: true, allowLid: true }),
			pixKey: () => readPixKey(params),
			merchantName: () =>
				optionalFromEither(params, {
					...{ name: 'merchantName', member: 'merchantName', label: 'Merchant Name' },
				}),
		});
		return {
			...customer,
			requestTo: (to) => sendPixButtonRequest({ recipient: to, ...pixKey, merchantName }),
			preview: previewOf(`PIX ${pixKey.key}`, merchantName),
			fieldNames: PIX_KEY_NAMES,
		};
	},
};
