/** Example workflows: complete, without secrets, in step with the fields that the nodes have. */
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { root } from '../setup.mjs';
import { manifest } from './manifest.mjs';

const folder = join(root, 'examples');
const SECRET = /[A-F0-9]{24,}|eyJ[\w-]{20,}|sk-[\w-]{16,}|APP_USR-|\$aact_|Bearer [\w-]{16,}/;

export function exampleChecks() {
	const files = readdirSync(folder).filter((file) => file.endsWith('.json'));
	const checks = files.map((file) => ({ name: `example ${file}`, check: () => checkExample(file) }));
	return [...checks, { name: 'examples: the README names every file', check: () => checkReadme(files) }];
}

function checkReadme(files) {
	const text = readFileSync(join(folder, 'README.md'), 'utf8');
	assert.ok(files.length > 0);
	assert.deepEqual(
		files.filter((file) => !text.includes(`(${file})`)),
		[],
	);
}

function checkExample(file) {
	const text = readFileSync(join(folder, file), 'utf8');
	assert.doesNotMatch(text, SECRET, 'this looks like a secret');
	const { name, nodes, active, pinData, id } = JSON.parse(text);
	assert.ok(name);
	assert.deepEqual([active, pinData, id], [undefined, undefined, undefined], 'left over from an export');
	assert.ok(nodes.some(({ type }) => type === 'n8n-nodes-base.stickyNote'));
	const used = nodes.flatMap(({ credentials }) => Object.values(credentials ?? {}));
	assert.ok(
		used.every((credential) => credential.id === '' && credential.name === ''),
		'a credential is named',
	);
	const ours = nodes.filter(({ type }) => type.startsWith(`${manifest.name}.`));
	assert.ok(ours.length > 0, 'none of the nodes is ours');
	for (const node of ours) checkParameters(node);
}

/** Every parameter is one that the node has for this choice, and every option one of its list. */
function checkParameters({ name, type, parameters, credentials }) {
	// Empty: n8n marks the node and runs nothing until the shop's own key is there.
	if ('pixKey' in parameters)
		assert.match(parameters.pixKey, /^(=.*)?$/s, `${name}: a PIX key that is not the shop's`);
	const asTool = type.endsWith('Tool');
	const description = descriptionOf(type.split('.')[1].replace(/Tool$/, ''));
	// n8n leaves out what has its default; of what decides which fields are shown, that may be the resource.
	const resource = description.properties.find((field) => field.name === 'resource')?.default;
	const state = { '@tool': asTool, resource, ...parameters };
	for (const [key, value] of Object.entries(parameters)) {
		if (asTool && ['descriptionType', 'toolDescription'].includes(key)) continue;
		const fields = description.properties.filter((field) => field.name === key && isShown(field, state));
		assert.equal(fields.length, 1, `${name}: ${key} is no field of this operation`);
		checkValue(`${name}: ${key}`, fields[0], value);
	}
	const needed = description.credentials.filter((credential) => isShown(credential, state));
	assert.deepEqual(
		Object.keys(credentials ?? {}),
		needed.map((credential) => credential.name),
		name,
	);
}

function checkValue(where, { type, options = [] }, value) {
	if (typeof value === 'string' && value.startsWith('=')) return;
	const known = options.map((option) => option.value ?? option.name);
	const given =
		type === 'options'
			? [value]
			: type === 'multiOptions'
				? value
				: type === 'collection'
					? Object.keys(value)
					: [];
	assert.deepEqual(
		given.filter((one) => !known.includes(one)),
		[],
		where,
	);
}

function isShown({ displayOptions }, state) {
	const matches = ([name, values]) => values.includes(state[name.replace('/', '')]);
	const { show = {}, hide = {} } = displayOptions ?? {};
	return Object.entries(show).every(matches) && !Object.entries(hide).some(matches);
}

function descriptionOf(typeName) {
	const require = createRequire(join(root, 'package.json'));
	const file = manifest.n8n.nodes.find((path) =>
		path.toLowerCase().endsWith(`/${typeName.toLowerCase()}.node.js`),
	);
	const [NodeClass] = Object.values(require(join(root, file)));
	return new NodeClass().description;
}
