import { scaleLinear } from 'd3-scale';
import { line } from 'd3-shape';

export interface Panel {
	title: string;
	/** Points are [minute, value]. */
	series: Array<{ name: string; points: Array<[number, number]> }>;
}

const WIDTH = 860;
const HEIGHT = 170;
const MARGIN = { left: 70, right: 20, top: 34, bottom: 26 };
const COLOURS = ['#1f77b4', '#d62728', '#2ca02c', '#9467bd', '#ff7f0e', '#17becf'];

/** Line charts below each other, with the minutes of the run from left to right. */
export function chartOf(panels: Panel[]): string {
	const drawn = panels.map(
		(panel, index) => `<g transform="translate(0 ${index * HEIGHT})">${draw(panel)}</g>`,
	);
	const size = `width="${WIDTH}" height="${HEIGHT * panels.length}"`;
	const style = 'font-family="sans-serif" font-size="11" fill="#333"';
	return `<svg xmlns="http://www.w3.org/2000/svg" ${size} ${style}><rect width="100%" height="100%" fill="#fff"/>${drawn.join('')}</svg>\n`;
}

function draw({ title, series }: Panel): string {
	const points = series.flatMap((one) => one.points);
	const last = Math.max(0, ...points.map(([minute]) => minute));
	const top = Math.max(1, ...points.map(([, value]) => value));
	const x = scaleLinear([0, last], [MARGIN.left, WIDTH - MARGIN.right]);
	const y = scaleLinear([0, top], [HEIGHT - MARGIN.bottom, MARGIN.top]).nice(4);
	const path = line<[number, number]>(
		([minute]) => x(minute),
		([, value]) => y(value),
	);
	const grid = y.ticks(4).map((value) => {
		const at = y(value);
		const label = `<text x="${MARGIN.left - 6}" y="${at + 4}" text-anchor="end">${y.tickFormat(4)(value)}</text>`;
		return `<path d="M${MARGIN.left} ${at}H${WIDTH - MARGIN.right}" stroke="#ddd"/>${label}`;
	});
	const minutes = x.ticks(10).map((minute) => {
		return `<text x="${x(minute)}" y="${HEIGHT - 8}" text-anchor="middle">${minute} min</text>`;
	});
	const lines = series.map((one, index) => {
		return `<path d="${path(one.points) ?? ''}" fill="none" stroke="${COLOURS[index % COLOURS.length]}"/>`;
	});
	const names = series.map((one, index) => {
		return `<tspan dx="12" fill="${COLOURS[index % COLOURS.length]}">${one.name}</tspan>`;
	});
	const head = `<text x="${MARGIN.left}" y="20" font-weight="bold">${title}${names.join('')}</text>`;
	return [head, ...grid, ...minutes, ...lines].join('');
}
