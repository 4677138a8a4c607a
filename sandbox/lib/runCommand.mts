import { spawn } from 'node:child_process';

export interface CommandOptions {
	cwd?: string;
	env?: NodeJS.ProcessEnv;
	/** Prints the command's output as it comes, each line behind this prefix. Without it the output is only collected. */
	prefix?: string;
	/** Which of these lines are worth showing; all by default. */
	shows?: (line: string) => boolean;
}

/** Runs a command to its end and returns its standard output. Throws with the last lines of output when it fails. */
export async function runCommand(
	command: string,
	args: string[],
	options: CommandOptions = {},
): Promise<string> {
	const { cwd, env, prefix, shows } = options;
	const child = spawn(command, args, { cwd, env, stdio: ['ignore', 'pipe', 'pipe'] });
	let stdout = '';
	let all = '';
	const show = prefix === undefined ? undefined : linePrinter(prefix, shows);
	const take = (text: string) => {
		all += text;
		show?.(text);
	};
	child.stdout.setEncoding('utf8').on('data', (text: string) => {
		stdout += text;
		take(text);
	});
	child.stderr.setEncoding('utf8').on('data', take);
	const code = await new Promise<number | NodeJS.Signals | null>((resolve, reject) => {
		child.once('error', reject);
		child.once('close', (status, signal) => resolve(status ?? signal));
	});
	if (code === 0) return stdout;
	const tail = all.trimEnd().split('\n').slice(-30).join('\n');
	throw new Error(`${command} ${args.join(' ')} ended with ${code}:\n${tail}`);
}

function linePrinter(prefix: string, shows: (line: string) => boolean = () => true): (text: string) => void {
	let rest = '';
	return (text) => {
		const lines = (rest + text).split(/\r?\n/);
		rest = lines.pop() ?? '';
		for (const line of lines) if (line.trim() && shows(line)) console.log(`${prefix}${line}`);
	};
}
