import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type BrowserContext, chromium, type Page, selectors } from 'playwright-core';
import { ensurePackages } from '../lib/debian.mts';

const CHROMIUM = '/usr/bin/chromium';

/** Room for a machine whose two cores run other work; a wait ends as soon as its condition holds. */
const ACTION_TIMEOUT_MS = 45_000;

/** n8n's own default window is wide; this is a common laptop. */
const WINDOW = { width: 1440, height: 900 };

export interface Browser {
	page: Page;
	/** Ends Chromium and removes its profile. */
	close(): Promise<void>;
}

/** Debian's Chromium, installed when it is missing. */
export async function ensureChromium(): Promise<void> {
	await ensurePackages(['chromium'], () => existsSync(CHROMIUM));
}

/** A new Chromium with an empty profile. */
export async function openBrowser(): Promise<Browser> {
	await ensureChromium();
	selectors.setTestIdAttribute('data-test-id');
	const profile = await mkdtemp(join(tmpdir(), 'editor-profile-'));
	const context = await chromium.launchPersistentContext(profile, {
		executablePath: CHROMIUM,
		headless: true,
		viewport: WINDOW,
		colorScheme: 'light',
		args: [
			'--no-sandbox',
			'--disable-gpu',
			'--disable-quic',
			'--no-first-run',
			'--disable-background-networking',
			'--disable-component-update',
			'--disable-sync',
			// Nothing outside this machine is asked for; without this the editor waits for what cannot be reached.
			'--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1',
		],
	});
	const page = await firstPage(context);
	const close = async () => {
		await context.close();
		await rm(profile, { recursive: true, force: true });
	};
	return { page, close };
}

async function firstPage(context: BrowserContext): Promise<Page> {
	const page = context.pages()[0] ?? (await context.newPage());
	page.setDefaultTimeout(ACTION_TIMEOUT_MS);
	// The editor asks before a workflow with changes is left; nothing here is worth keeping.
	page.on('dialog', (dialog) => void dialog.accept());
	return page;
}
