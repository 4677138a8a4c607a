/**
 * Counts what a person does from an empty canvas to a workflow: npm run steps -- examples/paidZApi.json "Payment Trigger"
 * docs/steps.md says what counts. With a second argument only the nodes from that one on.
 */
import { readFileSync } from 'node:fs';
import { pathToFileURL } from 'node:url';

/** What n8n writes itself: nobody fills it in. */
const OWN = new Set(['id', '__rl', 'schema', 'matchingColumns', 'mappingMode', 'caseSensitive', 'version']);
/** Chosen from a list; everything else is typed or dragged. */
const CHOSEN = new Set([
	...[
		'authentication',
		'combinator',
		'condition',
		'events',
		'genericAuthType',
		'httpMethod',
		'keyName',
		'limit',
	],
	...[
		'matchType',
		'method',
		'mode',
		'newPaymentStatus',
		'nodeCredentialType',
		'operation',
		'operator',
		'orderData',
	],
	...['paymentData', 'paymentProvider', 'provider', 'resource', 'sendAs', 'sendOncePer', 'specifyBody'],
]);
/** Fields of a credential that has to be made for this workflow and no other. */
const CREDENTIAL_FIELDS = { httpHeaderAuth: 2, paymentWebhookApi: 2 };
/** What a list starts with, so that nobody chooses it. */
const DEFAULTS = {
	resource: 'row',
	typeValidation: 'strict',
	leftValue: '',
	combinator: 'and',
	sendAs: 'text',
};

/** Fields that somebody filled in, and how many rows and options were added for them. */
function fieldsOf(value, name = '') {
	if (OWN.has(name) || (name in DEFAULTS && value === DEFAULTS[name]))
		return { typed: 0, chosen: 0, added: 0 };
	// The operator of a condition is one choice.
	if (name === 'operator') return { typed: 0, chosen: 1, added: 0 };
	if (typeof value !== 'object' || value === null) {
		return CHOSEN.has(name) ? { typed: 0, chosen: 1, added: 0 } : { typed: 1, chosen: 0, added: 0 };
	}
	const isAdded =
		Array.isArray(value) || name === 'options' || name === 'additionalFields' || name === 'value';
	const parts = Object.entries(value).map(([key, member]) =>
		fieldsOf(member, Array.isArray(value) ? '' : key),
	);
	return {
		typed: sum(parts.map(({ typed }) => typed)),
		chosen: sum(parts.map(({ chosen }) => chosen)),
		added: sum(parts.map(({ added }) => added)) + (isAdded ? Object.keys(value).length : 0),
	};
}

const sum = (numbers) => numbers.reduce((total, number) => total + number, 0);

/** Nodes from one on, in the order in which they run; all but notes without it. */
function nodesFrom({ nodes, connections }, start) {
	if (start === undefined) return nodes.filter(({ type }) => !type.endsWith('stickyNote'));
	const names = [start];
	for (const name of names) {
		const next = (connections[name]?.main ?? []).flat().map(({ node }) => node);
		names.push(...next.filter((one) => !names.includes(one)));
	}
	return nodes.filter(({ name }) => names.includes(name));
}

/** Nodes, fields and clicks of a workflow as exported. */
export function countSteps(workflow, start) {
	const nodes = nodesFrom(workflow, start);
	const fields = nodes.map(({ parameters }) => fieldsOf(parameters));
	const credentials = nodes.flatMap((node) => Object.keys(node.credentials ?? {}));
	const made = sum([...new Set(credentials)].map((type) => CREDENTIAL_FIELDS[type] ?? 0));
	const typed = sum(fields.map((one) => one.typed)) + made;
	const chosen = sum(fields.map((one) => one.chosen)) + credentials.length;
	const added = sum(fields.map((one) => one.added));
	return {
		nodes: nodes.length,
		fields: typed + chosen,
		clicks: nodes.length * 3 + typed + chosen * 2 + added * 2 + 1,
	};
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
	const [file, start] = process.argv.slice(2);
	console.log(countSteps(JSON.parse(readFileSync(file, 'utf8')), start));
}
