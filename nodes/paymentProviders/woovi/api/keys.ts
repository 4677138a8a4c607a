import { createVerify } from 'crypto';

import { asObject, asText } from '../../../../commerce/domain/looseJson';
import { parseJsonObject } from '../../../providers/api/httpOutcome';

/**
 * The key that all shops' calls are signed with (Woovi Developers, "Validando Webhook payload usando
 * x-webhook-signature", /docs/webhook/seguranca/webhook-signature-validation).
 */
const PUBLISHED_KEY = `-----BEGIN PUBLIC KEY-----
MIGfMA0GCSqGSIb3DQEBAQUAA4GNADCBiQKBgQC/+NtIkjzevvqD+I3MMv3bLXDt
pvxBjY4BsRrSdca3rtAwMcRYYvxSnd7jagVLpctMiOxQO8ieUCKLSWHpsMAjO/zZ
WMKbqoG8MNpi/u3fp6zz0mcHCOSqYsPUUG19buW8bis5ZZ2IZgBObWSpTvJ0cnj6
HKBAA82Jln+lGwS1MwIDAQAB
-----END PUBLIC KEY-----
`;

export const LIST_PATH = '/api/v1/webhook/public-keys';

/** Keys of the published list (Woovi Developers, "Buscando a chave pública da Woovi via API", /docs/webhook/seguranca/webhook-public-keys); undefined when the answer is none. */
export function readKeys(body: string): string[] | undefined {
	const list = parseJsonObject(body)?.public_keys;
	if (!Array.isArray(list)) return undefined;
	return list.map((entry) => asText(asObject(entry)?.key)).filter((key) => key !== undefined);
}

/** Whether one of the keys, or the published one, signed these bytes. The signature is base64 of RSA-SHA256. */
export function isSignedBy(keys: readonly string[], rawBody: Uint8Array, signature: string): boolean {
	return [PUBLISHED_KEY, ...keys].some((key) => {
		try {
			return createVerify('sha256').update(rawBody).verify(key, signature, 'base64');
		} catch {
			// A text that is no key.
			return false;
		}
	});
}
