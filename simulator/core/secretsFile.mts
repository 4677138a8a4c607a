import { appendFileSync } from 'node:fs';

/** `credential`: what a user types into n8n. `webhook`: what a webhook's calls are signed or marked with. */
type SecretKind = 'credential' | 'webhook';

/**
 * Adds secrets to the file that SIMULATOR_SECRETS_FILE names, a line `<kind> <secret>` each, so that whatever
 * a test suite leaves behind can be searched for them afterwards. Does nothing without the setting.
 */
export function noteSecrets(kind: SecretKind, secrets: ReadonlyArray<string | null>): void {
	const file = process.env.SIMULATOR_SECRETS_FILE;
	if (!file) return;
	const lines = secrets.filter((secret) => secret).map((secret) => `${kind} ${secret}\n`);
	if (lines.length > 0) appendFileSync(file, lines.join(''));
}
