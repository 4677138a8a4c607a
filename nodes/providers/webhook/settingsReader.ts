import type { IDataObject, IHookFunctions, INodeProperties, IWebhookFunctions } from 'n8n-workflow';

import { InvalidInputError, InWords } from '../../../commerce/domain/errors';
import { asObject } from '../../../commerce/domain/looseJson';
import { collectionOf } from '../../shared/readValue';
import { triggerOptions } from '../../WhatsAppCommerceTrigger/triggerOptions';

/** What holds when a value cannot be read, and how a user is told so. */
interface Fallback<T> {
	value: T;
	words: string;
}

/** A field that cannot be read, and what holds instead. */
export interface SettingProblem {
	/** Field, found and expected. */
	message: string;
	/** How a user is told what holds instead, after "it counts as". */
	countsAs: string;
}

/** Reads the trigger's fields one by one and notes those that cannot be read. Never throws. */
export class SettingsReader {
	readonly problems: SettingProblem[] = [];

	private options: IDataObject | 'oneByOne' | undefined;

	constructor(private readonly context: IHookFunctions | IWebhookFunctions) {}

	/** A field above the options, as `take` reads it. */
	read<T>(field: INodeProperties, take: (given: unknown) => T, fallback: Fallback<T>): T {
		const value = () => this.context.getNodeParameter(field.name, field.default as never);
		return this.attempt(field, () => take(value()), fallback);
	}

	/** A member of Options, likewise; the value is undefined when it was not added. */
	readOption<T>(field: INodeProperties, take: (given: unknown) => T, fallback: Fallback<T>): T {
		return this.attempt(field, () => take(this.optionValue(field)), fallback);
	}

	/** n8n gives all options at once, unless the expression in one of them fails: then each for itself. */
	private optionValue(field: INodeProperties): unknown {
		this.options ??= this.readOptions();
		return this.options === 'oneByOne'
			? this.context.getNodeParameter(`options.${field.name}`, field.default as never)
			: this.options[field.name];
	}

	private readOptions(): IDataObject | 'oneByOne' {
		let given: unknown;
		try {
			given = this.context.getNodeParameter('options', {});
		} catch {
			return 'oneByOne';
		}
		const fallback = { value: {}, words: 'empty, so that all defaults hold' };
		return this.attempt(triggerOptions, () => collectionOf(given, triggerOptions.displayName), fallback);
	}

	private attempt<T>(field: INodeProperties, take: () => T, { value, words }: Fallback<T>): T {
		try {
			return take();
		} catch (error) {
			const problem = error instanceof InvalidInputError ? error : failedExpression(field, error);
			this.problems.push({ message: problem.message, countsAs: words });
			return value;
		}
	}
}

function failedExpression({ displayName }: INodeProperties, error: unknown): InvalidInputError {
	const why = String(asObject(error)?.message ?? error).slice(0, 200);
	return new InvalidInputError(displayName, new InWords(`an expression that fails (${why})`), 'a value');
}
