import { asText } from '../../../../commerce/domain/looseJson';
import type { LooseObject } from '../../../../commerce/domain/looseJson';
import { digestBody } from '../../api/eventReading';

/** Where an event was found. */
export interface EventPlace {
	/** Phone number ID. */
	accountId: string | null;
	profiles: ContactDirectory;
}

/** The `contacts` of a change by phone and user ID. */
export interface ContactDirectory {
	/** The entry for any of these IDs; the only entry there is when none is known. */
	find(ids: ReadonlyArray<string | null | undefined>): LooseObject | undefined;
}

const MAX_ID_LENGTH = 200;

/** An ID as it came; what is too long for one, and would fill the memory of seen events, by its digest. */
export function idText(value: unknown): string | undefined {
	const text = asText(value);
	return text !== undefined && text.length > MAX_ID_LENGTH ? digestBody(text) : text;
}

/** Stands in for a missing ID, also for JSON that is nested too deeply to be written again. */
export function digestOf(value: unknown): string {
	try {
		return digestBody(value);
	} catch {
		return 'tooDeep';
	}
}
