import { readWorkflow } from '../../lib/workflowFile.mts';
import { ACTION, type Bench, TRIGGER } from '../bench.mts';
import type { Check, Part } from '../report.mts';
import { ORDERS } from './mapping.mts';

const TOOL = 'Send a payment request in WhatsApp Commerce';
const LOOKS = [
	{ look: 'light', colorScheme: 'light', width: 1440 },
	{ look: 'dark', colorScheme: 'dark', width: 1440 },
	{ look: 'narrow', colorScheme: 'light', width: 1100 },
] as const;
const ITEMS = JSON.stringify([
	{ name: 'Coffee 500 g', quantity: 2, price: '149.90' },
	{ name: 'Mug', quantity: 1, price: '39.90' },
]);

/**
 * Pictures to look at, in both themes and in a narrow window, and those of the READMEs (docs/images):
 * npm run test:e2e -- screens
 */
export function screens(bench: Bench): Part {
	const { stage, page, canvas, panel, picture } = bench;
	const charge = {
		phone: '5531987654321',
		itemsJson: ITEMS,
		pixKey: 'pix@shop.example',
		pixHolderName: 'Example Shop',
	};
	const open = async (name: string, parameters: Record<string, unknown>) => {
		await bench.open(name, [bench.start(), bench.ownNode('whatsAppCommerce', ACTION, parameters)]);
		await canvas.openNode(ACTION);
	};
	const looks: Record<string, (look: string) => Promise<void>> = {
		list: async (look) => {
			await canvas.newWorkflow();
			await canvas.startWithNode();
			await canvas.search('whatsapp commerce', ACTION);
			await picture(`${look}-search`);
			await canvas.entry(ACTION).click();
			await canvas.openActions();
			await picture(`${look}-list`);
		},
		forms: async (look) => {
			await open(`Z-API, ${look}`, {});
			await picture(`${look}-form-z-api`);
			await panel.close();
			await open(`Hub, ${look}`, { provider: 'chatt2Me' });
			await picture(`${look}-form-hub`);
			await panel.close();
			const trigger = bench.ownNode('whatsAppCommerceTrigger', TRIGGER, { provider: 'zApi' });
			await bench.open(`Trigger, ${look}`, [trigger]);
			await canvas.openNode(TRIGGER);
			await picture(`${look}-form-trigger`);
			await panel.execute();
			await panel.listening.getByText('Listening for test event').waitFor();
			await picture(`${look}-listening`);
			await panel.stopListening();
			await panel.close();
		},
		outputs: async (look) => {
			await open(`Output, ${look}`, charge);
			await panel.execute();
			await panel.output.rows('the reply', ([row]) => row?.sendStatus === 'queued');
			await picture(`${look}-output`);
			await panel.fill('phone', '55 11 ABCD');
			await panel.fill('pixKey', 'shop');
			await panel.execute();
			await panel.output.error(/^Recipient Phone/);
			await picture(`${look}-refusal`);
			await panel.close();
		},
		tool: async (look) => {
			const node = bench.ownNode('whatsAppCommerce', TOOL, {});
			await bench.open(`Tool, ${look}`, [{ ...node, type: `${String(node.type)}Tool` }]);
			await canvas.openNode(TOOL);
			await picture(`${look}-tool`);
			await panel.close();
		},
	};
	const checks: Record<string, Check> = {};
	for (const { look, colorScheme, width } of LOOKS) {
		for (const [name, take] of Object.entries(looks)) {
			checks[`${name}, ${look}`] = async () => {
				await page.setViewportSize({ width, height: 900 });
				await page.emulateMedia({ colorScheme });
				await canvas.leavePanel();
				await take(look);
			};
		}
	}
	checks['pictures of the READMEs'] = async () => {
		await page.setViewportSize({ width: 1280, height: 800 });
		await page.emulateMedia({ colorScheme: 'light' });
		await canvas.leavePanel();
		const example = await readWorkflow('examples/cartToOrderZApi.json', [stage.zApi.credential]);
		await canvas.openWorkflow((await stage.api.createWorkflow(example)).id);
		await page.getByText('Before you start').waitFor();
		await picture('cartToOrder');
		await open('Boleto', {
			provider: 'chatt2Me',
			channelId: stage.hub.channels[0]?.id ?? '',
			phone: '5511998765432',
			referenceId: 'order-boleto-1',
			bodyText: 'Your order',
			paymentMethod: 'boleto',
			digitableLine: '84660000000-0 44000064100-9 01364583434-5 92507845972-2',
			itemsJson: JSON.stringify([{ name: 'Product B', sku: 'prod-001', quantity: 1, price: '100' }]),
		});
		await panel.execute();
		await panel.output.rows('the reply', ([row]) => row?.sendStatus === 'enqueued');
		await panel.scrollTo('Body Text');
		await picture('boletoWarning');
		await panel.close();
		const set = { mode: 'raw', jsonOutput: JSON.stringify({ orders: ORDERS }), options: {} };
		await bench.open('Mapped orders', [
			bench.start(),
			bench.otherNode('Shop Orders', 'set', 3.4, set),
			bench.otherNode('Each Order', 'splitOut', 1, { fieldToSplitOut: 'orders', options: {} }),
			bench.ownNode('whatsAppCommerce', ACTION, {
				...charge,
				phone: '={{ $json.phone }}',
				itemsJson: '={{ $json.lines }}',
				additionalFields: { shipping: '={{ $json.shipping }}', total: '={{ $json.total }}' },
			}),
		]);
		await canvas.openNode(ACTION);
		await panel.execute();
		await panel.output.rows('two replies', (rows) => rows.length === 2);
		await panel.scrollTo('Recipient Phone');
		await picture('mappedOrders');
		await panel.close();
	};
	checks['as it was'] = async () => {
		await page.setViewportSize({ width: 1440, height: 900 });
		await page.emulateMedia({ colorScheme: 'light' });
		await stage.control.setWebhooks(stage.zApi.account, { receivedCallbackUrl: null });
	};
	return { name: 'Screens', independent: true, checks };
}
