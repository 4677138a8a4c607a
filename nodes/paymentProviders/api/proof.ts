/** The single text of a header or query member; undefined for none, for several and for an empty one. */
export function single(values: { readonly [name: string]: unknown }, name: string): string | undefined {
	const value = Object.prototype.hasOwnProperty.call(values, name) ? values[name] : undefined;
	return typeof value === 'string' && value !== '' ? value : undefined;
}
