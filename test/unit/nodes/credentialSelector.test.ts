/**
 * Which credential the editor asks for, and where. It looks for one field that decides between credentials: a
 * field under `show` of the credentials, with each of its options named by one of them. Such a field is hidden,
 * and the choice of a credential fills it in. Provider must stay in sight.
 */
import type { INodeProperties, INodeTypeDescription } from 'n8n-workflow';

import { PROVIDERS } from '../../../nodes/providers';
import { WhatsAppCommerce } from '../../../nodes/WhatsAppCommerce/WhatsAppCommerce.node';
import { WhatsAppCommerceTrigger } from '../../../nodes/WhatsAppCommerceTrigger/WhatsAppCommerceTrigger.node';

const action = new WhatsAppCommerce().description;
const trigger = new WhatsAppCommerceTrigger().description;

function hiddenByEditor({ credentials = [], properties }: INodeTypeDescription): string[] {
	const shownFor = (field: INodeProperties) =>
		credentials.flatMap(({ displayOptions }) => displayOptions?.show?.[field.name] ?? []);
	return properties
		.filter((field) => shownFor(field).length > 0)
		.filter(({ options = [], ...field }) =>
			options.every(
				(option) => 'value' in option && shownFor(field as INodeProperties).includes(option.value),
			),
		)
		.map(({ name }) => name);
}

describe('the choice of a credential', () => {
	it.each([action, trigger])('hides no field of $name', (description) =>
		expect(hiddenByEditor(description)).toEqual([]),
	);

	it('would hide a field whose options are all under show', () => {
		const credentials = PROVIDERS.map(({ id: provider }) => ({
			name: provider,
			displayOptions: { show: { provider: [provider] } },
		}));
		expect(hiddenByEditor({ ...trigger, credentials })).toEqual(['provider']);
	});

	it('is named after the provider, without the API that n8n wants in the name of its type', () =>
		expect((action.credentials ?? []).map(({ displayName }) => displayName)).toEqual(
			PROVIDERS.map(({ name }) => `${name} Account`),
		));
});
