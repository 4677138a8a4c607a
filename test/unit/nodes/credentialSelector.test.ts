/**
 * Which credential the editor asks for, and where. It looks for one field that decides between credentials: a
 * field under `show` of the credentials, with each of its options named by one of them. Such a field is hidden,
 * and the choice of a credential fills it in. Provider must stay in sight.
 */
import { NodeHelpers } from 'n8n-workflow';
import type { INode, INodeProperties, INodeTypeDescription } from 'n8n-workflow';

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

function askedFor(description: INodeTypeDescription, parameters: INode['parameters']): string[] {
	const node = { typeVersion: 1, parameters } as INode;
	return (description.credentials ?? [])
		.filter((credential) => NodeHelpers.displayParameter(parameters, credential, node, description))
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
		expect(hiddenByEditor({ ...action, credentials })).toEqual(['provider']);
	});

	it.each([
		['zApi', 'paymentRequest', ['zApi']],
		['zApi', 'orderStatus', ['zApi']],
		['zApi', 'orderPaymentUpdate', ['zApi']],
		['zApi', 'pixKey', ['zApi']],
		['zApi', 'paymentCode', []],
		['chatt2Me', 'paymentRequest', ['chatt2MeApi']],
		['chatt2Me', 'orderStatus', ['chatt2MeApi']],
		['chatt2Me', 'orderPaymentUpdate', ['chatt2MeApi']],
		['chatt2Me', 'paymentCode', []],
		['metaCloud', 'paymentRequest', ['metaCloudApi']],
		['metaCloud', 'paymentCode', []],
	])('of %s, %s is %j', (provider, operation, expected) =>
		expect(askedFor(action, { provider, operation })).toEqual(expected),
	);

	it.each([
		['zApi', ['zApi']],
		['chatt2Me', ['chatt2MeApi']],
	])('of the trigger for %s is %j', (provider, expected) =>
		expect(askedFor(trigger, { provider })).toEqual(expected),
	);
});
