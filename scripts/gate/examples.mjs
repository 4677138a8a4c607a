/** Example workflows: complete, without secrets, in step with the fields that the nodes have. */
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { root } from '../setup.mjs';
import { manifest } from './manifest.mjs';

const require = createRequire(join(root, 'package.json'));
const folder = join(root, 'examples');
const SECRET = /[A-F0-9]{24,}|eyJ[\w-]{20,}|sk-[\w-]{16,}|APP_USR-|\$aact_|Bearer [\w-]{16,}/;

export function exampleChecks() {
	const files = readdirSync(folder).filter((file) => file.endsWith('.json'));
	const checks = files.map((file) => ({ name: `example ${file}`, check: () => checkExample(file) }));
	return [...checks, { name: 'examples: the README names every file', check: () => checkReadme(files) }];
}

function checkReadme(files) {
	const text = readFileSync(join(folder, 'README.md'), 'utf8');
	const unnamed = files.filter((file) => !text.includes(`(${file})`));
	assert.ok(files.length > 0);
	assert.deepEqual(unnamed, []);
}

function checkExample(file) {
	const text = readFileSync(join(folder, file), 'utf8');
	assert.doesNotMatch(text, SECRET, 'this looks like a secret');
	assert.doesNotMatch(text, /PASTE-YOUR/i, 'a value that counts as filled in');
	const { name, nodes, active, pinData = {}, connections, id } = JSON.parse(text);
	assert.ok(name);
	assert.deepEqual([active, id], [undefined, undefined], 'left over from an export');
	checkSamples(pinData, nodes, connections);
	assert.ok(nodes.some(({ type }) => type === 'n8n-nodes-base.stickyNote'));
	for (const credential of nodes.flatMap(({ credentials }) => Object.values(credentials ?? {}))) {
		assert.deepEqual(credential, { id: '', name: '' }, 'a credential is named');
	}
	const ours = nodes.filter(({ type }) => type.startsWith(`${manifest.name}.`));
	assert.ok(ours.length > 0, 'none of the nodes is ours');
	for (const node of ours) checkParameters(node);
}

/** Only first nodes have samples, and a sample run by hand must not reach anybody: its phone is one that nobody has. */
function checkSamples(pinData, nodes, connections) {
	const targets = Object.values(connections).flatMap((outputs) => Object.values(outputs).flat(2));
	for (const [name, items] of Object.entries(pinData)) {
		assert.ok(nodes.some((node) => node.name === name) && targets.every(({ node }) => node !== name), name);
		const phones = JSON.stringify(items).match(/"phone":"[^"]*"/g) ?? [];
		for (const phone of phones)
			assert.match(phone.replace(/\D/g, ''), /^(55)?11900000000$/, `${name}: ${phone}`);
	}
}

/** What n8n keeps of the parameters is what the file has: each is shown for these choices and has a known value. */
function checkParameters(node) {
	const { NodeHelpers } = require('n8n-workflow');
	// Empty: the key of the credential.
	const { pixKey, toolDescription: _, descriptionType: __, ...parameters } = node.parameters;
	if (pixKey !== undefined)
		assert.match(pixKey, /^(=.*)?$/s, `${node.name}: a PIX key that is not the shop's`);
	const description = descriptionOf(node.type.split('.')[1].replace(/Tool$/, ''));
	const given = { ...parameters, ...(pixKey === undefined ? {} : { pixKey }) };
	const read = (all) =>
		NodeHelpers.getNodeParameters(
			description.properties,
			given,
			all,
			false,
			{ ...node, parameters: given },
			description,
		);
	for (const [key, value] of Object.entries(given)) {
		assert.deepEqual(read(true)[key], value, `${node.name}: ${key} is not a field of this operation`);
	}
	const { parameters: issues = {} } =
		NodeHelpers.getNodeParametersIssues(
			description.properties,
			{ ...node, parameters: read(true) },
			description,
		) ?? {};
	const wrong = Object.values(issues)
		.flat()
		.filter((issue) => !/is required/.test(issue));
	assert.deepEqual(wrong, [], node.name);
	const needed = description.credentials.filter((credential) =>
		NodeHelpers.displayParameter(read(true), credential, node, description),
	);
	assert.deepEqual(
		Object.keys(node.credentials ?? {}),
		needed.map(({ name }) => name),
		node.name,
	);
}

function descriptionOf(typeName) {
	const file = manifest.n8n.nodes.find((path) =>
		path.toLowerCase().endsWith(`/${typeName.toLowerCase()}.node.js`),
	);
	const [NodeClass] = Object.values(require(join(root, file)));
	return new NodeClass().description;
}
