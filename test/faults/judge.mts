import { expectedRequests, expectedVerdict, type Cell } from './cells.mts';
import type { Played } from './playCell.mts';
import { accountOf, type Account, type Reported } from './reported.mts';

/** How far what n8n shows and what the simulator counted differ, in sentences. */
export interface Judgement {
	/** A recipient got more than one message of its item. */
	doubled: string[];
	/** Reported as accepted, never taken in. */
	lost: string[];
	/** Anything else the user would read wrongly. */
	wrong: string[];
}

export function judge(cell: Cell, played: Played): Judgement {
	const account = accountOf(cell, played);
	const judgement: Judgement = {
		doubled: [],
		lost: [],
		wrong: account.faults,
	};
	played.items.forEach((input, index) => {
		const got = played.got.get(String(input.phone)) ?? [];
		if (got.length > 1) judgement.doubled.push(`item ${index} was received ${got.length} times`);
		const reported = account.byItem.get(index);
		if (reported) judgeItem(index, reported, got, judgement);
	});
	judgeNumbers(played, account, judgement);
	judgeExpectation(cell, played, account, judgement);
	if (!played.hit) judgement.wrong.push('no request met the fault, so nothing was proved');
	return judgement;
}

function judgeItem(
	index: number,
	reported: Reported,
	got: Array<{ messageId: string }>,
	{ lost, wrong }: Judgement,
): void {
	if (reported.verdict === 'accepted') {
		if (got.length === 0) lost.push(`item ${index} is reported as sent and was never received`);
		else if (reported.messageId !== got[0].messageId) wrong.push(`item ${index} shows another message's ID`);
	} else if (reported.verdict !== 'unknown' && got.length > 0) {
		wrong.push(`item ${index} is reported as ${reported.verdict} and was received`);
	}
}

/** The numbers of a stopped run against the simulator's. */
function judgeNumbers({ items, got, requests }: Played, account: Account, { lost, wrong }: Judgement): void {
	const { tally, byItem } = account;
	if (!tally) return;
	const [[, reported]] = byItem;
	// An unknown message may be among the received ones without being reported as sent.
	const mayHaveArrived = reported.verdict === 'unknown' && requests > 0 ? 1 : 0;
	if (tally.sent > got.size) lost.push(`${tally.sent} reported as sent, ${got.size} received`);
	if (got.size - mayHaveArrived > tally.sent) {
		wrong.push(`${tally.sent} reported as sent, ${got.size} received`);
	}
	if (tally.sent + tally.failed + tally.notTried !== items.length)
		wrong.push(`the tally does not add up: ${JSON.stringify(tally)}, ${reported.text}`);
}

function judgeExpectation(cell: Cell, played: Played, account: Account, { wrong }: Judgement): void {
	const { row, position, onError } = cell;
	const expected = expectedVerdict(cell, position);
	if (expected === 'accepted' && played.run.status !== 'success') wrong.push('the run failed for nothing');
	if (expected !== 'accepted' && onError === 'stopWorkflow' && played.run.status !== 'error') {
		wrong.push(`the run ended as ${played.run.status} although a message failed`);
	}
	if (!account.byItem.has(position)) wrong.push(`nothing is reported for item ${position}`);
	for (const [index, reported] of account.byItem) {
		const due = expectedVerdict(cell, index);
		if (reported.verdict !== due)
			wrong.push(`item ${index} is reported as ${reported.verdict}, not as ${due}: ${reported.text}`);
		judgeWords(cell, index, reported, String(played.items[index].phone), wrong);
	}
	if (account.tally && !row.network && account.tally.failed !== 1) {
		wrong.push(`${account.tally.failed} reported as failed, one met the fault`);
	}
	const requests = expectedRequests(cell);
	if (requests !== undefined && played.requests !== requests) {
		wrong.push(`item ${position} was requested ${played.requests} times, not ${requests}`);
	}
}

/** The words that let a user act: the provider's own, and for unknown outcomes where to look. */
function judgeWords(cell: Cell, index: number, reported: Reported, phone: string, wrong: string[]): void {
	const { row, position, sender } = cell;
	if (reported.verdict === 'accepted') return;
	if (index === position && row.words && !row.words.test(reported.text)) {
		wrong.push(`item ${index}: the provider's words are missing: ${reported.text}`);
	}
	if (reported.verdict !== 'unknown') return;
	if (!/Do not send it again/.test(reported.text))
		wrong.push(`item ${index}: unknown, and a second try is not warned of`);
	if (!reported.text.includes(phone)) wrong.push(`item ${index}: unknown, and the chat is not named`);
	if (sender.hasReference && !reported.text.includes(`order-${index}`)) {
		wrong.push(`item ${index}: unknown, and the reference is not named`);
	}
}
