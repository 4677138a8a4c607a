import assert from 'node:assert/strict';
import { brCode } from '../../test/helpers/brCode.ts';
import type { Scenario } from './imports.mts';
import type { OutsideCall } from './outside.mts';

type Json = Record<string, unknown>;

interface ChatMessage {
	role: string;
	content: string;
}

const CODE = brCode({ '54': '301.80' });
const PHONE = '5511900007001';
const OF_ANOTHER = '7002';
const SEND = 'Send_the_Charge_Again';

/** Arguments of the calls that the model makes, in order. */
type Calls = Array<[tool: string, given: Json]>;

/**
 * Stands in for the chat model, in the format of OpenAI's chat completions: makes its calls first, and then says
 * what the tools gave. No model runs here: what is tested is what the tools do for whatever a model makes up.
 */
const playModel =
	(calls: Calls) =>
	({ body }: OutsideCall): { body: unknown } => {
		const messages = body.messages as ChatMessage[];
		const results = messages.filter(({ role }) => role === 'tool').map(({ content }) => content);
		const message =
			results.length === 0
				? { role: 'assistant', content: null, tool_calls: calls.map(toolCall) }
				: { role: 'assistant', content: `Tools said: ${results.join(' | ')}` };
		const finish_reason = results.length === 0 ? 'tool_calls' : 'stop';
		return {
			body: {
				id: 'chatcmpl-1',
				object: 'chat.completion',
				created: 1,
				model: body.model,
				choices: [{ index: 0, message, finish_reason }],
				usage: { prompt_tokens: 1, completion_tokens: 1, total_tokens: 2 },
			},
		};
	};

function toolCall([name, given]: Calls[number], index: number): Json {
	return { id: `call_${index}`, type: 'function', function: { name, arguments: JSON.stringify(given) } };
}

/** What the model may fill in, by tool. */
function argumentsOf({ body }: OutsideCall): Record<string, string[]> {
	const tools = (body.tools as Json[]).map((tool) => tool.function as Json);
	return Object.fromEntries(
		tools.map(({ name, parameters }) => [
			name,
			Object.keys(((parameters as Json).properties as Json | undefined) ?? {}),
		]),
	);
}

const CHAT = /^\/openai\/chat\/completions/;

export const assistantScenarios: Scenario[] = [
	{
		name: "paymentAssistantHub: the model chooses which order of this customer's, and never an amount",
		async play(scene) {
			const { control, hub } = scene.stage;
			const example = await scene.play('paymentAssistantHub');
			await scene.insert([
				{ orderId: '7001', phone: PHONE, totalCents: 30180, status: 'paid', paidAt: '2026-11-20T15:00:00Z' },
				{ orderId: '7003', phone: PHONE, totalCents: 12345, status: 'charged' },
				{ orderId: OF_ANOTHER, phone: '5511900007002', totalCents: 99, status: 'charged' },
			]);
			const ask = async (...calls: Calls) => {
				scene.outside.on(CHAT, playModel(calls));
				const fields = { from: PHONE, content: { type: 'text', text: `Was my payment seen? ${CODE}` } };
				await control.call('POST', '/emit', { account: hub.account, kind: 'message', fields });
				await scene.nextSuccess(example);
				const answers = await scene.messages(hub.account, 'text', PHONE);
				return (answers.at(-1)?.body.content as { text: string }).text;
			};
			const charges = async () =>
				(await scene.messages(hub.account, 'paymentRequest')).filter(({ body }) =>
					JSON.stringify(body).includes('-again'),
				);

			const text = await ask(['Orders_of_This_Customer', {}], ['Read_a_Payment_Code', { code: CODE }]);
			const [first] = scene.outside.callsOf(CHAT);
			assert.ok(first);
			assert.deepEqual(argumentsOf(first), {
				Orders_of_This_Customer: [],
				Read_a_Payment_Code: ['code'],
				[SEND]: ['orderId'],
			});
			assert.match(text, /7001/);
			assert.match(text, /2026-11-20/);
			assert.match(text, /"amountCents":30180/);
			assert.doesNotMatch(text, /7002/);

			// One of another customer, a paid one, none at all, and one that is not an ID.
			for (const orderId of [OF_ANOTHER, '7001', '', "' || true"]) await ask([SEND, { orderId }]);
			assert.deepEqual(await charges(), []);
			// An amount and a phone number that nobody asked for change nothing.
			await ask([SEND, { orderId: '7003', totalCents: 1, unitPriceCents: 1, phone: '5511900007002' }]);
			await ask([SEND, { orderId: '7003' }]);
			const [charge, ...more] = await charges();
			assert.equal(more.length, 0, 'the same order went out twice');
			assert.equal(charge?.recipient, PHONE);
			const { paymentRequest } = charge.body.content as { paymentRequest: Json };
			assert.equal(paymentRequest.referenceId, '7003-again');
			assert.match(JSON.stringify(paymentRequest), /12345/);
		},
	},
];
