import { Ajv, type ErrorObject } from 'ajv';
import addFormats from 'ajv-formats';

/** Nothing is coerced, defaulted or dropped: what the documents do not show is refused. */
const ajv = new Ajv({
	strict: true,
	strictTypes: false,
	allErrors: false,
	coerceTypes: false,
	verbose: true,
});
// The package is CommonJS: its default export arrives wrapped under Node's ES module rules.
const register = addFormats as unknown as typeof addFormats.default;
register(ajv, ['uuid', 'uri', 'email']);

/** Money in currency units with at most two decimals; 0.1 + 0.2 is not such an amount. */
ajv.addKeyword({
	keyword: 'cents',
	type: 'number',
	schemaType: 'boolean',
	validate: (wanted: boolean, value: number) => !wanted || Number(value.toFixed(2)) === value,
	error: { message: 'must have at most two decimals' },
});

/** For fastify's setValidatorCompiler; each schema is compiled once, when its route is declared. */
export function compileSchema({ schema }: { schema: unknown }) {
	return ajv.compile(schema as object);
}

/** "order.products[0].value must be number": where, and what is wrong there. */
export function describeProblem(error: ErrorObject, root = 'body'): string {
	const path = error.instancePath
		.split('/')
		.slice(1)
		.map((part) => (/^\d+$/.test(part) ? `[${part}]` : `.${part}`))
		.join('')
		.replace(/^\./, '');
	const where = path || root;
	const params = error.params as Record<string, unknown>;
	if (error.keyword === 'additionalProperties') {
		return `${join(path, String(params.additionalProperty))} is not a known field`;
	}
	if (error.keyword === 'required') return `${join(path, String(params.missingProperty))} is required`;
	if (error.keyword === 'enum')
		return `${where} must be one of ${(params.allowedValues as unknown[]).join(', ')}`;
	return `${where} ${error.message ?? 'is invalid'}`;
}

function join(path: string, field: string): string {
	return path ? `${path}.${field}` : field;
}
