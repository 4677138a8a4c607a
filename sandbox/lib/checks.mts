/** Counts named checks and prints a line for each; one that fails does not keep the others from running. */
export class Checks {
	private passed = 0;

	private failed = 0;

	/** Runs a check; `onFailure` may add a line, e.g. where a picture is. True when it passed. */
	async run(name: string, check: () => Promise<void>, onFailure?: () => Promise<string>): Promise<boolean> {
		const startedAt = performance.now();
		try {
			await check();
			this.pass(`${name} (${((performance.now() - startedAt) / 1000).toFixed(1)} s)`);
			return true;
		} catch (error) {
			this.fail(`${name}: ${wordsOf(error)}`);
			if (onFailure) console.log(`        ${await onFailure()}`);
			return false;
		}
	}

	pass(text: string): void {
		this.passed += 1;
		console.log(`ok      ${text}`);
	}

	fail(text: string): void {
		this.failed += 1;
		console.log(`FAILED  ${text}`);
	}

	/** Prints the sum as the last line and ends the process: with 0 only when something passed and nothing failed. */
	end(): never {
		console.log(`${this.passed} passed, ${this.failed} failed`);
		process.exit(this.failed === 0 && this.passed > 0 ? 0 : 1);
	}
}

/** Playwright lists every attempt, in colour; the first lines are enough. */
function wordsOf(error: unknown): string {
	const text = error instanceof Error ? error.message : String(error);
	const plain = text.replaceAll(/\u001b\[\d+m/g, '').split('\n');
	return plain.slice(0, 12).join('\n        ');
}
