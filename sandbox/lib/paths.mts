import { tmpdir, userInfo } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** Repository root. */
export const root = fileURLToPath(new URL('../..', import.meta.url));

/** What is downloaded or built once and reused: Node and n8n. Ignored by git, safe to delete. */
export const cacheFolder = join(root, '.cache');

/**
 * User folders of running servers. Outside the repository: below it the package would load the repository's own
 * n8n-workflow, and n8n would not know its errors, where a user's n8n gives it the one that n8n has itself.
 */
export const stagesFolder = join(tmpdir(), `whatsapp-commerce-stages-${userInfo().username}`);

/** Logs and screenshots of the last runs. Ignored by git. */
export const artifactsFolder = join(root, 'artifacts');
