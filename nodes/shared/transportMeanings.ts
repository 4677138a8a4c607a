/** What happened on the way to the provider. */
export interface Meaning {
	/** One sentence: what happened. */
	what: string;
	/** What to do about it. */
	next: string;
	/** True when the same request may work a moment later. */
	passing: boolean;
}

export const NOT_FOUND: Meaning = {
	what: 'The host name of Base URL was not found',
	next: 'Check Base URL in the credential and the DNS of the n8n server.',
	passing: true,
};
export const NOT_LOOKED_UP: Meaning = {
	what: 'The host name of Base URL could not be looked up (DNS)',
	next: 'Check the network of the n8n server.',
	passing: true,
};
export const NOT_CONNECTED: Meaning = {
	what: 'The connection to the provider could not be made',
	next: 'Check the network and firewall of the n8n server.',
	passing: true,
};

/** Errors of the attempt to connect, by code. */
export const CONNECT_ERRORS: Record<string, Meaning> = {
	ECONNREFUSED: {
		what: 'The provider refused the connection',
		next: 'Check Base URL in the credential, or try later: the service may be down.',
		passing: true,
	},
	EHOSTUNREACH: {
		what: 'The provider cannot be reached from the n8n server',
		next: 'Check the network and firewall of the n8n server.',
		passing: true,
	},
	ETIMEDOUT: {
		what: 'The provider could not be reached in time',
		next: 'Check the network and firewall of the n8n server.',
		passing: true,
	},
	ENETUNREACH: {
		what: 'The n8n server has no network to the provider',
		next: 'Check the network and firewall of the n8n server.',
		passing: true,
	},
};

/**
 * Codes of certificate verification, which Node does before the first byte of a request leaves (Node.js
 * documentation, "TLS (SSL)", X509 certificate error codes, and ERR_TLS_CERT_ALTNAME_* of "Errors"). Other codes
 * of TLS have "certificate" in them and come after the request, e.g. the one for a missing client certificate.
 */
export const CERTIFICATE_CODES = new Set([
	'UNABLE_TO_GET_ISSUER_CERT',
	'UNABLE_TO_GET_CRL',
	'UNABLE_TO_DECRYPT_CERT_SIGNATURE',
	'UNABLE_TO_DECRYPT_CRL_SIGNATURE',
	'UNABLE_TO_DECODE_ISSUER_PUBLIC_KEY',
	'CERT_SIGNATURE_FAILURE',
	'CRL_SIGNATURE_FAILURE',
	'CERT_NOT_YET_VALID',
	'CERT_HAS_EXPIRED',
	'CRL_NOT_YET_VALID',
	'CRL_HAS_EXPIRED',
	'ERROR_IN_CERT_NOT_BEFORE_FIELD',
	'ERROR_IN_CERT_NOT_AFTER_FIELD',
	'ERROR_IN_CRL_LAST_UPDATE_FIELD',
	'ERROR_IN_CRL_NEXT_UPDATE_FIELD',
	'DEPTH_ZERO_SELF_SIGNED_CERT',
	'SELF_SIGNED_CERT_IN_CHAIN',
	'UNABLE_TO_GET_ISSUER_CERT_LOCALLY',
	'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
	'CERT_CHAIN_TOO_LONG',
	'CERT_REVOKED',
	'INVALID_CA',
	'PATH_LENGTH_EXCEEDED',
	'INVALID_PURPOSE',
	'CERT_UNTRUSTED',
	'CERT_REJECTED',
	'HOSTNAME_MISMATCH',
	'ERR_TLS_CERT_ALTNAME_INVALID',
	'ERR_TLS_CERT_ALTNAME_FORMAT',
]);

export const BAD_CERTIFICATE: Meaning = {
	what: 'The certificate of the provider could not be verified',
	next: 'Check Base URL in the credential and the certificates of the n8n server.',
	passing: false,
};
export const NOT_TRIED: Meaning = {
	what: 'n8n did not send the request',
	next: 'Check the credential and its Base URL.',
	passing: false,
};
export const BLOCKED: Meaning = {
	what: 'n8n does not allow connections to the address of Base URL',
	next: 'Check Base URL in the credential, or allow the address in the SSRF protection of the n8n server.',
	passing: false,
};
export const NOT_A_URL: Meaning = {
	what: 'Base URL of the credential is not a URL',
	next: 'Correct it in the credential.',
	passing: false,
};
export const CANCELED: Meaning = {
	what: 'The execution was canceled while the request was under way',
	next: '',
	passing: false,
};
export const TLS_BROKEN: Meaning = {
	what: 'The encrypted connection (TLS) broke before the provider answered',
	next: 'Check Base URL in the credential, and any proxy between n8n and the provider.',
	passing: true,
};
export const BROKEN: Meaning = {
	what: 'The connection broke before the provider answered',
	next: '',
	passing: true,
};
