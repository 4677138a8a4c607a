import type {
	ILoadOptionsFunctions,
	INodeCredentialDescription,
	INodeProperties,
	INodePropertyOptions,
	INodeType,
} from 'n8n-workflow';

import type { Provider } from './provider';

/** The choices of the Provider field, in the order of the list; the first is the default. */
export function providerChoices(providers: readonly Provider[]): INodePropertyOptions[] {
	return providers.map(({ id, name }) => ({ name, value: id }));
}

/**
 * A provider's credential, asked for where the provider is chosen. `/provider`, because the editor takes a
 * field whose options are all named here for a choice of authentication, hides it, and lets the newest
 * credential decide it.
 */
export function credentialOf(
	{ id, name, credential }: Provider,
	more: Record<string, string[]> = {},
): INodeCredentialDescription {
	return {
		name: credential.type,
		// Instead of "Credential for Z-API API".
		displayName: `${name} Account`,
		required: true,
		displayOptions: { show: { '/provider': [id], ...more } },
	};
}

/** The searches behind the lists of all providers, as n8n calls them. */
export function listSearchOf(
	providers: readonly Provider[],
): NonNullable<NonNullable<INodeType['methods']>['listSearch']> {
	const searches = providers.flatMap(({ listSearch = {} }) => Object.entries(listSearch));
	const callable = searches.map(([name, search]) => [
		name,
		async function (this: ILoadOptionsFunctions, filter?: string, paginationToken?: string) {
			return await search(this, filter, paginationToken);
		},
	]);
	return Object.fromEntries(callable) as ReturnType<typeof listSearchOf>;
}

/** Where the editor puts the choice of a credential: below Provider, which decides which one is asked for. */
export const CREDENTIAL_SLOT: INodeProperties = {
	displayName: 'Credential',
	name: 'credentialSlot',
	type: 'credentials',
	default: '',
};

/** Names in a sentence: "a", "a or b", "a, b or c". */
export function oneOf(names: readonly string[]): string {
	return names.length < 2 ? names.join('') : `${names.slice(0, -1).join(', ')} or ${names[names.length - 1]}`;
}

/** Part of a subtitle: the label of a field's value. */
export function labelOf(field: string, values: ReadonlyArray<{ id: string; name: string }>): string {
	const labels = values.map(({ id, name }) => `${id}: ${JSON.stringify(name)}`).join(', ');
	return `({ ${labels} })[$parameter["${field}"]]`;
}
