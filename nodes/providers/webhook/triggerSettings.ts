import type { EventName } from '../../../commerce/domain/event';
import type { SettingProblem } from './settingsReader';

/** What the user chose, read once per call. `Own` is what only the chosen provider has. */
export interface TriggerSettings<Own = unknown> {
	events: readonly EventName[];
	automatic: boolean;
	deduplicateForMs: number;
	includeRaw: boolean;
	includeUnknown: boolean;
	ignoreGroups: boolean;
	ignoreOwnMessages: boolean;
	minimumOrderTotalCents: number;
	/** Lower case; empty means all. */
	onlyAccounts: readonly string[];
	/** Lower case; empty means all. */
	statusWords: readonly string[];
	own: Own;
	/** What could not be read, and what holds instead. */
	problems: readonly SettingProblem[];
}
