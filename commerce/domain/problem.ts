/**
 * A rule that a code, line, number or event breaks, or something that a standard leaves open but a shop should know.
 * Checks report problems and do not throw; a problem that stops nothing is a warning.
 */
export interface Problem {
	/** Stable name of the rule, e.g. "pix.crc". */
	rule: string;
	/** One sentence for the workflow builder: what was found and what is expected. */
	message: string;
}

/** Outcome of a check: valid when no rule is broken. */
export interface CheckResult {
	valid: boolean;
	problems: Problem[];
}
