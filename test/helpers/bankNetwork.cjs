const tls = require('node:tls');

let trusted;
const contextOf = {};

/**
 * Leads HTTPS of this process to the simulated banks: n8n's HTTP client takes HTTPS_PROXY for each request, and the
 * certificate of the banks is the one that Node trusts meanwhile (NODE_EXTRA_CA_CERTS is read at the start only).
 */
function enterBankNetwork({ proxy, certificate }) {
	process.env.HTTPS_PROXY = proxy;
	if (trusted === undefined) {
		const { createSecureContext } = tls;
		tls.createSecureContext = (options) => {
			// Reading a certificate for each connection would cost more than the connection.
			if (trusted) return (contextOf[trusted] ??= createSecureContext({ ...options, ca: trusted }));
			return createSecureContext(options);
		};
	}
	trusted = certificate;
}

/** Undoes the proxy. */
function leaveBankNetwork() {
	delete process.env.HTTPS_PROXY;
	if (trusted !== undefined) trusted = '';
}

module.exports = { enterBankNetwork, leaveBankNetwork };
