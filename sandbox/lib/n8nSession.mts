/** n8n answered with a status of 400 or more. */
export class N8nRequestError extends Error {
	readonly status: number;

	constructor(method: string, path: string, status: number, text: string) {
		super(`${method} ${path}: ${status} ${text.slice(0, 500)}`);
		this.name = 'N8nRequestError';
		this.status = status;
	}
}

/** Requests to n8n's internal REST API, as the editor makes them, with the login cookie kept. */
export class N8nSession {
	readonly url: string;

	private cookie = '';

	constructor(url: string) {
		this.url = url;
	}

	/** The `data` of the answer, or the whole answer where there is no such wrapper. */
	async request<T>(method: string, path: string, body?: unknown): Promise<T> {
		const response = await fetch(`${this.url}${path}`, {
			method,
			headers: {
				...(this.cookie && { cookie: this.cookie }),
				...(body !== undefined && { 'content-type': 'application/json' }),
			},
			body: body === undefined ? undefined : JSON.stringify(body),
		});
		const text = await response.text();
		if (!response.ok) throw new N8nRequestError(method, path, response.status, text);
		const login = response.headers.getSetCookie().find((cookie) => cookie.startsWith('n8n-auth='));
		if (login) this.cookie = login.split(';')[0] ?? '';
		const answer = text ? JSON.parse(text) : undefined;
		const wrapped = typeof answer === 'object' && answer !== null && 'data' in answer;
		return (wrapped ? answer.data : answer) as T;
	}
}
