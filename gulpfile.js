/**
 * The icon step of the build: copies the icons of nodes/ and credentials/ to dist/, and nothing else.
 * (`n8n-node build` copies every picture of the repository.) Fails when a node or credential listed in
 * package.json lacks the icon it names, or a node lacks its codex.
 */
const fs = require('node:fs');
const path = require('node:path');
const { dest, series, src } = require('gulp');
const { n8n } = require('./package.json');

function copyIcons() {
	return src(['nodes/**/*.{svg,png}', 'credentials/**/*.{svg,png}'], { base: '.', encoding: false }).pipe(
		dest('dist'),
	);
}

function iconFiles(source) {
	return [...source.matchAll(/['"]file:([^'"]+\.(?:svg|png))['"]/g)].map(([, file]) => file);
}

async function checkAssets() {
	const missing = [];
	for (const compiled of [...n8n.nodes, ...n8n.credentials]) {
		const file = path.join(__dirname, compiled);
		if (!fs.existsSync(file)) {
			missing.push(`${compiled} (listed in package.json, not built)`);
			continue;
		}
		const icons = iconFiles(fs.readFileSync(file, 'utf8'));
		if (icons.length === 0) missing.push(`${compiled} names no icon`);
		for (const icon of icons) {
			const target = path.resolve(path.dirname(file), icon);
			if (!fs.existsSync(target)) missing.push(path.relative(__dirname, target));
		}
	}
	for (const compiled of n8n.nodes) {
		const codex = compiled.replace(/\.js$/, '.json');
		if (!fs.existsSync(path.join(__dirname, codex))) missing.push(codex);
	}
	if (missing.length > 0) throw new Error(`Missing from the build:\n  ${missing.join('\n  ')}`);
}

exports['build:icons'] = series(copyIcons, checkAssets);
