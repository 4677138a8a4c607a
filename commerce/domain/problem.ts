/** One broken rule found while checking a code, line or number. Checks report problems; they do not throw. */
export interface Problem {
	/** Stable name of the rule, e.g. "pix.crc". */
	rule: string;
	/** One sentence: what was found and what is expected. */
	message: string;
}

/** Outcome of a check: valid when no rule is broken. */
export interface CheckResult {
	valid: boolean;
	problems: Problem[];
}
