const tls = require('node:tls');

let trusted;

/**
 * Leads HTTPS of this process to the simulated banks: n8n's HTTP client takes HTTPS_PROXY for each request, and the
 * certificate of the banks is the one that Node trusts meanwhile (NODE_EXTRA_CA_CERTS is read at the start only).
 */
function enterBankNetwork({ proxy, certificate }) {
	process.env.HTTPS_PROXY = proxy;
	if (trusted === undefined) {
		const { createSecureContext } = tls;
		tls.createSecureContext = (options) => {
			return createSecureContext(trusted ? { ...options, ca: trusted } : options);
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
