import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';

import type { ProviderCredential } from '../../providers/provider';
import { redactValuesOf, type Redact } from '../../shared/redact';

/** The credential of a run, read once. */
export interface Account {
	/** All but its secrets. */
	data: IDataObject;
	/** Hides its secrets in texts. */
	redact: Redact;
	/** Why it could not be read; then there is no data. */
	error?: unknown;
}

/** Never throws: a credential that cannot be read is the fault of each item that needs it. */
export async function readAccount(
	context: IExecuteFunctions,
	{ type, secrets }: ProviderCredential,
): Promise<Account> {
	try {
		const all = await context.getCredentials(type);
		const open = Object.entries(all).filter(([name]) => !secrets.includes(name));
		return { data: Object.fromEntries(open) as IDataObject, redact: redactValuesOf(all, secrets) };
	} catch (error) {
		return { data: {}, redact: (text) => text, error };
	}
}
