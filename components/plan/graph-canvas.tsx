"use client";
import { type KeyboardEvent, type MouseEvent, type ReactNode, useEffect, useRef, useState } from "react";
import { useSelectedStep } from "@/components/run/step-link.tsx";
import { Button } from "@/components/ui/button.tsx";
import { TextField } from "@/components/ui/field.tsx";
import { Icon } from "@/components/ui/icon.tsx";

type Mode = "all" | "critical" | "through";
const modes: readonly (readonly [Mode, string])[] = [
	["all", "All steps"],
	["critical", "Critical path"],
	["through", "Through selection"],
];
const ZOOMS = [0.4, 0.55, 0.7, 0.85, 1, 1.25, 1.6, 2] as const;

/** Everything before and after a station, by the lines that are drawn. */
function through(root: HTMLElement, stepId: string): ReadonlySet<string> {
	const lines = [...root.querySelectorAll<SVGPathElement>("path[data-from]")];
	const walk = (key: "from" | "to", other: "from" | "to") => {
		const next = new Map<string, string[]>();
		for (const { dataset } of lines) next.set(dataset[key] ?? "", [...(next.get(dataset[key] ?? "") ?? []), dataset[other] ?? ""]);
		const seen = new Set([stepId]);
		for (const id of seen) for (const neighbour of next.get(id) ?? []) seen.add(neighbour);
		return seen;
	};
	return new Set([...walk("from", "to"), ...walk("to", "from")]);
}

/**
 * Find, zoom and light up around a picture drawn by the server. Marks are attributes on the drawn elements, so nothing
 * is drawn again: smooth with thousands of stations. Arrow keys walk from station to station.
 */
export function GraphCanvas({
	width,
	height,
	aside,
	children,
}: {
	readonly width: number;
	readonly height: number;
	readonly aside?: ReactNode;
	readonly children: ReactNode;
}) {
	const root = useRef<HTMLDivElement>(null);
	const { selected, select } = useSelectedStep();
	const [mode, setMode] = useState<Mode>("all");
	const [zoom, setZoom] = useState(4);
	const [find, setFind] = useState("");
	const [hits, setHits] = useState(0);

	useEffect(() => {
		const svg = root.current?.querySelector("svg");
		const scale = ZOOMS[zoom] ?? 1;
		svg?.setAttribute("width", String(Math.round(width * scale)));
		svg?.setAttribute("height", String(Math.round(height * scale)));
	}, [zoom, width, height]);

	useEffect(() => {
		const words = find.toLowerCase().split(/\s+/).filter(Boolean);
		let count = 0;
		let first: Element | undefined;
		for (const station of root.current?.querySelectorAll<SVGAElement>("a[data-step]") ?? []) {
			const hit = words.length > 0 && words.every((word) => station.dataset.find?.includes(word));
			station.toggleAttribute("data-hit", hit);
			if (hit) {
				count++;
				first ??= station;
			}
		}
		setHits(count);
		first?.scrollIntoView({ block: "nearest", inline: "center" });
	}, [find]);

	useEffect(() => {
		const canvas = root.current;
		if (!canvas) return;
		const lit = mode === "through" && selected !== undefined ? through(canvas, selected) : undefined;
		for (const station of canvas.querySelectorAll<SVGAElement>("a[data-step]")) {
			const id = station.dataset.step ?? "";
			station.toggleAttribute("data-selected", id === selected);
			station.toggleAttribute("data-dim", mode === "critical" ? !station.hasAttribute("data-critical") : lit !== undefined && !lit.has(id));
		}
		for (const line of canvas.querySelectorAll<SVGPathElement>("path[data-from]")) {
			const both = lit?.has(line.dataset.from ?? "") && lit.has(line.dataset.to ?? "");
			line.toggleAttribute("data-dim", mode === "critical" ? !line.hasAttribute("data-critical") : lit !== undefined && !both);
		}
	}, [mode, selected]);

	const onClick = (event: MouseEvent) => {
		const station = (event.target as Element).closest<SVGAElement>("a[data-step]");
		if (!station || event.metaKey || event.ctrlKey || event.shiftKey) return;
		event.preventDefault();
		select(station.dataset.step);
	};
	const onKeyDown = (event: KeyboardEvent) => {
		const here = (event.target as Element).closest<SVGAElement>("a[data-step]");
		const toward: Record<string, readonly [number, number]> = {
			ArrowRight: [1, 0],
			ArrowLeft: [-1, 0],
			ArrowDown: [0, 1],
			ArrowUp: [0, -1],
		};
		const [dx, dy] = toward[event.key] ?? [0, 0];
		if (!here || !root.current || (dx === 0 && dy === 0)) return;
		event.preventDefault();
		const from = here.getBoundingClientRect();
		let best: SVGAElement | undefined;
		let nearest = Number.POSITIVE_INFINITY;
		for (const station of root.current.querySelectorAll<SVGAElement>("a[data-step]")) {
			const box = station.getBoundingClientRect();
			const [x, y] = [box.x - from.x, box.y - from.y];
			const along = x * dx + y * dy;
			const across = Math.abs(x * dy) + Math.abs(y * dx);
			if (along < 4 || (dx !== 0 && across > 4)) continue;
			const distance = along + across * 3;
			if (distance < nearest) {
				nearest = distance;
				best = station;
			}
		}
		if (!best) return;
		here.setAttribute("tabindex", "-1");
		best.setAttribute("tabindex", "0");
		best.focus();
		best.scrollIntoView({ block: "nearest", inline: "nearest" });
	};

	return (
		<>
			<div className="flex flex-wrap items-center gap-3 border-b border-line bg-surface px-4 py-2.5 md:px-6">
				<TextField
					label="Find a step or host"
					labelHidden
					type="search"
					placeholder="Find a step or host"
					className="w-52"
					value={find}
					onChange={(event) => setFind(event.target.value)}
				/>
				<span role="status" className="text-12 text-ink-3 empty:hidden">
					{find.trim() !== "" && `${hits} found`}
				</span>
				<fieldset className="flex rounded-control bg-well p-0.5 inset-ring inset-ring-line">
					<legend className="sr-only">Light up</legend>
					{modes.map(([value, label]) => (
						<label
							key={value}
							className="relative inline-flex min-h-7 items-center rounded-chip px-3 text-13 font-medium text-ink-2 has-checked:bg-surface has-checked:text-ink has-checked:shadow-1 has-checked:inset-ring has-checked:inset-ring-line-strong has-focus-visible:outline-2 has-focus-visible:outline-focus pointer-coarse:min-h-11"
						>
							<input type="radio" name="light" value={value} checked={mode === value} onChange={() => setMode(value)} className="sr-only" />
							{label}
						</label>
					))}
				</fieldset>
				{mode === "through" && selected === undefined && <span className="text-12 text-ink-3">Choose a step in the picture.</span>}
				<div className="ml-auto flex flex-wrap items-center gap-3">
					{aside}
					<span className="flex gap-1">
						<Button size="sm" square aria-label="Zoom out" disabled={zoom === 0} onClick={() => setZoom(zoom - 1)}>
							<Icon name="minus" size={14} />
						</Button>
						<Button size="sm" square aria-label="Zoom in" disabled={zoom === ZOOMS.length - 1} onClick={() => setZoom(zoom + 1)}>
							<Icon name="plus" size={14} />
						</Button>
						<Button
							size="sm"
							onClick={() => {
								const room = root.current?.clientWidth ?? width;
								const fitting = ZOOMS.findLastIndex((scale) => width * scale <= room);
								setZoom(Math.max(0, fitting));
							}}
						>
							Fit
						</Button>
					</span>
				</div>
			</div>
			{/* Clicks and arrow keys of the stations inside, caught once for all of them. */}
			<section
				ref={root}
				aria-label="Graph"
				onClick={onClick}
				onKeyDown={onKeyDown}
				className="min-h-64 overflow-auto bg-canvas [&_[data-dim]]:opacity-20"
			>
				{children}
			</section>
		</>
	);
}
