/** Icons: square SVG without scripts, and seen on n8n's light and dark background. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { manifest } from './manifest.mjs';

/** n8n's node backgrounds, and the least contrast of the best colour against them (WCAG for graphics: 3). */
const BACKGROUND = { light: '#ffffff', dark: '#2b2b2b' };
const MIN_CONTRAST = 3;

export function iconChecks({ folder }) {
	const classes = [...manifest.n8n.nodes, ...manifest.n8n.credentials];
	return classes.map((file) => ({ name: `icons of ${file}`, check: () => checkIcons(folder, file) }));
}

function checkIcons(folder, file) {
	const code = readFileSync(join(folder, file), 'utf8');
	const paths = {};
	for (const theme of ['light', 'dark']) {
		const [, path] = new RegExp(`${theme}: ['"]file:([^'"]+)['"]`).exec(code) ?? [];
		assert.ok(path, `no ${theme} icon`);
		paths[theme] = join(folder, dirname(file), path);
		checkSvg(readFileSync(paths[theme], 'utf8'), BACKGROUND[theme]);
	}
	assert.notEqual(paths.light, paths.dark);
}

function checkSvg(svg, background) {
	const [, width, height] = /viewBox="0 0 (\d+) (\d+)"/.exec(svg) ?? [];
	assert.ok(width && width === height, 'the icon is not square');
	assert.doesNotMatch(svg, /<script|<image|<foreignObject|\son\w+=|https?:\/\/(?!www\.w3\.org\/)/i);
	const colours = [...svg.matchAll(/(?:fill|stroke)="(#[0-9a-f]{3,6})"/gi)].map(([, colour]) => colour);
	const best = Math.max(...colours.map((colour) => contrast(colour, background)));
	assert.ok(best >= MIN_CONTRAST, `contrast ${best.toFixed(2)} on ${background}`);
}

/** WCAG 2 contrast ratio of two colours. */
function contrast(one, other) {
	const [high, low] = [luminance(one), luminance(other)].sort((a, b) => b - a);
	return (high + 0.05) / (low + 0.05);
}

function luminance(colour) {
	const hex = colour.length === 4 ? colour.replace(/[0-9a-f]/gi, '$&$&') : colour;
	const [red, green, blue] = [1, 3, 5].map((at) => {
		const value = parseInt(hex.slice(at, at + 2), 16) / 255;
		return value <= 0.03928 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
	});
	return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}
