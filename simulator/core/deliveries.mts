import { now } from './requestLog.mts';

/** Where a webhook goes and who it belongs to. */
export interface DeliveryTarget {
	endpoint: string;
}

export interface Delivery {
	account: string;
	url: string;
	/** What it is, for the log: an event type, `verification`, `hostile`. */
	label: string;
	headers: Record<string, string>;
	body: string | Buffer;
	method?: string;
	timeoutMs?: number;
}

export interface DeliveryResult {
	account: string;
	url: string;
	label: string;
	at: number;
	ms: number;
	/** 0 when no answer came. */
	status: number;
	contentType: string;
	responseBody: string;
	error?: string;
	/** What was sent, to look at and to replay. */
	delivery: Delivery;
}

const MAX_LOGGED = 20_000;
const SHOWN_BODY = 10_000;

/** Sends webhooks and remembers how they were answered. */
export class WebhookSender {
	/** Public origins, or addresses below them, mapped to the local origins behind them, as a tunnel does. */
	readonly tunnels = new Map<string, string>();
	private log: DeliveryResult[] = [];
	private readonly pending = new Map<string, number>();

	async send(delivery: Delivery): Promise<DeliveryResult> {
		const at = now();
		const result: DeliveryResult = {
			account: delivery.account,
			url: delivery.url,
			label: delivery.label,
			at,
			ms: 0,
			status: 0,
			contentType: '',
			responseBody: '',
			delivery,
		};
		try {
			const response = await fetch(this.behindTunnel(delivery.url), {
				method: delivery.method ?? 'POST',
				headers: delivery.headers,
				body: delivery.method === 'GET' ? undefined : delivery.body,
				redirect: 'manual',
				signal: AbortSignal.timeout(delivery.timeoutMs ?? 10_000),
			});
			result.status = response.status;
			result.contentType = response.headers.get('content-type') ?? '';
			result.responseBody = await response.text();
		} catch (error) {
			result.error = describeFailure(error);
		}
		result.ms = now() - at;
		this.log.push(result);
		if (this.log.length > MAX_LOGGED) this.log = this.log.slice(MAX_LOGGED / 2);
		return result;
	}

	/** Runs a delivery later; settle() waits for it. */
	schedule(account: string, delayMs: number, work: () => Promise<unknown>): void {
		this.pending.set(account, (this.pending.get(account) ?? 0) + 1);
		setTimeout(() => {
			void work().finally(() => this.pending.set(account, (this.pending.get(account) ?? 1) - 1));
		}, delayMs);
	}

	pendingOf(account?: string): number {
		if (account) return this.pending.get(account) ?? 0;
		return [...this.pending.values()].reduce((sum, count) => sum + count, 0);
	}

	/** Waits until nothing is on its way; false when time ran out first. */
	async settle(account: string | undefined, timeoutMs: number): Promise<boolean> {
		const deadline = now() + timeoutMs;
		while (this.pendingOf(account) > 0) {
			if (now() > deadline) return false;
			await new Promise((resolve) => setTimeout(resolve, 5));
		}
		return true;
	}

	/** The log with the bodies as text, cut when very long. */
	show(account?: string) {
		return this.read(account).map(({ delivery, ...rest }) => ({
			...rest,
			headers: delivery.headers,
			sentBody: delivery.body.toString('utf8').slice(0, SHOWN_BODY),
		}));
	}

	read(account?: string): DeliveryResult[] {
		return account ? this.log.filter((entry) => entry.account === account) : this.log;
	}

	clear(account?: string): void {
		this.log = account ? this.log.filter((entry) => entry.account !== account) : [];
	}

	private behindTunnel(url: string): string {
		const { origin, pathname, search } = new URL(url);
		const local = this.tunnels.get(origin + pathname) ?? this.tunnels.get(origin);
		return local ? `${local}${pathname}${search}` : url;
	}
}

function describeFailure(error: unknown): string {
	const failure = error as Error & { cause?: { code?: string } };
	return failure.cause?.code ?? failure.name;
}
