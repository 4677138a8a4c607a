/** Drives n8n's editor as a person does: npm run test:e2e [-- <name of a part> ...] */
import { parseArgs } from 'node:util';
import { openStage, type Stage } from '../lib/stage.mts';
import { Bench } from './bench.mts';
import { type Browser, openBrowser } from './browser.mts';
import { addNodes } from './parts/addNodes.mts';
import { credentials } from './parts/credentials.mts';
import { errors } from './parts/errors.mts';
import { example } from './parts/example.mts';
import { fewActions } from './parts/fewActions.mts';
import { hubTrigger } from './parts/hubTrigger.mts';
import { icons } from './parts/icons.mts';
import { mapping } from './parts/mapping.mts';
import { pickers } from './parts/pickers.mts';
import { preview } from './parts/preview.mts';
import { screens } from './parts/screens.mts';
import { sends } from './parts/sends.mts';
import { shop } from './parts/shop.mts';
import { tool } from './parts/tool.mts';
import { trigger } from './parts/trigger.mts';
import { type Part, Report } from './report.mts';

const PARTS: Record<string, (bench: Bench) => Part> = {
	addNodes,
	credentials,
	sends,
	shop,
	fewActions,
	mapping,
	pickers,
	preview,
	errors,
	trigger,
	hubTrigger,
	example,
	tool,
	icons,
	screens,
};

/** Parts that only make pictures to look at: not run unless they are named. */
const ON_REQUEST = ['screens'];

/** Parts that use what another one made. */
const NEEDS: Record<string, string[]> = { sends: ['credentials'] };

const { positionals } = parseArgs({ allowPositionals: true });
const startedAt = performance.now();
const seconds = () => ((performance.now() - startedAt) / 1000).toFixed(0);
let stage: Stage | undefined;
let browser: Browser | undefined;
let report: Report | undefined;
try {
	browser = await openBrowser();
	const env = { N8N_COMMUNITY_PACKAGES_ALLOW_TOOL_USAGE: 'true' };
	stage = await openStage({ name: 'e2e', env, onStep: (text) => console.log(`${seconds()} s  ${text}`) });
	const opened = (report = await Report.open(browser.page));
	const bench = new Bench(stage, browser.page, async (name) => await opened.picture(name));
	await bench.canvas.signIn(stage.api.owner);
	const wanted = positionals.flatMap((name) => [...(NEEDS[name] ?? []), name]);
	const usual = Object.keys(PARTS).filter((name) => !ON_REQUEST.includes(name));
	for (const name of wanted.length > 0 ? new Set(wanted) : usual) {
		const part = PARTS[name];
		if (!part) throw new Error(`There is no part "${name}"; there are ${Object.keys(PARTS).join(', ')}`);
		await opened.run(part(bench));
	}
	console.log(`${seconds()} s, screenshots in artifacts/e2e`);
} catch (error) {
	console.error(error);
	report?.checks.fail('the run ended early');
} finally {
	await browser?.close();
	await stage?.close();
}
if (report) report.checks.end();
console.log('0 passed, 1 failed');
process.exit(1);
