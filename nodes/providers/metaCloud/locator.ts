import { asObject } from '../../../commerce/domain/looseJson';

/** The value of a resource locator: what was picked or typed, or what an expression gives in its place. */
export function locatorValue(given: unknown): unknown {
	const locator = asObject(given);
	return locator === undefined ? given : locator.value;
}
