import type { INodeProperties } from 'n8n-workflow';

import type { PaymentProvider } from '../paymentProvider';
import { receiveApiPix } from './api/events';

const onlyKeys: INodeProperties = {
	displayName: 'Only These PIX Keys',
	name: 'onlyKeys',
	type: 'string',
	default: '',
	placeholder: 'e.g. pix@shop.example',
	description:
		'Comma-separated keys of your own. Payments to other keys, and such as name no key, are ignored: another customer of your bank could set your address for theirs. Empty lets all through.',
};

/** Efí, Inter and other banks with the central bank's API Pix. */
export const apiPix: PaymentProvider = {
	id: 'apiPix',
	name: 'API Pix (Efí, Inter and Others)',
	description: 'Banks sign nothing: verified by a secret in the address',
	notice:
		'Register the webhook URL above with ?hmac= and the Webhook Secret of the credential at the end; at Efí add &ignorar= after it. The txid is the reference ID. Banks prove themselves by mTLS, which a proxy in front of n8n has to check (at Efí, or switch it off with x-skip-mtls-checking). Not possible: to look a payment up, because that needs a certificate of your own.',
	hasSecret: true,
	options: [onlyKeys],
	maxBodyBytes: 1_000_000,
	receive: receiveApiPix,
};
