import { describeCell, type Cell } from './cells.mts';
import type { FaultRow } from './faultKinds.mts';
import type { Judgement } from './judge.mts';

interface Sums {
	runs: number;
	messages: number;
	requests: number;
	doubled: number;
	lost: number;
	wrong: number;
	reportedAs: Map<string, number>;
}

const SHOWN = 20;

/** Adds the matrix up, one line a fault, and keeps the first findings in words. */
export class MatrixReport {
	readonly findings: string[] = [];

	private readonly sums = new Map<FaultRow, Sums>();

	add(cell: Cell, requests: number, { doubled, lost, wrong, reportedAs }: Judgement): void {
		const sums = this.sumsOf(cell.row);
		sums.runs++;
		sums.messages += cell.size;
		sums.requests += requests;
		sums.doubled += doubled.length;
		sums.lost += lost.length;
		sums.wrong += wrong.length;
		sums.reportedAs.set(reportedAs, (sums.reportedAs.get(reportedAs) ?? 0) + 1);
		for (const finding of [...doubled, ...lost, ...wrong]) {
			this.findings.push(`${describeCell(cell)}: ${finding}`);
		}
	}

	/** The table in the order of the given rows. */
	lines(rows: FaultRow[]): string[] {
		const header = ['fault', 'lasts', 'runs', 'items', 'requests', 'doubled', 'lost', 'wrong', 'reported as'];
		const body = rows.map((row) => {
			const { runs, messages, requests, doubled, lost, wrong, reportedAs } = this.sumsOf(row);
			const reported = [...reportedAs].map(([verdict, count]) => `${verdict} ${count}`).join(', ');
			const numbers = [runs, messages, requests, doubled, lost, wrong].map(String);
			return [row.name, row.lasts, ...numbers, reported];
		});
		return alignColumns([header, ...body]);
	}

	/** The first findings, when there are any. */
	findingLines(): string[] {
		const rest = this.findings.length - SHOWN;
		return [...this.findings.slice(0, SHOWN), ...(rest > 0 ? [`and ${rest} more`] : [])];
	}

	totals(): { runs: number; messages: number; doubled: number; lost: number; wrong: number } {
		const totals = { runs: 0, messages: 0, doubled: 0, lost: 0, wrong: 0 };
		for (const sums of this.sums.values()) {
			for (const key of Object.keys(totals) as Array<keyof typeof totals>) totals[key] += sums[key];
		}
		return totals;
	}

	private sumsOf(row: FaultRow): Sums {
		let sums = this.sums.get(row);
		if (!sums) {
			sums = { runs: 0, messages: 0, requests: 0, doubled: 0, lost: 0, wrong: 0, reportedAs: new Map() };
			this.sums.set(row, sums);
		}
		return sums;
	}
}

/** Text left, numbers right. */
function alignColumns(table: string[][]): string[] {
	const widths = table[0].map((_, column) => Math.max(...table.map((row) => row[column].length)));
	const isNumber = table[0].map((_, column) => /^\d+$/.test(table[1]?.[column] ?? ''));
	return table.map((row) =>
		row
			.map((cell, column) => (isNumber[column] ? cell.padStart(widths[column]) : cell.padEnd(widths[column])))
			.join('  ')
			.trimEnd(),
	);
}
