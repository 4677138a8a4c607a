/**
 * Prints every text that a user can meet, to be read aloud after some were changed: npm run messages
 * Read from the source, so that nothing has to be registered: each literal with two words or more, holes as {name}.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import ts from 'typescript';

const root = fileURLToPath(new URL('..', import.meta.url));
/** Members that are shown even when they are one word. */
const SHOWN = new Set(['displayName', 'description', 'placeholder', 'hint', 'action', 'field']);
const HAS_WORDS = /[a-z]{2}[,:;.]? [a-z({]|\} [a-z]{2}/i;

for (const folder of ['nodes', 'credentials', 'commerce']) {
	const names = readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' });
	for (const name of names.filter((file) => file.endsWith('.ts')).sort()) printTexts(join(folder, name));
}

function printTexts(file: string): void {
	const code = readFileSync(join(root, file), 'utf8');
	const source = ts.createSourceFile(file, code, ts.ScriptTarget.Latest, true);
	const visit = (node: ts.Node): void => {
		if (ts.isImportDeclaration(node) || ts.isTypeNode(node)) return;
		const text = textOf(node);
		if (text !== undefined && (HAS_WORDS.test(text) || isShown(node.parent))) {
			const { line } = source.getLineAndCharacterOfPosition(node.getStart());
			console.log(`${file}:${line + 1}\t${text.replace(/\s*\n\s*/g, ' ')}`);
		}
		ts.forEachChild(node, visit);
	};
	visit(source);
}

function textOf(node: ts.Node): string | undefined {
	if (ts.isStringLiteralLike(node)) return node.text;
	if (!ts.isTemplateExpression(node)) return undefined;
	const holes = node.templateSpans.map(
		({ expression, literal }) => `{${expression.getText()}}${literal.text}`,
	);
	return node.head.text + holes.join('');
}

function isShown(parent: ts.Node): boolean {
	return ts.isPropertyAssignment(parent) && SHOWN.has(parent.name.getText());
}
