import assert from 'node:assert/strict';
import { orderOfPaymentUpdate, pixRequest } from '../../../test/contract/documentedPayloads.ts';
import { type Bench, HUB_CREDENTIAL, Z_API_CREDENTIAL } from '../bench.mts';
import { type HandFilled, hubSends, Z_API_SENDS } from '../expected/sends.mts';
import type { Check, Part } from '../report.mts';

const BUILD = 'Build a payment code';
const CHECK = 'Check a payment code';

/** A message of each kind, filled in by hand and run; the provider gets the body that its document shows. */
export function sends(bench: Bench): Part {
	const { stage, canvas, panel, picture } = bench;
	const { control, zApi, hub } = stage;
	let pixCode = '';
	const ofHub = hubSends(hub.channels[0]?.id ?? '', () => pixCode);
	const all = { ...Z_API_SENDS, ...ofHub };
	const prepare: Check = async () => {
		await control.call('POST', '/orders', { account: zApi.account, order: orderOfPaymentUpdate });
		const names = [BUILD, CHECK, ...Object.keys(all)];
		const nodes = names.map((name) => bench.ownNode('whatsAppCommerce', name, {}));
		await bench.open('Sends by hand', [bench.start()], nodes.map(withoutCredential));
	};
	const checks: Record<string, Check> = {
		'a workflow with fresh nodes opens': prepare,
		'Payment Code builds a PIX code from a key': async () => {
			await canvas.openNode(BUILD);
			await panel.choose('resource', 'Payment Code');
			await panel.choose('operation', 'Build PIX Code');
			await panel.fill('pixKey', pixRequest.pix.key);
			await panel.fill('pixMerchantName', 'Example Store');
			await panel.fill('pixMerchantCity', 'São Paulo');
			await panel.fill('pixAmount', '500.00');
			await panel.execute();
			const [row] = await panel.output.rows('a code', ([first]) => first?.kind === 'pix');
			pixCode = row?.code ?? '';
			assert.match(pixCode, /^000201.*39580525000189.*5406500\.00.*SAO PAULO.*6304[0-9A-F]{4}$/i);
			assert.deepEqual([row?.valid, row?.amountCents], ['true', '50000']);
			await panel.close();
		},
		'Payment Code says what a boleto is': async () => {
			await canvas.openNode(CHECK);
			await panel.choose('resource', 'Payment Code');
			await panel.fill('code', '84660000000-0 44000064100-9 01364583434-5 92507845972-2');
			await panel.execute();
			const [row] = await panel.output.rows('a boleto', ([first]) => first?.kind === 'boleto');
			assert.deepEqual([row?.valid, row?.amountCents], ['true', '4400']);
			await picture('payment-code');
			await panel.close();
		},
	};
	for (const [name, filled] of Object.entries(all)) {
		checks[name] = async () => {
			await canvas.leavePanel();
			await canvas.openNode(name);
			await send(bench, filled);
			await picture(name.toLowerCase().replace(/[^a-z]+/g, '-'));
			await panel.close();
		};
	}
	return { name: 'Sends', independent: true, checks };

	function expectedBody({ provider, body }: HandFilled): unknown {
		if (provider === 'Z-API') return body;
		const content = structuredClone(body) as { paymentRequest?: { pix?: { code: string } } };
		// The document cuts its sample code short, which no bank takes; this one is whole.
		if (content.paymentRequest?.pix) content.paymentRequest.pix.code = pixCode;
		return { from: hub.channels[0]?.id, to: '5511993986082', content };
	}

	async function send({ panel }: Bench, filled: HandFilled): Promise<void> {
		const { account } = filled.provider === 'Z-API' ? zApi : hub;
		const before = await control.messages(account);
		if (filled.operation === 'Send PIX Key') await panel.choose('resource', 'PIX');
		else await panel.choose('operation', filled.operation);
		await panel.choose('provider', filled.provider);
		await panel.selectCredential(filled.provider === 'Z-API' ? Z_API_CREDENTIAL : HUB_CREDENTIAL);
		await filled.fill(panel);
		await panel.execute();
		const [row] = await panel.output.rows('the reply', ([first]) => first?.messageId !== undefined);
		const [message, ...others] = (await control.messages(account)).slice(before.length);
		assert.ok(message && others.length === 0, 'exactly one message must have gone out');
		assert.deepEqual(message.body, expectedBody(filled));
		assert.equal(row?.messageId, message.messageId, 'the panel shows the ID of another message');
		assert.match(row?.sendStatus ?? '', /^(queued|enqueued|sent)$/);
	}
}

function withoutCredential({ credentials: _, ...node }: Record<string, unknown>): Record<string, unknown> {
	return node;
}
