import { describeCell, type Cell } from './cells.mts';
import type { FaultRow } from './faultKinds.mts';
import type { Judgement } from './judge.mts';

const SHOWN = 20;

/** Adds the matrix up, one line a fault, and keeps the first findings in words. */
export class MatrixReport {
	private readonly findings: string[] = [];

	private readonly sums = new Map<
		FaultRow,
		Record<'runs' | 'items' | 'doubled' | 'lost' | 'wrong', number>
	>();

	add(cell: Cell, { doubled, lost, wrong }: Judgement): void {
		const sums = this.sums.get(cell.row) ?? { runs: 0, items: 0, doubled: 0, lost: 0, wrong: 0 };
		this.sums.set(cell.row, sums);
		sums.runs++;
		sums.items += cell.size;
		sums.doubled += doubled.length;
		sums.lost += lost.length;
		sums.wrong += wrong.length;
		for (const finding of [...doubled, ...lost, ...wrong]) {
			this.findings.push(`${describeCell(cell)}: ${finding}`);
		}
	}

	/** Prints the table and the findings; true when every message was sent once and reported as it was. */
	print(): boolean {
		const rows = [...this.sums].map(([{ name, lasts }, sums]) => ({ fault: name, lasts, ...sums }));
		console.table(rows.sort((one, other) => one.fault.localeCompare(other.fault)));
		for (const finding of this.findings.slice(0, SHOWN)) console.log(finding);
		const total = (key: 'runs' | 'doubled' | 'lost' | 'wrong') =>
			rows.reduce((sum, row) => sum + row[key], 0);
		console.log(
			`${total('runs')} runs: doubled ${total('doubled')}, lost ${total('lost')}, wrongly reported ${total('wrong')}`,
		);
		return total('runs') > 0 && this.findings.length === 0;
	}
}
