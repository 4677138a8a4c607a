import type { IWebhookFunctions } from 'n8n-workflow';

import { PROVIDERS } from '../../../../nodes/providers';
import { readSettings, warnOfProblems } from '../../../../nodes/WhatsAppCommerceTrigger/readSettings';

/** What n8n gives for the fields of the trigger; a function stands for an expression that fails. */
function contextOf(parameters: Record<string, unknown>, registration?: object) {
	const log: string[] = [];
	const given = (value: unknown): unknown =>
		typeof value === 'function' ? (value as () => unknown)() : value;
	const context = {
		logger: { warn: (line: string) => log.push(line) },
		getNode: () => ({ name: 'Orders' }),
		getWorkflowStaticData: () => ({ registration }),
		getNodeParameter: (name: string, otherwise: unknown) => {
			const [top, member] = name.split('.');
			const value = member === undefined ? parameters[top] : (parameters[top] as typeof parameters)[member];
			if (name === 'options' && typeof value === 'object' && value !== null && !Array.isArray(value)) {
				return Object.fromEntries(Object.entries(value).map(([key, entry]) => [key, given(entry)]));
			}
			return value === undefined ? otherwise : given(value);
		},
	};
	return { context: context as unknown as IWebhookFunctions, log };
}

const fails = () => {
	throw new RangeError('no such node');
};

function flat(context: IWebhookFunctions) {
	const { provider, settings } = readSettings(context, PROVIDERS);
	return { ...settings, provider: provider.id };
}

const settingsOf = (parameters: Record<string, unknown>, registration?: object) =>
	flat(contextOf(parameters, registration).context);

const HARMLESS = {
	provider: 'zApi',
	automatic: true,
	own: { replaceOtherUrl: false },
	deduplicateForMs: 24 * 3_600_000,
	includeRaw: false,
	ignoreGroups: true,
	ignoreOwnMessages: true,
	minimumOrderTotalCents: 0,
	onlyAccounts: [],
	statusWords: [],
};

it.each([
	['zApi', {}, 24],
	['chatt2Me', {}, 24],
	['metaCloud', {}, 168],
	['metaCloud', { deduplicateForHours: '' }, 168],
	['metaCloud', { deduplicateForHours: 2 }, 2],
])('%s with %j looks for repeated events of %i hours', (provider, options, hours) =>
	expect(settingsOf({ provider, options }).deduplicateForMs).toBe(hours * 3_600_000),
);

it.each([[undefined], [null], ['maybe'], [fails]])(
	'keeps the check of signatures on when Accept Unsigned Events gives %p',
	(acceptUnsignedEvents) =>
		expect(settingsOf({ provider: 'metaCloud', options: { acceptUnsignedEvents } }).own).toEqual({
			replaceOtherUrl: false,
			acceptUnsigned: false,
		}),
);

it('reads what the editor saves', () => {
	expect(settingsOf({ provider: 'zApi' })).toMatchObject({
		...HARMLESS,
		includeUnknown: false,
		problems: [],
	});
	const options = {
		deduplicateForHours: 0.5,
		ignoreGroups: false,
		minimumOrderTotal: 12.5,
		onlyAccounts: 'A, b;C\n',
		signatureTolerance: 60,
		statusWords: ['Paid', ' '],
	};
	const parameters = { provider: 'chatt2Me', events: ['messageStatus'], registration: 'manual', options };
	expect(settingsOf(parameters)).toMatchObject({
		provider: 'chatt2Me',
		events: ['messageStatus'],
		automatic: false,
		deduplicateForMs: 1_800_000,
		ignoreGroups: false,
		minimumOrderTotalCents: 1250,
		onlyAccounts: ['a', 'b', 'c'],
		statusWords: ['paid'],
		own: { signatureToleranceSeconds: 60 },
		problems: [],
	});
});

it.each(['none', 7, true, [1]])('has every protection on when Options are %p', (options) => {
	const { context, log } = contextOf({ provider: 'zApi', options });
	const settings = flat(context);
	expect(settings).toMatchObject(HARMLESS);
	const warnings = warnOfProblems(context, settings);
	expect(warnings.length).toBeGreaterThan(0);
	expect(log).toEqual(warnings.map(({ message }) => `WhatsApp Commerce Trigger "Orders": ${message}`));
});

it('says which expression failed, and reads the others', () => {
	const settings = settingsOf({ provider: 'zApi', options: { statusWords: fails, includeRaw: true } });
	expect(settings).toMatchObject({ ...HARMLESS, includeRaw: true });
	const message = 'Status Words: found an expression that fails (no such node), expected a value';
	expect(settings.problems).toEqual([{ message, countsAs: 'empty, which lets everything through' }]);
});

it.each(['constructor', '__proto__', 'Z-API', '', null, undefined, {}, 0])(
	'takes the registered provider for the provider %p',
	(provider) => {
		const parameters = {
			provider: provider === undefined ? () => undefined : provider,
			events: ['orderSent'],
		};
		const settings = settingsOf(parameters, { provider: 'chatt2Me' });
		expect(settings).toMatchObject({ provider: 'chatt2Me', events: ['messageReceived', 'messageStatus'] });
		const ids = PROVIDERS.map(({ id }) => id).join(', ');
		expect(settings.problems[0].message).toMatch(new RegExp(`^Provider: found .*, expected one of ${ids}$`));
		expect(() => settingsOf(parameters)).toThrow(/^Unknown provider /);
	},
);
