import type { IncomingHttpHeaders, IncomingMessage, ServerResponse } from 'node:http';
import { newCharge, payloadFor, type BankCharge, type ChargeSettings, type OtherAnswer } from './charges.mts';
import { ALGORITHMS, newKey, signCharge, type SigningKey } from './keys.mts';
import { openBankNetwork, type BankNetwork } from './network.mts';

/** A request that reached a bank, or a host that was asked for and is no bank's. */
export interface BankRequest {
	method: string;
	host: string;
	path: string;
	headers: IncomingHttpHeaders;
	bodyBytes: number;
	/** Milliseconds since 1970. */
	at: number;
	/** Null while it is open. */
	endedAt: number | null;
}

interface KeyRing {
	byAlgorithm: Map<string, SigningKey>;
	/** Its certificate has ended. */
	ended: SigningKey;
}

const NO_REQUEST = { path: '', headers: {}, bodyBytes: 0, endedAt: null };
const FOREIGN_HOST = 'pix.outro-banco.com.br';
const PROBLEM = { 'content-type': 'application/problem+json' };

/** The banks: charges at `https://<host>/qr/v2/...`, keys at `https://<host>/jwks`. Open to anybody, as the standard says. */
export class Banks {
	private readonly charges = new Map<string, BankCharge>();
	private readonly requests: BankRequest[] = [];
	private network: Promise<BankNetwork> | undefined;
	/** Of all hosts of a bank that have none of their own. */
	private sharedKeys: Promise<KeyRing> | undefined;
	private foreignKeys: Promise<KeyRing> | undefined;
	/** Hosts that have changed their keys, or answer something else where these are. */
	private readonly ownKeys = new Map<string, Promise<KeyRing>>();
	private readonly keysAnswers = new Map<string, OtherAnswer>();
	/** Before each answer, in milliseconds. */
	latencyMs = 0;

	/** The way to the banks; opened when it is asked for first. */
	async open(): Promise<Pick<BankNetwork, 'proxy' | 'certificate'>> {
		this.network ??= openBankNetwork(
			(request, response) => void this.serve(request, response),
			(target) => this.requests.push({ ...NO_REQUEST, method: 'CONNECT', host: target, at: Date.now() }),
		);
		const { proxy, certificate } = await this.network;
		return { proxy, certificate };
	}

	async close(): Promise<void> {
		await (await this.network)?.close();
	}

	add(settings: ChargeSettings): BankCharge {
		const charge = newCharge(settings);
		this.charges.set(charge.id, charge);
		// A bank has its charges signed before anybody asks.
		charge.signed = this.sign(charge, charge.payload);
		return charge;
	}

	/** Changes a charge; a payload is laid over the one it has. */
	change(
		id: string,
		{ payload, ...settings }: Omit<ChargeSettings, 'host' | 'kind'>,
	): BankCharge | undefined {
		const charge = this.charges.get(id);
		if (charge === undefined) return undefined;
		Object.assign(charge, settings, { payload: { ...charge.payload, ...payload }, signed: undefined });
		return charge;
	}

	/** New keys for one host; the old ones are gone. */
	rotate(host: string): void {
		this.ownKeys.set(host, newKeyRing());
		for (const charge of this.charges.values()) if (charge.host === host) charge.signed = undefined;
	}

	/** What a host answers where its keys are. */
	setKeysAnswer(host: string, answer: OtherAnswer): void {
		this.keysAnswers.set(host, answer);
	}

	private keysOf(host: string): Promise<KeyRing> {
		if (host === FOREIGN_HOST) return (this.foreignKeys ??= newKeyRing());
		return this.ownKeys.get(host) ?? (this.sharedKeys ??= newKeyRing());
	}

	seen(host?: string): BankRequest[] {
		return this.requests.filter((request) => host === undefined || request.host === host);
	}

	private async serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
		let bodyBytes = 0;
		for await (const chunk of request) bodyBytes += (chunk as Buffer).length;
		const { method = '', url: path = '/', headers } = request;
		const host = headers.host ?? '';
		const entry: BankRequest = { method, host, path, headers, bodyBytes, at: Date.now(), endedAt: null };
		this.requests.push(entry);
		response.once('close', () => (entry.endedAt = Date.now()));
		if (this.latencyMs > 0) await new Promise((resolve) => setTimeout(resolve, this.latencyMs));
		const { pathname, searchParams } = new URL(path, `https://${host}`);
		if (pathname.startsWith('/jwks')) return await this.serveKeys(host, response);
		const charge = this.charges.get(pathname.split('/').pop() ?? '');
		if (charge === undefined || !charge.location.startsWith(host))
			return problem(response, 404, 'CobPayloadNaoEncontrado');
		if (charge.answer) return await answerOtherwise(response, charge.answer);
		const payload = payloadFor(charge, searchParams);
		if (payload === undefined) return problem(response, 400, 'CobPayloadOperacaoInvalida');
		const body =
			payload === charge.payload
				? await (charge.signed ??= this.sign(charge, payload))
				: await this.sign(charge, payload);
		response.writeHead(200, { 'content-type': 'application/jose' }).end(body);
	}

	private async sign({ host, alg, lie }: BankCharge, payload: object): Promise<string> {
		if (lie === 'foreignKeys') {
			const { byAlgorithm } = await this.keysOf(FOREIGN_HOST);
			return await signCharge(payload, byAlgorithm.get(alg)!, `https://${FOREIGN_HOST}/jwks`);
		}
		const { byAlgorithm, ended } = await this.keysOf(host);
		const key = lie === 'endedCertificate' ? ended : byAlgorithm.get(alg)!;
		const jku = {
			noKeys: undefined,
			strangeKeys: 'https://127.0.0.1/jwks',
		};
		return await signCharge(
			payload,
			key,
			lie !== undefined && lie in jku ? jku[lie as keyof typeof jku] : `https://${host}/jwks`,
			lie,
		);
	}

	private async serveKeys(host: string, response: ServerResponse): Promise<void> {
		const other = this.keysAnswers.get(host);
		if (other !== undefined) return await answerOtherwise(response, other);
		const ring = await this.keysOf(host);
		const keys = [...ring.byAlgorithm.values(), ring.ended].map(({ jwk }) => jwk);
		response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify({ keys }));
	}
}

async function newKeyRing(): Promise<KeyRing> {
	const [ended, ...current] = await Promise.all([
		newKey('ES256', 0),
		...ALGORITHMS.map((alg) => newKey(alg)),
	]);
	return { byAlgorithm: new Map(current.map((key) => [key.alg, key])), ended };
}

function problem(response: ServerResponse, status: number, type: string): void {
	const detail =
		status === 404
			? 'A cobrança não foi encontrada para a location requisitada.'
			: 'A data de pagamento ou o município não é aceito.';
	response
		.writeHead(status, PROBLEM)
		.end(
			JSON.stringify({ type: `https://pix.bcb.gov.br/api/v2/error/${type}`, title: type, status, detail }),
		);
}

async function answerOtherwise(response: ServerResponse, answer: OtherAnswer): Promise<void> {
	const {
		status = 200,
		body = '',
		contentType = 'text/plain',
		headers = {},
		bytes,
		dripMs,
		delayMs,
	} = answer;
	if (delayMs !== undefined) await new Promise((resolve) => setTimeout(resolve, delayMs));
	response.writeHead(status, { 'content-type': contentType, ...headers });
	if (dripMs !== undefined) {
		const drip = setInterval(() => response.write('a'), dripMs);
		response.once('close', () => clearInterval(drip));
		return;
	}
	response.end(bytes === undefined ? body : 'a'.repeat(bytes));
}
