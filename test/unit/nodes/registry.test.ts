/** What each line of the registry has to agree with outside its folder: the credential class and package.json. */
import type { ICredentialType } from 'n8n-workflow';

import { EVENT_NAMES } from '../../../commerce/domain/event';
import { n8n } from '../../../package.json';
import { PAYMENT_PROVIDERS } from '../../../nodes/paymentProviders';
import { PROVIDERS } from '../../../nodes/providers';
import { CREDENTIAL_SECRETS, CREDENTIAL_TYPE } from '../../../nodes/WhatsAppCommercePaymentTrigger/access';
import { LOCAL_OPERATIONS } from '../../../nodes/WhatsAppCommerce/operations';

/** The classes of the files that package.json lists. */
const classes = n8n.credentials.map((file) => {
	const path = file.replace('dist/', '../../../').replace('.js', '');
	const [CredentialClass] = Object.values(
		jest.requireActual<Record<string, new () => ICredentialType>>(path),
	);
	return new CredentialClass();
});

it('has each provider once, and package.json its credential', () => {
	expect(new Set(PROVIDERS.map(({ id }) => id)).size).toBe(PROVIDERS.length);
	// One more for all payment providers together.
	expect([...PROVIDERS.map(({ credential }) => credential.type), CREDENTIAL_TYPE].sort()).toEqual(
		classes.map(({ name }) => name).sort(),
	);
});

describe('payment providers', () => {
	const { properties } = classes.find(({ name }) => name === CREDENTIAL_TYPE)!;
	const choices = properties.find((field) => field.name === 'paymentProvider')?.options;

	it('are those of the credential, by id and name', () => {
		const byName = [...PAYMENT_PROVIDERS].sort((a, b) => a.name.localeCompare(b.name));
		expect(choices).toEqual(byName.map(({ id: value, name: label }) => ({ name: label, value })));
	});

	it('have a credential whose hidden fields no text shows', () => {
		const hidden = properties.filter(({ typeOptions }) => typeOptions?.password).map((field) => field.name);
		expect([...CREDENTIAL_SECRETS].sort()).toEqual(hidden.sort());
	});
});

describe.each(PROVIDERS.map((provider) => [provider.name, provider] as const))('%s', (_name, provider) => {
	it('hides each field of its credential that the editor hides', () => {
		const { properties } = classes.find(({ name }) => name === provider.credential.type)!;
		const hidden = properties.filter(({ typeOptions }) => typeOptions?.password).map(({ name }) => name);
		expect([...provider.credential.secrets].sort()).toEqual(hidden.sort());
	});

	it('has no operation under the name of one that needs no provider', () => {
		const names = Object.keys(provider.operations);
		expect(names.filter((name) => name in LOCAL_OPERATIONS)).toEqual([]);
	});

	it('offers events that the package knows, in the order of their names, and its defaults among them', () => {
		const { events, defaultEvents } = provider.trigger;
		const values = events.map(({ value }) => value);
		expect(EVENT_NAMES).toEqual(expect.arrayContaining(values));
		expect(values).toEqual(expect.arrayContaining(defaultEvents));
		const names = events.map(({ name }) => name);
		expect(names).toEqual([...names].sort((a, b) => a.localeCompare(b)));
	});
});
