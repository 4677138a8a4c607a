import assert from 'node:assert/strict';
import { ACTION, type Bench, HUB_CREDENTIAL, META_CREDENTIAL, Z_API_CREDENTIAL } from '../bench.mts';
import type { CredentialDialog } from '../editor/credentialDialog.mts';
import { HUB_SENTENCES, META_SENTENCES, Z_API_SENTENCES } from '../expected/credentialSentences.mts';
import type { Part } from '../report.mts';

/** What a shop sets up once, below the account and a sentence without a label. */
const shop = (...names: string[]) => [
	'',
	'PIX Key',
	'Merchant Name',
	...names,
	'Default Country',
	'Test Phone',
];

/** n8n adds this field to every credential that the HTTP Request node can use. */
const OF_N8N = 'Allowed HTTP Request Domains';

/** The credentials are created from the node; their tests succeed, and fail in our words. */
export function credentials({ stage, canvas, panel, picture }: Bench): Part {
	const { zApi, hub, meta, control } = stage;
	const baseUrl = stage.simulator.url;
	let dialog: CredentialDialog;
	return {
		name: 'Credentials',
		checks: {
			'Z-API asks for its four fields and the shop, and hides the secrets': async () => {
				await canvas.newWorkflow();
				await canvas.startWithNode();
				await (await canvas.search('whatsapp commerce', ACTION)).click();
				await canvas.entry('On order sent').click();
				dialog = await panel.createCredential();
				const fields = ['Instance ID *', 'Instance Token *', 'Client-Token', 'Base URL'];
				assert.deepEqual(await dialog.labels(), [...fields, ...shop(), OF_N8N]);
				assert.ok(!(await dialog.isMasked('instanceId')));
				assert.ok((await dialog.isMasked('instanceToken')) && (await dialog.isMasked('clientToken')));
			},
			'Z-API: a wrong token fails with our sentence': async () => {
				await dialog.fill('instanceId', zApi.instanceId);
				await dialog.fill('instanceToken', 'A1B2C3D4E5F6');
				await dialog.fill('clientToken', zApi.clientToken);
				await dialog.fill('baseUrl', baseUrl);
				await dialog.saveAndFail(Z_API_SENTENCES.wrongToken);
				await picture('credential-wrong-token');
			},
			'Z-API: a missing Client-Token fails with our sentence': async () => {
				await dialog.fill('instanceToken', zApi.token);
				await dialog.fill('clientToken', '');
				await dialog.saveAndFail(Z_API_SENTENCES.noClientToken);
			},
			'Z-API: a disconnected instance fails with our sentence': async () => {
				await control.configure(zApi.account, { connected: false });
				await dialog.fill('clientToken', zApi.clientToken);
				await dialog.saveAndFail(Z_API_SENTENCES.disconnected);
				await picture('credential-disconnected');
				await control.configure(zApi.account, { connected: true });
			},
			'Z-API: the right values pass the test': async () => {
				await dialog.fill('baseUrl', `${baseUrl}/`);
				await dialog.saveAndClose();
				assert.equal(await panel.selectedCredential(), Z_API_CREDENTIAL);
				dialog = await panel.editCredential();
				await dialog.expectSuccess();
				await picture('credential-right');
				await dialog.close();
			},
			'Hub Chatt2.me asks for its four fields and the shop, and hides the secrets': async () => {
				await panel.choose('provider', 'Hub Chatt2.me');
				dialog = await panel.createCredential();
				const fields = ['API Key *', 'Base URL', 'Webhook Signing Secret', 'Channel ID'];
				assert.deepEqual(await dialog.labels(), [...fields, ...shop('Merchant City'), OF_N8N]);
				assert.ok((await dialog.isMasked('apiKey')) && (await dialog.isMasked('webhookSecret')));
			},
			'Hub Chatt2.me: a bad key fails with our sentence': async () => {
				await dialog.fill('apiKey', 'hub_0000000000000000');
				await dialog.fill('baseUrl', baseUrl);
				await dialog.saveAndFail(HUB_SENTENCES.wrongKey);
				await picture('credential-wrong-key');
			},
			'Hub Chatt2.me: the right key passes the test': async () => {
				await dialog.fill('apiKey', hub.apiKey);
				await dialog.saveAndClose();
				assert.equal(await panel.selectedCredential(), HUB_CREDENTIAL);
				dialog = await panel.editCredential();
				await dialog.expectSuccess();
				await dialog.close();
			},
			'Meta asks for its seven fields and the shop, and hides the secrets': async () => {
				await panel.choose('provider', 'Meta Cloud API');
				dialog = await panel.createCredential();
				const account = ['Access Token *', 'WhatsApp Business Account ID *', 'App Secret'];
				const service = ['Base URL', 'API Version', 'Authentication Header', 'Phone Number ID'];
				assert.deepEqual(await dialog.labels(), [...account, ...service, ...shop('Merchant City'), OF_N8N]);
				assert.ok((await dialog.isMasked('accessToken')) && (await dialog.isMasked('appSecret')));
			},
			'Meta: a wrong token and another account fail with our sentences': async () => {
				await dialog.fill('accessToken', 'EAAexpired');
				await dialog.fill('businessAccountId', meta.businessAccountId);
				await dialog.fill('baseUrl', baseUrl);
				await dialog.saveAndFail(META_SENTENCES.wrongToken);
				await picture('credential-wrong-account');
				await dialog.fill('accessToken', meta.token);
				await dialog.fill('businessAccountId', '1');
				await dialog.saveAndFail(META_SENTENCES.wrongAccount);
			},
			'Meta: the right values pass the test': async () => {
				await dialog.fill('businessAccountId', meta.businessAccountId);
				await dialog.fill('appSecret', meta.appSecret);
				await dialog.fill('phoneNumberId', meta.phones[0]?.id ?? '');
				await dialog.saveAndClose();
				assert.equal(await panel.selectedCredential(), META_CREDENTIAL);
			},
		},
	};
}
