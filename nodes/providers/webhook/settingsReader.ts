import type { IDataObject, IHookFunctions, INodeProperties, IWebhookFunctions } from 'n8n-workflow';

import { InvalidInputError, InWords } from '../../../commerce/domain/errors';
import { asObject } from '../../../commerce/domain/looseJson';
import { parseAmountCents } from '../../../commerce/domain/money/money';
import { choiceOfField, choicesIn, flagOfField, numberOfField } from '../../shared/readField';
import { choiceOf, choicesOf, collectionOf, isNothing, listOf, textOf } from '../../shared/readValue';

/** A field that cannot be read, and what holds instead. */
export interface SettingProblem {
	/** Field, found and expected. */
	message: string;
	/** What holds instead, after "it counts as". */
	countsAs: string;
}

/** What holds when a value cannot be read, and how a user reads it. */
interface Fallback<T> {
	value: T;
	words: string;
}

/**
 * Reads the trigger's fields as the editor declares them: label, default, limits and choices come from the field.
 * Any of them may be an expression that gives anything: what cannot be read is noted in `problems`, and counts as
 * the default or as what loses no event. Never throws.
 */
export class SettingsReader {
	readonly problems: SettingProblem[] = [];

	private options: IDataObject | 'oneByOne' | undefined;

	constructor(private readonly context: IHookFunctions | IWebhookFunctions) {}

	/** The choice made in a field above the options. */
	choice(field: INodeProperties): string {
		const value = String(field.default);
		const take = (given: unknown) => choiceOf(given, field.displayName, choicesIn(field));
		return this.attempt(field, () => take(this.fieldValue(field)), { value, words: nameOf(field, value) });
	}

	/** The text of a field above the options; empty when it cannot be read. */
	text(field: INodeProperties): string {
		const take = (given: unknown) => textOf(given, field.displayName) ?? '';
		return this.attempt(field, () => take(this.fieldValue(field)), { value: '', words: 'empty' });
	}

	/** The choice made in a field of Options; its default when it was not added. */
	optionChoice(field: INodeProperties): string {
		const value = String(field.default);
		const take = (given: unknown) => choiceOfField<string>(field, given);
		return this.readOption(field, take, { value, words: nameOf(field, value) });
	}

	/** The choices made in a field above the options: at least one, all of them when it cannot be read. */
	choices<T extends string>(field: INodeProperties, offered: readonly T[]): readonly T[] {
		const take = (given: unknown) => choicesOf(given, field.displayName, offered);
		const fallback = { value: offered, words: `all of ${field.displayName}` };
		return this.attempt<readonly T[]>(field, () => take(this.fieldValue(field)), fallback);
	}

	/** A toggle of Options. `unreadable` holds for a value that cannot be read; the default when absent. */
	flag(field: INodeProperties, unreadable?: boolean): boolean {
		const value = unreadable ?? field.default === true;
		const words = value ? 'switched on' : 'switched off';
		return this.readOption(field, (given) => flagOfField(field, given), { value, words });
	}

	/** A number of Options, within the limits of its field. */
	number(field: INodeProperties, { whole = false } = {}): number {
		const value = Number(field.default);
		const take = (given: unknown) => numberOfField(field, given, { whole });
		return this.readOption(field, take, { value, words: String(value) });
	}

	/** An amount of Options that lets everything through when it is empty, in integer cents. */
	minimumCents(field: INodeProperties): number {
		const take = (given: unknown) =>
			isNothing(given) ? 0 : parseAmountCents(given, { field: field.displayName });
		return this.readOption(field, take, { value: 0, words: '0, which lets everything through' });
	}

	/** Words of Options in lower case; none lets everything through. */
	words(field: INodeProperties): readonly string[] {
		const take = (given: unknown) => listOf(given, field.displayName).map((word) => word.toLowerCase());
		return this.readOption<string[]>(field, take, {
			value: [],
			words: 'empty, which lets everything through',
		});
	}

	private fieldValue(field: INodeProperties): unknown {
		return this.context.getNodeParameter(field.name, field.default as never);
	}

	/** `take` gets undefined when the option was not added. */
	private readOption<T>(field: INodeProperties, take: (given: unknown) => T, fallback: Fallback<T>): T {
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
		return this.attempt(OPTIONS, () => collectionOf(given, OPTIONS.displayName), fallback);
	}

	private attempt<T>(
		field: Pick<INodeProperties, 'displayName'>,
		take: () => T,
		{ value, words }: Fallback<T>,
	): T {
		try {
			return take();
		} catch (error) {
			const problem = error instanceof InvalidInputError ? error : failedExpression(field.displayName, error);
			this.problems.push({ message: problem.message, countsAs: words });
			return value;
		}
	}
}

const OPTIONS = { displayName: 'Options' };

function nameOf({ options = [] }: INodeProperties, value: string): string {
	return options.find((option) => 'value' in option && option.value === value)?.name ?? value;
}

function failedExpression(label: string, error: unknown): InvalidInputError {
	const why = String(asObject(error)?.message ?? error).slice(0, 200);
	return new InvalidInputError(label, new InWords(`an expression that fails (${why})`), 'a value');
}
