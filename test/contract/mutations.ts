type Json = { [key: string]: unknown };

/** A deep copy of a payload with one member replaced or added; the path is like "order.products.0.value". */
export function withMember<T>(payload: T, path: string, value: unknown): T {
	const copy = structuredClone(payload);
	const { parent, key } = locate(copy as Json, path);
	parent[key] = value;
	return copy;
}

/** A deep copy of a payload without one member. */
export function without<T>(payload: T, path: string): T {
	const copy = structuredClone(payload);
	const { parent, key } = locate(copy as Json, path);
	if (!(key in parent)) throw new Error(`${path} is not in the payload`);
	delete parent[key];
	return copy;
}

function locate(root: Json, path: string): { parent: Json; key: string } {
	const keys = path.split('.');
	const key = keys.pop() as string;
	const parent = keys.reduce((at, step) => at[step] as Json, root);
	return { parent, key };
}
