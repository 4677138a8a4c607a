/**
 * The engine tests run what users install, so they need a build that is not older than the sources.
 * A class that package.json lists is compiled to a file of its own, everything else goes into the bundle: a source whose
 * output is missing or older stops the run.
 */
const { existsSync, readFileSync, readdirSync, statSync } = require('node:fs');
const { join, relative, resolve } = require('node:path');

const root = resolve(__dirname, '../..');
const BUNDLE = join(root, 'dist', 'bundle.js');
const SOURCE_FOLDERS = ['commerce', 'credentials', 'nodes'];

function ensureBuild() {
	const { n8n } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
	const classes = [...n8n.nodes, ...n8n.credentials].map((file) => join(root, file));
	const stale = SOURCE_FOLDERS.flatMap(filesBelow).find((source) => !isBuilt(source, classes));
	if (stale === undefined) return;
	throw new Error(`dist/ does not hold the present ${relative(root, stale)}: run npm run build first`);
}

function filesBelow(folder) {
	return readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
		.filter((entry) => entry.isFile())
		.map((entry) => join(entry.parentPath ?? entry.path, entry.name));
}

function isBuilt(source, classes) {
	const own = join(root, 'dist', relative(root, source).replace(/\.ts$/, '.js'));
	const output = source.endsWith('.ts') && !classes.includes(own) ? BUNDLE : own;
	if (!existsSync(output)) return false;
	// Icons are copied with their own time; only what is compiled gets the time of the build.
	return !source.endsWith('.ts') || statSync(output).mtimeMs >= statSync(source).mtimeMs;
}

module.exports = { ensureBuild };
