import type { IDisplayOptions } from 'n8n-workflow';

/** Display options of a field that belongs to some operations of one provider, with further conditions. */
export function showFor(
	provider: string,
	operations: string[],
	more: NonNullable<IDisplayOptions['show']> = {},
): IDisplayOptions {
	return { show: { provider: [provider], operation: operations, ...more } };
}
