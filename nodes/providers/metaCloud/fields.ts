import type { INodeProperties } from 'n8n-workflow';

/** The number that sends or receives: picked from the account, or its ID. */
export function phoneNumberField(description: string): INodeProperties {
	return {
		displayName: 'Phone Number',
		name: 'phoneNumberId',
		type: 'resourceLocator',
		default: { mode: 'list', value: '' },
		description,
		modes: [
			{
				displayName: 'From List',
				name: 'list',
				type: 'list',
				placeholder: 'From the credential, or choose…',
				typeOptions: { searchListMethod: 'metaCloudPhoneNumbers', searchable: true },
			},
			{
				displayName: 'By ID',
				name: 'id',
				type: 'string',
				placeholder: 'e.g. 106540352242922',
			},
		],
	};
}
