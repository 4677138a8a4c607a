/** Installs what layers with a real n8n need, so that it happens while others run. */
import { ensureChromium } from './e2e/browser.mts';
import { ensureN8n } from './lib/install.mts';
import { CURRENT_N8N } from './lib/n8nReleases.mts';

await Promise.all([ensureN8n(CURRENT_N8N), ensureChromium()]);
