/** A request the provider does not take. Each provider's error handler turns it into its own body. */
export class Refusal extends Error {
	readonly statusCode: number;
	/** Machine word; only the Hub shows it (`errorCode`). */
	readonly code: string;

	constructor(statusCode: number, message: string, code = 'invalid_payload') {
		super(message);
		this.name = 'Refusal';
		this.statusCode = statusCode;
		this.code = code;
	}
}
