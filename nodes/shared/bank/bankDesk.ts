import type { IExecuteFunctions } from 'n8n-workflow';

import type { BankAnswer } from '../../../commerce/domain/pix/charge/chargeReport';
import { readJws, type Jws } from '../../../commerce/domain/pix/charge/jws';
import { readKeySet, type BankKey } from '../../../commerce/domain/pix/charge/jwsKeys';
import {
	notVerified,
	verifyJws,
	whyNotVerifiable,
	type SignatureVerdict,
} from '../../../commerce/domain/pix/charge/jwsSignature';
import {
	questionUrl,
	readKeysUrl,
	type ChargeLocation,
	type DueDateQuery,
} from '../../../commerce/domain/pix/charge/location';
import { parseJsonObject, parseRetryAfterMs } from '../../providers/api/httpOutcome';
import { excerpt, wordsOf } from '../../providers/api/responseText';
import { Deadlines, type Deadline } from '../deadlines';
import { TimedMemory } from './bankMemory';
import { fetchPublicText, type FetchedText } from './publicFetch';

/** For the charge and its keys together. */
const TIMEOUT_MS = 10_000;
/** The address is made for payers, each of whom asks once or twice: no charge is asked for more often than this. */
const ANSWER_HOLDS_MS = 10_000;
const KEYS_HOLD_MS = 5 * 60_000;
/** Retry-After beyond this is taken for a mistake. */
const LONGEST_PAUSE_MS = 3_600_000;
const MAX_PAUSED = 1_000;

type KeySet = { keys: BankKey[] } | { reason: string };

const deadlines = new Deadlines();
const answers = new TimedMemory<BankAnswer>(ANSWER_HOLDS_MS);
const keySets = new TimedMemory<KeySet>(KEYS_HOLD_MS, (keySet) => 'keys' in keySet);
/** Hosts that asked to be left alone, and until when, in Unix milliseconds. */
const pausedHosts = new Map<string, number>();

/**
 * Asks banks about charges, for one run of a node: each charge once. What a bank answered in the last ten seconds is
 * not asked again by another run of this process, nor is a bank that asked to come back later.
 */
export class BankDesk {
	private readonly asked = new Map<string, Promise<BankAnswer>>();

	constructor(private readonly context: IExecuteFunctions) {}

	/** Never throws: whatever goes wrong is in the answer, in words. */
	async ask(location: ChargeLocation, query: DueDateQuery = {}): Promise<BankAnswer> {
		const url = questionUrl(location, query);
		const known = this.asked.get(url) ?? answers.get(url, async () => await this.askNow(url, location.host));
		this.asked.set(url, known);
		return await known;
	}

	private async askNow(url: string, host: string): Promise<BankAnswer> {
		const deadline = deadlines.start(TIMEOUT_MS);
		try {
			const fetched = await this.fetch(url, 'application/jose', deadline);
			if ('failure' in fetched) return noCharge(null, `The bank ${fetched.failure}.`);
			if (fetched.statusCode !== 200) return refused(fetched);
			const { body } = fetched;
			if (body === undefined) return noCharge(200, "The bank's answer is too large for a charge.");
			const jws = readJws(body);
			if (jws === undefined) return noCharge(200, `The bank's answer is not a signed charge${quoted(body)}.`);
			const signature = await this.verify(jws, host, deadline);
			return { httpStatus: 200, signature, payload: jws.payload };
		} finally {
			deadline.stop();
		}
	}

	private async verify(jws: Jws, host: string, deadline: Deadline): Promise<SignatureVerdict> {
		const refusal = whyNotVerifiable(jws);
		if (refusal !== undefined) return notVerified(refusal, jws);
		const { jku } = jws.header;
		if (jku === undefined)
			return notVerified('the header does not say where the keys of the bank are (jku)', jws);
		const read = readKeysUrl(jku, host);
		if ('reason' in read) return notVerified(read.reason, jws);
		const known = await this.keysAt(read.url, deadline, KEYS_HOLD_MS);
		const verdict = verdictWith(jws, known);
		if (verdict.verified || 'reason' in known) return verdict;
		// The bank may have changed its keys since these were fetched.
		const newer = await this.keysAt(read.url, deadline, ANSWER_HOLDS_MS);
		return newer === known ? verdict : verdictWith(jws, newer);
	}

	/** Another look-up may be fetching them, with more time left than this one has. */
	private async keysAt(url: string, deadline: Deadline, maxAgeMs: number): Promise<KeySet> {
		const keySet = await Promise.race([
			keySets.get(url, async () => await this.fetchKeys(url, deadline), maxAgeMs),
			deadline.reached,
		]);
		return keySet === 'deadline' ? { reason: 'the keys of the bank did not come in time' } : keySet;
	}

	private async fetchKeys(url: string, deadline: Deadline): Promise<KeySet> {
		const fetched = await this.fetch(url, 'application/json', deadline);
		const where = 'the address of the keys';
		if ('failure' in fetched) return { reason: `${where} ${fetched.failure}` };
		const { statusCode, body } = fetched;
		if (statusCode !== 200) return { reason: `${where} answered HTTP ${statusCode}` };
		const keySet = body === undefined ? undefined : parseJsonObject(body);
		if (keySet === undefined) return { reason: `${where} does not hold a key set` };
		return { keys: readKeySet(keySet) };
	}

	private async fetch(url: string, accept: string, deadline: Deadline) {
		const { hostname } = new URL(url);
		const pausedUntil = pausedHosts.get(hostname) ?? 0;
		if (pausedUntil > Date.now()) {
			return {
				failure: `asked not to be called before ${new Date(pausedUntil).toISOString()} (Retry-After)`,
			};
		}
		const fetched = await fetchPublicText(this.context, url, { accept, deadline, timeoutMs: TIMEOUT_MS });
		if ('statusCode' in fetched) notePause(hostname, fetched);
		return fetched;
	}
}

function verdictWith(jws: Jws, keySet: KeySet): SignatureVerdict {
	return 'reason' in keySet ? notVerified(keySet.reason, jws) : verifyJws(jws, keySet.keys, Date.now());
}

function noCharge(httpStatus: number | null, reason: string): BankAnswer {
	return { httpStatus, reason, signature: notVerified('there is no charge to verify') };
}

/** An answer other than 200. */
function refused({ statusCode, body = '' }: FetchedText): BankAnswer {
	if (statusCode >= 300 && statusCode < 400) {
		return noCharge(
			statusCode,
			`The bank redirects to another address (HTTP ${statusCode}), which is not followed.`,
		);
	}
	const json = parseJsonObject(body);
	const words = (wordsOf(json?.detail) ?? wordsOf(json?.title))?.replace(/\.$/, '');
	const reason = `The bank answered HTTP ${statusCode}${words === undefined ? '' : `: ${words}`}.`;
	return { ...noCharge(statusCode, reason), ...(statusCode === 400 ? { refusal: words ?? reason } : {}) };
}

function notePause(host: string, { statusCode, retryAfter }: FetchedText): void {
	const isBusy = statusCode === 429 || statusCode >= 500;
	const pauseMs = isBusy ? parseRetryAfterMs(retryAfter, Date.now()) : undefined;
	if (pauseMs === undefined) return;
	if (pausedHosts.size >= MAX_PAUSED) pausedHosts.clear();
	pausedHosts.set(host, Date.now() + Math.min(pauseMs, LONGEST_PAUSE_MS));
}

function quoted(body: string): string {
	const words = excerpt(body);
	return words === undefined ? '' : `; it begins with "${words}"`;
}
