import type { INodeProperties } from 'n8n-workflow';

export type ShopField = 'pixKey' | 'merchantName' | 'merchantCity' | 'defaultCountry' | 'testPhone';

/** What a shop sets up once, in the order of the credential. */
const SHOP_FIELDS: Record<ShopField, INodeProperties> = {
	pixKey: {
		displayName: 'PIX Key',
		name: 'pixKey',
		type: 'string',
		default: '',
		placeholder: 'e.g. +5511999999999',
		description:
			'The key that receives the money: a CPF, a CNPJ, an email address, a mobile number with +55 or a random key',
	},
	merchantName: {
		displayName: 'Merchant Name',
		name: 'merchantName',
		type: 'string',
		default: '',
		placeholder: 'e.g. Example Store',
		description: 'Name of the store or of the key holder, as the customer reads it',
	},
	merchantCity: {
		displayName: 'Merchant City',
		name: 'merchantCity',
		type: 'string',
		default: '',
		placeholder: 'e.g. Sao Paulo',
		description: 'City of the store, which a PIX code that is built from the key names',
	},
	defaultCountry: {
		displayName: 'Default Country',
		name: 'defaultCountry',
		type: 'options',
		options: [
			{
				name: 'Brazil',
				value: 'BR',
				description: 'Adds 55 to (31) 98765-4321 and other numbers in Brazilian form',
			},
			{
				name: 'None',
				value: 'none',
				description: 'Refuses numbers in Brazilian form without 55, which may be of another country too',
			},
		],
		default: 'BR',
		description: 'The country of a phone number that names none; numbers with + or 00 are taken as they are',
	},
	testPhone: {
		displayName: 'Test Phone',
		name: 'testPhone',
		type: 'string',
		default: '',
		placeholder: 'e.g. 5511999999999',
		description:
			'Your own WhatsApp number. While it is filled in, what you run by hand in the editor is sent here instead of to the customer. Published workflows ignore it.',
	},
};

const NOTICE: INodeProperties = {
	displayName: 'Your shop, set up once. All of it is optional: a value in the node wins over the one here.',
	name: 'shopNotice',
	type: 'notice',
	default: '',
};

/** The optional fields of a credential that describe the shop; nodes fall back on them when a field is empty. */
export function shopFields(...names: ShopField[]): INodeProperties[] {
	const fields = (Object.keys(SHOP_FIELDS) as ShopField[]).filter((name) => names.includes(name));
	return [NOTICE, ...fields.map((name) => ({ ...SHOP_FIELDS[name] }))];
}
