import type {
	ICredentialType,
	INodeProperties,
	INodePropertyCollection,
	INodePropertyOptions,
	INodeTypeDescription,
} from 'n8n-workflow';

import { Chatt2MeApi } from '../../credentials/Chatt2MeApi.credentials';
import { MetaCloudApi } from '../../credentials/MetaCloudApi.credentials';
import { PaymentWebhookApi } from '../../credentials/PaymentWebhookApi.credentials';
import { ZApi } from '../../credentials/ZApi.credentials';
import { WhatsAppCommerce } from '../../nodes/WhatsAppCommerce/WhatsAppCommerce.node';
import { WhatsAppCommercePaymentTrigger } from '../../nodes/WhatsAppCommercePaymentTrigger/WhatsAppCommercePaymentTrigger.node';
import { WhatsAppCommerceTrigger } from '../../nodes/WhatsAppCommerceTrigger/WhatsAppCommerceTrigger.node';

export const nodes: INodeTypeDescription[] = [
	new WhatsAppCommerce().description,
	new WhatsAppCommerceTrigger().description,
	new WhatsAppCommercePaymentTrigger().description,
];
export const credentials: ICredentialType[] = [
	new ZApi(),
	new Chatt2MeApi(),
	new MetaCloudApi(),
	new PaymentWebhookApi(),
];

/** A field as a user meets it, with the path that leads to it, e.g. "whatsAppCommerce.items.item.name". */
export interface FieldSeen {
	path: string;
	field: INodeProperties;
	/** False inside a collection. */
	topLevel: boolean;
}

/** A choice of a list, with the field it belongs to. */
export interface ChoiceSeen {
	path: string;
	choice: INodePropertyOptions;
}

const isField = (option: object): option is INodeProperties => 'type' in option;
const isGroup = (option: object): option is INodePropertyCollection => 'values' in option;

/** Every field of nodes and credentials, those inside collections too. */
export function allFields(): FieldSeen[] {
	return [...nodes, ...credentials].flatMap(({ name, properties }) => fieldsBelow(name, properties, true));
}

function fieldsBelow(path: string, fields: INodeProperties[], topLevel: boolean): FieldSeen[] {
	return fields.flatMap((field) => {
		const here = { path: `${path}.${field.name}`, field, topLevel };
		const below = (field.options ?? []).flatMap((option) => {
			if (isGroup(option)) return fieldsBelow(`${here.path}.${option.name}`, option.values, false);
			return isField(option) ? fieldsBelow(here.path, [option], false) : [];
		});
		return [here, ...below];
	});
}

/** Names in conditions that are about the node itself, or of a choice that may be no expression. */
const FIXED_CONDITION = /^(?:@.*|\/?(?:resource|operation|provider|paymentProvider))$/;

/** Whether a field hangs on a choice that may be an expression. */
export function hangsOnChoice({ displayOptions }: INodeProperties): boolean {
	return Object.keys(displayOptions?.show ?? {}).some((name) => !FIXED_CONDITION.test(name));
}

/** Every choice of every list. */
export function allChoices(): ChoiceSeen[] {
	return allFields().flatMap(({ path, field }) =>
		choicesOf(field).map((choice) => ({ path: `${path}=${String(choice.value)}`, choice })),
	);
}

export function choicesOf(field: INodeProperties): INodePropertyOptions[] {
	if (field.type !== 'options' && field.type !== 'multiOptions') return [];
	return (field.options ?? []) as INodePropertyOptions[];
}

/** Names of what a collection or fixedCollection offers to add, in their order. */
export function collectionNames(field: INodeProperties): string[] {
	if (field.type !== 'collection') return [];
	return ((field.options ?? []) as INodeProperties[]).map(({ displayName }) => displayName);
}
