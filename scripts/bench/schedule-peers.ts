/** Other programs that make schedules, where they are installed: Gecode through MiniZinc, and TaskJuggler. */
import { execFileSync, spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { ScheduleProblem } from "@/lib/domain/schedule/problem.ts";

export type PeerAnswer = { readonly makespan?: number; readonly proved: boolean; readonly milliseconds: number };

const has = (program: string): boolean => spawnSync("which", [program]).status === 0;
export const hasGecode = (): boolean => has("minizinc");
export const hasTaskJuggler = (): boolean => has("tj3");

function inFolder<T>(work: (folder: string) => T): T {
	const folder = mkdtempSync(join(tmpdir(), "schedule-bench-"));
	try {
		return work(folder);
	} finally {
		rmSync(folder, { recursive: true, force: true });
	}
}

/** The same question as a model: turns, hands of each team, holds with the length they turn out to have. */
function model({ tasks, edges, hands, holds, capacities }: ScheduleProblem, most: number): string {
	const at = (task: number) => `s[${task + 1}]`;
	const minutes = (task: number) => tasks[task]?.minutes ?? 0;
	const ones = (count: number) => `[${Array.from({ length: count }, () => 1).join(",")}]`;
	const teams = [...new Set(tasks.flatMap(({ team }) => team ?? []))];
	const cumulative = teams.map((team) => {
		const own = tasks.flatMap((task, i) => (task.team === team ? [i] : []));
		const units = hands.filter((hand) => hand.teams.includes(team)).length;
		return `constraint cumulative([${own.map(at).join(",")}],[${own.map(minutes).join(",")}],${ones(own.length)},${units});`;
	});
	const held = [...new Set(holds.map(({ resource }) => resource))].map((resource) => {
		const own = holds.filter((hold) => hold.resource === resource);
		const lengths = own.map(({ opens, closes }) => `${at(closes)}+${minutes(closes)}-${at(opens)}`);
		return `constraint cumulative([${own.map(({ opens }) => at(opens)).join(",")}],[${lengths.join(",")}],${ones(own.length)},${capacities[resource] ?? 1});`;
	});
	return [
		'include "cumulative.mzn";',
		`array[1..${tasks.length}] of var 0..${most}: s; var 0..${most}: last;`,
		...edges.map(([a, b]) => `constraint ${at(b)} >= ${at(a)}+${minutes(a)};`),
		...tasks.map((_, i) => `constraint last >= ${at(i)}+${minutes(i)};`),
		...cumulative,
		...held,
		"solve :: int_search(s, smallest, indomain_min) minimize last;",
		'output ["\\(last)\\n"];',
	].join("\n");
}

/** Gecode's best within so many seconds, and whether it proved that there is none better. */
export function gecode(problem: ScheduleProblem, most: number, seconds: number): PeerAnswer {
	return inFolder((folder) => {
		const file = join(folder, "model.mzn");
		writeFileSync(file, model(problem, most));
		const began = performance.now();
		const { stdout } = spawnSync("minizinc", ["--solver", "gecode", "--time-limit", String(seconds * 1000), "-i", file], {
			encoding: "utf8",
		});
		const milliseconds = performance.now() - began;
		const found = [...stdout.matchAll(/^(\d+)$/gm)].map(([text]) => Number(text));
		const makespan = found.at(-1);
		return { ...(makespan !== undefined && { makespan }), proved: stdout.includes("=========="), milliseconds };
	});
}

/** TaskJuggler knows hands and turns, and nothing of holds. A minute here is a slot of five minutes there. */
export function taskJuggler({ tasks, edges, hands }: ScheduleProblem): PeerAnswer {
	return inFolder((folder) => {
		const people = hands.map((_, i) => `p${i}`);
		const before = new Map<number, number[]>();
		for (const [a, b] of edges) before.set(b, [...(before.get(b) ?? []), a]);
		const [first = "p0", ...rest] = people;
		const others = rest.length > 0 ? ` { alternative ${rest.join(", ")} }` : "";
		const lines = tasks.map((task, i) => {
			const depends = (before.get(i) ?? []).map((other) => `!t${other}`);
			const work = task.team === undefined ? `duration ${task.minutes * 5}min` : `effort ${task.minutes * 5}min allocate ${first}${others}`;
			return `task t${i} "t${i}" { ${work}${depends.length > 0 ? ` depends ${depends.join(", ")}` : " start 2026-01-05"} }`;
		});
		const text = [
			'project p "p" 2026-01-05 +400d { timezone "UTC" timingresolution 5min dailyworkinghours 24 yearlyworkingdays 365 timeformat "%s" }',
			...people.map((id) => `resource ${id} "${id}" { workinghours mon - sun 0:00 - 24:00 }`),
			...lines,
			'taskreport "out" { formats csv columns end }',
		];
		writeFileSync(join(folder, "p.tjp"), text.join("\n"));
		const began = performance.now();
		try {
			execFileSync("tj3", ["--silent", "--output-dir", folder, join(folder, "p.tjp")], { stdio: "pipe", timeout: 120_000 });
		} catch {
			return { proved: false, milliseconds: performance.now() - began };
		}
		const milliseconds = performance.now() - began;
		const ends = [...readFileSync(join(folder, "out.csv"), "utf8").matchAll(/(\d{9,})/g)].map(([found]) => Number(found));
		const makespan = (Math.max(...ends) - Date.parse("2026-01-05T00:00:00Z") / 1000) / 300;
		return { makespan, proved: false, milliseconds };
	});
}
