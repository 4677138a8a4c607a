import type { NodeState, StoredRegistration } from './nodeState';

/** How many accounts with something left to undo are remembered. */
const LIMIT = 5;

/** Everything that is to be undone some day, the registration in force first. */
export function notesOf({ registration, leftBehind = [] }: NodeState): StoredRegistration[] {
	return registration === undefined ? [...leftBehind] : [registration, ...leftBehind];
}

/** Makes a registration the one in force. `replaces` says which notes are of the same account: it contains them. */
export function putInForce(
	state: NodeState,
	registration: StoredRegistration,
	replaces: (note: StoredRegistration) => boolean,
): void {
	const others = notesOf(state).filter((note) => !replaces(note));
	state.registration = registration;
	setLeftBehind(state, others);
}

/** After a deactivation nothing is in force; what could not be undone is kept. */
export function putAside(state: NodeState, left: readonly StoredRegistration[]): void {
	if (state.registration !== undefined) delete state.registration;
	setLeftBehind(state, left);
}

function setLeftBehind(state: NodeState, left: readonly StoredRegistration[]): void {
	if (left.length > 0) state.leftBehind = left.slice(0, LIMIT);
	else if (state.leftBehind !== undefined) delete state.leftBehind;
}

/** An account's ID as a person recognizes it in the credential or the provider's panel, but not in full. */
export function shownId(id: string): string {
	return id.length <= 12 ? id : `${id.slice(0, 4)}…${id.slice(-4)}`;
}
