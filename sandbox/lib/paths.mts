import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** Repository root. */
export const root = fileURLToPath(new URL('../..', import.meta.url));

/** What is downloaded or built once and reused: Node, n8n, user folders. Ignored by git, safe to delete. */
export const cacheFolder = join(root, '.cache');

/** User folders of running servers. Below a node_modules, because linters leave such a folder alone. */
export const stagesFolder = join(cacheFolder, 'node_modules', 'stages');

/** Logs and screenshots of the last runs. Ignored by git. */
export const artifactsFolder = join(root, 'artifacts');
