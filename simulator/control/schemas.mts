/**
 * What the control API takes. A fault whose name is mistyped would otherwise never happen, and a test of a workflow
 * would pass for nothing.
 */
const text = { type: 'string' };
const flag = { type: 'boolean' };
const count = { type: 'integer', minimum: 1 };

function exactly(properties: object, required: string[] = []) {
	return { type: 'object', additionalProperties: false, properties, required };
}

const FAULT = {
	kind: {
		enum: [
			...[
				'latency',
				'refuse',
				'timeout',
				'reset',
				'resetMidBody',
				'status',
				'error200',
				'html200',
				'empty200',
			],
			...['notFound200', 'truncated', 'slowBody', 'spoiltTls', 'deliveryError', 'closePort'],
		],
	},
	account: text,
	route: text,
	recipient: text,
	nth: count,
	times: { anyOf: [count, { const: 'always' }] },
	accepted: flag,
	ms: { type: 'number', minimum: 0 },
	status: { type: 'integer' },
	retryAfter: { type: ['number', 'string'] },
	body: {},
	contentType: text,
	error: text,
	errorCode: text,
};

export const FAULTS = {
	type: 'object',
	if: { properties: { faults: {} }, required: ['faults'] },
	then: exactly({ account: text, faults: { type: 'array', items: exactly(FAULT, ['kind']) } }),
	else: exactly(FAULT, ['kind']),
};

const EVENT = {
	kind: text,
	kinds: { type: 'array', items: text },
	identity: text,
	customer: { type: 'object' },
	phoneNumberId: text,
	fields: { type: 'object' },
	body: {},
	rawBody: text,
	url: text,
	target: text,
	method: text,
	contentType: { type: ['string', 'null'] },
	headers: { type: 'object' },
	gzip: { enum: [true, false, 'corrupt'] },
	padToBytes: { type: 'integer' },
	instanceId: text,
	apiToken: { enum: ['valid', 'wrong', 'missing'] },
	signature: { enum: ['valid', 'forged', 'missing', 'malformed', 'bodyChanged'] },
	ageSeconds: { type: 'number' },
	customHeaders: { enum: ['valid', 'wrong', 'missing'] },
};

const ORDER = { enum: ['given', 'reversed'] };

export const EMISSION = exactly({
	...EVENT,
	account: text,
	events: { type: 'array', items: exactly(EVENT) },
	order: ORDER,
	repeat: count,
	concurrent: flag,
	delayMs: { type: 'number', minimum: 0 },
	wait: flag,
});

export const PAYMENT_EMISSION = exactly(
	{
		desk: text,
		url: text,
		events: {
			type: 'array',
			items: exactly({
				charge: text,
				state: {
					enum: ['created', 'paid', 'received', 'refunded', 'partlyRefunded', 'expired', 'underReview'],
				},
				event: text,
				refundedCents: { type: 'integer' },
				forge: { enum: ['noProof', 'wrongProof', 'changedBody', 'stale', 'noSignature', 'test'] },
			}),
		},
		repeat: count,
		order: ORDER,
		concurrent: flag,
		bundle: { enum: ['pix', 'list'] },
	},
	['desk', 'url', 'events'],
);
