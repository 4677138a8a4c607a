import {
	asObject,
	asText,
	isNestedDeeperThan,
	MAX_LEVELS,
	parseJson,
	type LooseObject,
} from '../../looseJson';

/** What the header of a signed charge says of its signature. */
export interface JwsHeader {
	/** `alg` as given. */
	algorithm: string | null;
	/** `kid` as given. */
	keyId: string | null;
	/** `x5t` and `x5t#S256`, those that are there, as `thumbprintOf` gives them. */
	thumbprints: string[];
	/** Address of the key set. */
	jku?: string;
	/** It demands rules that only the signer knows (`crit`, RFC 7515 section 4.1.11). */
	isCritical: boolean;
}

/** A charge as banks serve it: a JWS in compact form, read and not yet verified (RFC 7515 section 7.1). */
export interface Jws {
	header: JwsHeader;
	payload: LooseObject;
	/** What is signed. */
	signingInput: Uint8Array;
	signature: Uint8Array;
}

const COMPACT = /^([\w-]+)={0,2}\.([\w-]+)={0,2}\.([\w-]*)={0,2}$/;

/** The parts of a compact JWS whose header and payload are JSON objects; undefined for anything else. Never throws. */
export function readJws(text: string): Jws | undefined {
	const compact = text.trim();
	const match = COMPACT.exec(compact);
	if (match === null) return undefined;
	const header = jsonObject(match[1]);
	const payload = jsonObject(match[2]);
	if (header === undefined || payload === undefined) return undefined;
	return {
		header: {
			algorithm: asText(header.alg) ?? null,
			keyId: asText(header.kid) ?? null,
			thumbprints: thumbprintsIn(header),
			jku: asText(header.jku)?.trim(),
			isCritical: header.crit !== undefined,
		},
		payload,
		signingInput: Buffer.from(compact.slice(0, compact.lastIndexOf('.'))),
		signature: Buffer.from(match[3], 'base64url'),
	};
}

function jsonObject(base64url: string): LooseObject | undefined {
	const value = asObject(parseJson(Buffer.from(base64url, 'base64url').toString()));
	return isNestedDeeperThan(value, MAX_LEVELS) ? undefined : value;
}

/** The thumbprints that a header or a key names, SHA-1 and SHA-256. */
export function thumbprintsIn(holder: LooseObject): string[] {
	return [holder.x5t, holder['x5t#S256']]
		.map((value) => (typeof value === 'string' ? thumbprintOf(value) : ''))
		.filter((text) => text !== '');
}

/**
 * A thumbprint in base64url without padding, however it was written: banks write plain base64 with `=` (bacen/pix-api
 * issue 295) and hexadecimal as well.
 */
export function thumbprintOf(text: string): string {
	const bare = text.replace(/[\s:=]/g, '');
	if (/^(?:[0-9a-f]{40}|[0-9a-f]{64})$/i.test(bare)) return Buffer.from(bare, 'hex').toString('base64url');
	return bare.replace(/\+/g, '-').replace(/\//g, '_');
}
