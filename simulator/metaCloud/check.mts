import type { ErrorObject } from 'ajv';
import { compileSchema, describeProblem } from '../core/schema.mts';
import { MetaRefusal } from './refusal.mts';

type Validate = ((value: unknown) => boolean) & { errors?: ErrorObject[] | null };

const compiled = new Map<object, Validate>();

/**
 * Refuses what a schema does not allow: 131008 for what is missing, 131009 for what is wrong or unknown.
 * `where` is the path that the error names.
 */
export function check(schema: object, value: unknown, where: string): void {
	const validate = compiled.get(schema) ?? (compileSchema({ schema }) as Validate);
	compiled.set(schema, validate);
	if (validate(value)) return;
	const [problem] = validate.errors ?? [];
	const details = problem ? describeProblem(problem, '') : 'is invalid';
	const separator = where === '' || details.startsWith(' ') ? '' : '.';
	const code = problem?.keyword === 'required' ? 131008 : 131009;
	throw new MetaRefusal(code, `${where}${separator}${details}`.trim());
}
