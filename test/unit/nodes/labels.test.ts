/**
 * n8n keeps half of a label's line for Fixed and Expression, also while they are not shown, and cuts the label.
 * Which labels fit is measured in the editor (npm run test:e2e); the longest there has 29 characters.
 */
import type { INodeProperties } from 'n8n-workflow';

import { Chatt2MeApi } from '../../../credentials/Chatt2MeApi.credentials';
import { PaymentWebhookApi } from '../../../credentials/PaymentWebhookApi.credentials';
import { ZApi } from '../../../credentials/ZApi.credentials';
import { WhatsAppCommerce } from '../../../nodes/WhatsAppCommerce/WhatsAppCommerce.node';
import { WhatsAppCommercePaymentTrigger } from '../../../nodes/WhatsAppCommercePaymentTrigger/WhatsAppCommercePaymentTrigger.node';
import { WhatsAppCommerceTrigger } from '../../../nodes/WhatsAppCommerceTrigger/WhatsAppCommerceTrigger.node';

const LONGEST = 29;

/** Labels of fields, and of those within them; a notice is a paragraph, an option of a list has the whole line. */
function labels(fields: INodeProperties[]): string[] {
	return fields.flatMap(({ type, displayName, options = [] }) => {
		if (type === 'notice') return [];
		const within = options.flatMap((option) => {
			if ('values' in option) return option.values;
			return 'type' in option ? [option] : [];
		});
		return [displayName, ...labels(within as INodeProperties[])];
	});
}

const all = {
	node: labels(new WhatsAppCommerce().description.properties),
	trigger: labels(new WhatsAppCommerceTrigger().description.properties),
	payments: labels(new WhatsAppCommercePaymentTrigger().description.properties),
	credentials: labels(
		[new ZApi(), new Chatt2MeApi(), new PaymentWebhookApi()].flatMap(({ properties }) => properties),
	),
};

describe('labels', () => {
	it.each(Object.entries(all))('of the %s fit into the panel', (_, found) =>
		expect(found.filter((label) => label.length > LONGEST)).toEqual([]),
	);

	it('are those of rows and options too', () => {
		expect(all.node).toEqual(expect.arrayContaining(['Items', 'Unit Price', 'Options', 'Send Once Per']));
		expect(all.trigger).toContain('Deduplicate For (Hours)');
	});
});
