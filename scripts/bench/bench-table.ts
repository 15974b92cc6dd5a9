/** What a bench returns, and how it is shown. */

export type Table = {
	readonly title: string;
	readonly columns: readonly string[];
	readonly rows: readonly (readonly string[])[];
	/** Verdicts and remarks under the table. */
	readonly notes: readonly string[];
};

export type Bench = () => Promise<Table>;

export function printTable({ title, columns, rows, notes }: Table): void {
	const widths = columns.map((column, i) => Math.max(column.length, ...rows.map((row) => (row[i] ?? "").length)));
	const line = (cells: readonly string[]): string =>
		`| ${cells.map((cell, i) => (i === 0 ? cell.padEnd(widths[i] ?? 0) : cell.padStart(widths[i] ?? 0))).join(" | ")} |`;
	console.log(`\n${title}\n`);
	console.log(line(columns));
	console.log(`|${widths.map((w) => "-".repeat(w + 2)).join("|")}|`);
	for (const row of rows) console.log(line(row));
	for (const note of notes) console.log(`  ${note}`);
}

export const median = (values: readonly number[]): number => {
	const sorted = [...values].sort((a, b) => a - b);
	const middle = sorted.length >> 1;
	return sorted.length % 2 === 1 ? (sorted[middle] ?? 0) : ((sorted[middle - 1] ?? 0) + (sorted[middle] ?? 0)) / 2;
};

/** Milliseconds of one call: on the clock, and of processor time, which other programs on the machine disturb less. */
export function timed(work: () => void): { readonly wall: number; readonly cpu: number } {
	const cpu = process.cpuUsage();
	const start = process.hrtime.bigint();
	work();
	const wall = Number(process.hrtime.bigint() - start) / 1e6;
	const used = process.cpuUsage(cpu);
	return { wall, cpu: (used.user + used.system) / 1000 };
}

/** Slope of log(time) over log(size): 1 is linear, 2 quadratic. */
export function growthExponent(points: readonly (readonly [size: number, time: number])[]): number {
	const logs = points.map(([size, time]): [number, number] => [Math.log(size), Math.log(time)]);
	const mean = (pick: 0 | 1): number => logs.reduce((sum, p) => sum + p[pick], 0) / logs.length;
	const [mx, my] = [mean(0), mean(1)];
	return logs.reduce((sum, [x, y]) => sum + (x - mx) * (y - my), 0) / logs.reduce((sum, [x]) => sum + (x - mx) ** 2, 0);
}
