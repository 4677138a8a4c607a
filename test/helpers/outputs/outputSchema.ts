/** JSON schema of what a step gives, in the members that n8n's preview of an output reads. */
export interface OutputSchema {
	/** The first is the one that n8n shows. */
	type: string | string[];
	properties?: Record<string, OutputSchema>;
	items?: OutputSchema;
}

/** The schema that all these values match: the union of their members, in the order of the largest. */
export function schemaOf(values: readonly unknown[]): OutputSchema {
	const types = [...new Set(values.map(typeOf))].sort(nullLast);
	const objects = values.filter((value) => typeOf(value) === 'object') as Members[];
	const elements = values.filter(Array.isArray).flat();
	return {
		type: types.length === 1 ? types[0] : types,
		...(objects.length > 0 ? { properties: propertiesOf(objects) } : {}),
		...(elements.length > 0 ? { items: schemaOf(elements) } : {}),
	};
}

type Members = Record<string, unknown>;

/** JSON has no members that are undefined. */
function propertiesOf(objects: Members[]): Record<string, OutputSchema> {
	// The object with the most members decides the order: it has those that others lack where they belong.
	const bySize = [...objects].sort((a, b) => Object.keys(b).length - Object.keys(a).length);
	const members = bySize
		.flatMap((object) => Object.entries(object))
		.filter(([, value]) => value !== undefined);
	const names = [...new Set(members.map(([name]) => name))];
	return Object.fromEntries(
		names.map((name) => [
			name,
			schemaOf(members.filter(([other]) => other === name).map(([, value]) => value)),
		]),
	);
}

function typeOf(value: unknown): string {
	if (value === null) return 'null';
	return Array.isArray(value) ? 'array' : typeof value;
}

/** n8n shows the first. */
function nullLast(a: string, b: string): number {
	return Number(a === 'null') - Number(b === 'null');
}
