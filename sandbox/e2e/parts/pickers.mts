import assert from 'node:assert/strict';
import { ACTION, type Bench } from '../bench.mts';
import type { Part } from '../report.mts';

const CREDENTIAL = 'Meta with two numbers';
const EXPIRED = 'Meta with an expired token';
const SECOND_NUMBER = '+55 21 90000-0002 · Second Shop';

/** More than n8n asks for at once, so that the charge templates are only in the second part of the list. */
const GREETINGS = Array.from({ length: 120 }, (_, index) => ({
	id: String(index),
	name: `greeting_${index}`,
	language: 'pt_BR',
	status: 'APPROVED',
	components: [],
}));

/** Number and template are picked from Meta's lists, and the message leaves with them. */
export function pickers(bench: Bench): Part {
	const { stage, canvas, panel, picture } = bench;
	const { control, api } = stage;
	const openNode = async (credential: string) => {
		const { credentials: _, ...node } = bench.ownNode('whatsAppCommerce', ACTION, {});
		await bench.open(credential, [bench.start(), node]);
		await canvas.openNode(ACTION);
		await panel.choose('provider', 'Meta Cloud API');
		await panel.selectCredential(credential);
	};
	let account: Awaited<ReturnType<typeof control.createMeta>>;
	return {
		name: 'Lists to pick from',
		checks: {
			'Phone Number lists the numbers of the account': async () => {
				account = await control.createMeta({
					windows: 'open',
					phones: [
						{ displayNumber: '+55 11 90000-0001', verifiedName: 'Example Shop' },
						{ displayNumber: '+55 21 90000-0002', verifiedName: 'Second Shop' },
					],
				});
				const { templates } = (await control.account(account.account)) as { templates: unknown[] };
				await control.configure(account.account, { templates: [...GREETINGS, ...templates] });
				const { token: accessToken, businessAccountId } = account;
				const data = { accessToken, businessAccountId, baseUrl: control.url };
				await api.createCredential('metaCloudApi', CREDENTIAL, data);
				await api.createCredential('metaCloudApi', EXPIRED, { ...data, accessToken: 'EAAexpired' });
				await openNode(CREDENTIAL);
				const numbers = await panel.picker('phoneNumberId').open();
				await picture('picker-numbers');
				assert.deepEqual(numbers, ['+55 11 90000-0001 · Example Shop', SECOND_NUMBER]);
				await panel.picker('phoneNumberId').pick(SECOND_NUMBER);
			},
			'Template lists what fits Send As': async () => {
				await panel.choose('sendAs', 'Order Details Template (Any Time)');
				const templates = await panel.picker('template').open();
				await picture('picker-templates');
				assert.deepEqual(templates, [
					'charge_pix (pt_BR)',
					'charge_boleto (pt_BR)',
					'paused_pix (pt_BR, paused)',
				]);
			},
			'typing finds a template far down in the list': async () => {
				await panel.picker('template').search('charge_p', ['charge_pix (pt_BR)']);
				await picture('picker-filtered');
				await panel.picker('template').pick('charge_pix (pt_BR)');
				await picture('picker-chosen');
			},
			'the message leaves from that number with that template': async () => {
				await panel.fill('phone', '5511999999999');
				await panel.fill('referenceId', 'order-1042');
				await panel.addItem();
				await panel.fill('text', 'Maria');
				await panel.fillJson('itemsJson', '[{"name": "Coffee 500 g", "quantity": 1, "price": "149.90"}]');
				await panel.choose('pixCodeSource', 'Build From Key');
				await panel.fill('pixKey', 'pix@shop.example');
				await panel.fill('pixMerchantName', 'Example Shop');
				await panel.fill('pixMerchantCity', 'Sao Paulo');
				await panel.execute();
				await panel.output.rows('the reply', ([row]) => row?.messageId !== undefined);
				await picture('picker-sent');
				const [sent] = (await control.requests(account.account)).filter(({ accepted }) => accepted);
				assert.match(sent?.path ?? '', new RegExp(`/${account.phones[1]?.id}/messages$`));
				const { template } = sent?.body as { template: { name: string; language: unknown } };
				assert.equal(template.name, 'charge_pix');
			},
			'a token that expired is said where the list would be': async () => {
				await panel.close();
				await openNode(EXPIRED);
				const shown = await panel.picker('phoneNumberId').openInVain();
				await picture('picker-expired');
				assert.match(shown, /WhatsApp did not accept the access token/);
				assert.match(shown, /create a system user token that does not expire/);
				assert.match(shown, /Check your credential/);
			},
		},
	};
}
