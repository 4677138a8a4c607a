import {
	asObject,
	asText,
	compact,
	holdsMoreThan,
	isNestedDeeperThan,
	MAX_LEVELS,
} from '../../../../commerce/domain/looseJson';
import type { LooseObject } from '../../../../commerce/domain/looseJson';

/** What the customer chose of what a message offered. */
interface Reply {
	kind: 'button' | 'list' | 'flow' | 'templateButton';
	id?: string;
	title?: string;
	description?: string;
	/** The values of a flow, as JSON. */
	response?: unknown;
}

/**
 * Content of an ordinary message: its type, its text wherever the type keeps one, what was chosen, and which
 * message it answers. `content` is the member that Meta names after the type. Never throws.
 */
export function readMessageContent(message: LooseObject): Record<string, unknown> {
	const type = asText(message.type);
	const hasOwn = type !== undefined && Object.prototype.hasOwnProperty.call(message, type);
	const reply = readReply(message);
	return compact({
		channel: 'whatsapp',
		type,
		text: textOf(message) ?? reply?.title,
		reply,
		replyTo: asText(asObject(message.context)?.id),
		content: hasOwn ? message[type] : undefined,
	});
}

/** Text, the caption of a picture, video or file, an emoji, or what WhatsApp tells about the customer. */
function textOf(message: LooseObject): string | undefined {
	const members = [message.text, message.image, message.video, message.document, message.system].map(
		asObject,
	);
	const texts = members.map((member) => asText(member?.body) ?? asText(member?.caption));
	return texts.find((text) => text !== undefined) ?? asText(asObject(message.reaction)?.emoji);
}

function readReply(message: LooseObject): Reply | undefined {
	const interactive = asObject(message.interactive);
	const button = asObject(message.button);
	if (button) {
		return compact<Reply>({ kind: 'templateButton', id: asText(button.payload), title: asText(button.text) });
	}
	const chosen = asObject(interactive?.button_reply) ?? asObject(interactive?.list_reply);
	if (chosen) {
		return compact<Reply>({
			kind: asObject(interactive?.button_reply) ? 'button' : 'list',
			id: asText(chosen.id),
			title: asText(chosen.title),
			description: asText(chosen.description),
		});
	}
	const flow = asObject(interactive?.nfm_reply);
	if (flow === undefined) return undefined;
	return compact<Reply>({
		kind: 'flow',
		id: asText(flow.name),
		title: asText(flow.body),
		response: parsed(flow.response_json),
	});
}

/** More than any form has. */
const MAX_ANSWERS = 10_000;

/** The answers of a flow come as JSON in a text. It stays a text when n8n could not store what is in it. */
function parsed(json: unknown): unknown {
	if (typeof json !== 'string') return json;
	try {
		const answers = JSON.parse(json) as unknown;
		return isNestedDeeperThan(answers, MAX_LEVELS) || holdsMoreThan(answers, MAX_ANSWERS) ? json : answers;
	} catch {
		return json;
	}
}
