import type { Charge, Desk, DeskCall, DeskProvider, Forgery, Proof } from './desk.mts';

const STALE_MS = 3_600_000;

/** A call that tells the state of a charge, proved as the payment provider does or spoilt on purpose. */
export function buildCall(
	provider: DeskProvider,
	desk: Desk,
	charge: Charge | undefined,
	{ event, forge }: { event?: string; forge?: Forgery } = {},
): DeskCall {
	const told =
		charge === undefined || forge === 'test' ? provider.test(desk) : provider.tell(desk, charge, event);
	const call: DeskCall = {
		headers: { 'content-type': 'application/json', 'user-agent': 'PaymentDesk/1' },
		query: { ...told.query },
		body: JSON.stringify(told.body),
	};
	if (forge === 'noProof') return call;
	provider.prove(desk, call, proofOf(desk, forge));
	if (forge === 'changedBody') call.body = changed(call.body);
	return call;
}

function proofOf(desk: Desk, forge?: Forgery): Proof {
	const isForged = forge === 'wrongProof';
	return {
		secret: isForged ? `${desk.secret.slice(0, -1)}x` : desk.secret,
		wrongKey: isForged,
		atMs: Date.now() - (forge === 'stale' ? STALE_MS : 0),
		noSignature: forge === 'noSignature',
	};
}

/** Another order and a hundred times the money, as a thief would like it. */
function changed(body: string): string {
	return JSON.stringify(JSON.parse(body), (name, value: unknown) => {
		if (/^(externalReference|external_reference|correlationID|externalId|reference_id|txid)$/.test(name))
			return 'FORGED';
		if (/value|amount|valor/i.test(name) && typeof value === 'number') return value * 100;
		return value;
	});
}
