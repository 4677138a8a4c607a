/**
 * Prints every text that a user can meet as one Markdown table, to be read aloud: labels, descriptions,
 * placeholders, notices, choices and actions of the editor, and whatever can reach an error, a warning, the log
 * or an answer of the trigger. Read from the source, so that nothing has to be registered: a literal counts by
 * the place it stands in, and any other one that has words in it counts as well.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import ts from 'typescript';

const root = fileURLToPath(new URL('..', import.meta.url));
const FOLDERS = ['nodes', 'credentials', 'commerce'];

interface Row {
	where: string;
	kind: string;
	text: string;
}

/** Members of a description, and what the editor makes of them. */
const KIND_OF_MEMBER = new Map(
	Object.entries({
		displayName: 'label',
		description: 'description',
		placeholder: 'placeholder',
		hint: 'hint',
		action: 'action',
		subtitle: 'subtitle',
		eventTriggerDescription: 'trigger panel',
		activationMessage: 'trigger panel',
		header: 'trigger panel',
		inactive: 'trigger panel',
		active: 'trigger panel',
		activationHint: 'trigger panel',
		what: 'error',
		message: 'message',
		next: 'advice',
		expected: 'expected',
		reason: 'reason',
		field: 'field',
		words: 'found',
	}),
);

/** What the arguments of a call are, by their place; a dot is one that nobody reads. */
const KINDS_OF_ARGUMENTS = new Map(
	Object.entries({
		InvalidInputError: 'field found expected',
		InWords: 'found',
		NodeOperationError: '. error',
		RegistrationError: '. error advice',
		warn: '. log log',
		refuse: 'reason',
		refused: 'reason',
		required: '. field expected',
		requiredText: '. field expected',
		text: '. field expected',
		optionalText: '. field',
		optionFlag: '. field',
		flag: '. field',
		choice: '. field',
		cents: '. field',
		optionalCents: '. field',
		choiceOf: '. field',
		flagOf: '. field',
		textOf: '. field',
		wholeNumber: '. field',
		toldByEvent: '. field',
		recipientOf: '. field',
		toUnixSeconds: '. field',
		parseOrderStatus: '. field',
		parsePaymentStatus: '. field',
		checkPaymentLink: '. field',
		normalizePixKey: '. . field',
		displayText: '. field',
		readOrderEvent: '. field',
		multiplyCents: '. . field',
		sumCents: '. field',
	}),
);

/** Two words, or a word and a hole, beside each other; code, paths and patterns have none. */
const HAS_WORDS = /[a-z]{2}[,:;.]? [a-z({]|\} [a-z]{2}/i;

const rows = FOLDERS.flatMap(sourceFiles).flatMap(textsOf);
const labels = new Set(rows.filter(({ kind }) => kind === 'label').map(({ text }) => text));

console.log('| Where | Kind | Text |\n|---|---|---|');
for (const { where, kind, text } of rows) {
	// An error names a field as the editor does, after the row that it stands in.
	const isStrange = kind === 'field' && !labels.has(text.split(', ').at(-1) ?? '');
	console.log(`| ${where} | ${kind}${isStrange ? ', not a label' : ''} | ${inCell(text)} |`);
}
console.log(`\n${rows.length} texts`);

function sourceFiles(folder: string): string[] {
	return readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
		.filter((name) => name.endsWith('.ts'))
		.map((name) => join(folder, name))
		.sort();
}

function textsOf(file: string): Row[] {
	const source = ts.createSourceFile(
		file,
		readFileSync(join(root, file), 'utf8'),
		ts.ScriptTarget.Latest,
		true,
	);
	const found: Row[] = [];
	const visit = (node: ts.Node): void => {
		const text = ts.isImportDeclaration(node) || ts.isTypeNode(node) ? undefined : textOf(node);
		const kind = text === undefined ? undefined : kindOf(node, text);
		if (text !== undefined && kind !== undefined) {
			const { line } = source.getLineAndCharacterOfPosition(node.getStart());
			found.push({ where: `${file}:${line + 1}`, kind, text });
		}
		// What is set into a text may hold texts of its own, such as the two sides of a choice.
		if (text === undefined) ts.forEachChild(node, visit);
		else holesOf(node).forEach(visit);
	};
	visit(source);
	return found;
}

function isSum(node: ts.Node): node is ts.BinaryExpression {
	return ts.isBinaryExpression(node) && node.operatorToken.kind === ts.SyntaxKind.PlusToken;
}

/** The text of a literal, of a template with its holes as {name}, or of a sum of them; undefined for other code. */
function textOf(node: ts.Node): string | undefined {
	if (ts.isStringLiteral(node) || ts.isNoSubstitutionTemplateLiteral(node)) return node.text;
	if (ts.isTemplateExpression(node)) {
		const spans = node.templateSpans.map(
			({ expression, literal }) => `{${expression.getText()}}${literal.text}`,
		);
		return node.head.text + spans.join('');
	}
	if (!isSum(node)) return undefined;
	const [left, right] = [textOf(node.left), textOf(node.right)];
	if (left === undefined && right === undefined) return undefined;
	return (left ?? `{${node.left.getText()}}`) + (right ?? `{${node.right.getText()}}`);
}

function holesOf(node: ts.Node): ts.Node[] {
	if (ts.isTemplateExpression(node)) return node.templateSpans.map(({ expression }) => expression);
	if (!isSum(node)) return [];
	return [node.left, node.right].flatMap((side) => (textOf(side) === undefined ? [side] : holesOf(side)));
}

/** What a text is for, by the place it stands in; "text" when only its words speak for it. */
function kindOf(node: ts.Node, text: string): string | undefined {
	const place = placeOf(node);
	const { parent } = place;
	const words = HAS_WORDS.test(text) ? 'text' : undefined;
	if (ts.isPropertyAssignment(parent) && parent.initializer === place) {
		return kindOfMember(parent, text) ?? words;
	}
	// A text is often named before it is handed on: const expected = …
	if (ts.isVariableDeclaration(parent) || ts.isPropertyDeclaration(parent)) {
		return words && (KIND_OF_MEMBER.get(parent.name.getText()) ?? words);
	}
	if ((ts.isCallExpression(parent) || ts.isNewExpression(parent)) && place !== parent.expression) {
		const callee = parent.expression;
		const name = ts.isPropertyAccessExpression(callee) ? callee.name.text : callee.getText();
		const kinds = KINDS_OF_ARGUMENTS.get(name)?.split(' ') ?? [];
		const kind = kinds[parent.arguments?.indexOf(place as ts.Expression) ?? -1];
		return kind === '.' ? undefined : (kind ?? words);
	}
	return words;
}

/** The expression that a text is a possible value of: past brackets, choices and defaults. */
function placeOf(node: ts.Node): ts.Node {
	const { parent } = node;
	const isValueOf =
		ts.isParenthesizedExpression(parent) ||
		ts.isAsExpression(parent) ||
		(ts.isConditionalExpression(parent) && parent.condition !== node) ||
		(ts.isBinaryExpression(parent) &&
			[ts.SyntaxKind.QuestionQuestionToken, ts.SyntaxKind.BarBarToken].includes(parent.operatorToken.kind));
	return isValueOf ? placeOf(parent) : node;
}

function kindOfMember(assignment: ts.PropertyAssignment, text: string): string | undefined {
	const name = assignment.name.getText();
	const siblings = ts.isObjectLiteralExpression(assignment.parent) ? assignment.parent.properties : [];
	const sibling = (other: string) =>
		siblings.find((member) => ts.isPropertyAssignment(member) && member.name.getText() === other);
	if (name === 'name' && sibling('value') && !sibling('type')) return 'choice';
	if (name === 'displayName' && /'notice'$/.test(sibling('type')?.getText() ?? '')) return 'notice';
	if (name === 'default') return undefined;
	return text === '' ? undefined : KIND_OF_MEMBER.get(name);
}

function inCell(text: string): string {
	return text.replace(/\s*\n\s*/g, ' ').replace(/\|/g, '\\|');
}
