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

/**
 * Stands in for the chat model, in the format of OpenAI's chat completions: asks for both tools first, and
 * then says what the tools gave. No model runs here: what is tested is that the tools work and who they show.
 */
function playModel({ body }: OutsideCall): { body: unknown } {
	const messages = body.messages as ChatMessage[];
	const results = messages.filter(({ role }) => role === 'tool').map(({ content }) => content);
	const message =
		results.length === 0
			? { role: 'assistant', content: null, tool_calls: toolCalls(body.tools as Json[]) }
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
}

function toolCalls(tools: Json[]): Json[] {
	return tools.map((tool, index) => {
		const { name } = tool.function as { name: string };
		const given = name.startsWith('Read') ? { code: CODE } : {};
		return { id: `call_${index}`, type: 'function', function: { name, arguments: JSON.stringify(given) } };
	});
}

export const assistantScenarios: Scenario[] = [
	{
		name: "paymentAssistantHub: the agent's tools read the code and this customer's orders only",
		async play(scene) {
			const { control, hub } = scene.stage;
			scene.outside.on(/^\/openai\/chat\/completions/, playModel);
			const example = await scene.play('paymentAssistantHub');
			await scene.insert([
				{ orderId: '7001', phone: PHONE, totalCents: 30180, status: 'paid', paidAt: '2026-11-20T15:00:00Z' },
				{ orderId: '7002', phone: '5511900007002', totalCents: 99, status: 'charged' },
			]);
			const fields = { from: PHONE, content: { type: 'text', text: `Was my payment seen? ${CODE}` } };
			await control.call('POST', '/emit', { account: hub.account, kind: 'message', fields });
			await scene.nextSuccess(example);

			const [first] = scene.outside.callsOf(/^\/openai\/chat/);
			const names = (first?.body.tools as Json[]).map((tool) => (tool.function as Json).name);
			assert.deepEqual(names.sort(), ['Orders_of_This_Customer', 'Read_a_Payment_Code']);
			const [answer] = await scene.messages(hub.account, 'text', PHONE);
			const { text } = answer?.body.content as { text: string };
			assert.match(text, /7001/);
			assert.match(text, /2026-11-20/);
			assert.match(text, /"amountCents":30180/);
			assert.doesNotMatch(text, /7002/);
		},
	},
];
