/**
 * The engine tests run what users install, so they need a build that is not older than the sources.
 * Compares file by file: a source whose output is missing or older stops the run.
 */
const { existsSync, readdirSync, statSync } = require('node:fs');
const { join, relative, resolve } = require('node:path');

const root = resolve(__dirname, '../..');
const SOURCE_FOLDERS = ['commerce', 'credentials', 'nodes'];

function ensureBuild() {
	const stale = SOURCE_FOLDERS.flatMap(filesBelow).find((source) => !isBuilt(source));
	if (stale === undefined) return;
	throw new Error(`dist/ does not hold the present ${relative(root, stale)}: run npm run build first`);
}

function filesBelow(folder) {
	return readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
		.filter((entry) => entry.isFile())
		.map((entry) => join(entry.parentPath ?? entry.path, entry.name));
}

function isBuilt(source) {
	const output = join(root, 'dist', relative(root, source).replace(/\.ts$/, '.js'));
	if (!existsSync(output)) return false;
	// Icons are copied with their own time; only what is compiled gets the time of the build.
	return !source.endsWith('.ts') || statSync(output).mtimeMs >= statSync(source).mtimeMs;
}

module.exports = { ensureBuild };
