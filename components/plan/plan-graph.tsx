/**
 * The plan as a picture, drawn on the server: phases as columns, lanes as rows, the critical path lit. Every station is
 * a link to its step. No style attributes: everything is classes and SVG attributes.
 */
import { cx } from "@/components/ui/cx.ts";
import { glyphs } from "@/components/ui/glyphs.tsx";
import type { GlyphName } from "@/components/ui/icon.tsx";
import type { PlanDocument } from "@/lib/domain/planner/plan-document.ts";
import { type GraphLayout, STATION } from "./graph-layout.ts";
import { kindLooks } from "./kind-icons.ts";
import { laneNote, laneOf } from "./lanes.ts";
import { edgeWhy } from "./step-why.tsx";

const symbolId = (icon: GlyphName): string => `kind-${icon}`;

export function PlanGraph({ plan, layout, base }: { readonly plan: PlanDocument; readonly layout: GraphLayout; readonly base: string }) {
	const steps = new Map(plan.steps.map((step) => [step.id, step]));
	const icons = [...new Set(plan.steps.map((step) => kindLooks[step.kind].icon))];
	const whys = new Map(plan.edges.map((edge) => [`${edge.from} ${edge.to}`, edgeWhy(edge)]));
	const half = STATION / 2;
	return (
		<svg
			width={layout.width}
			height={layout.height}
			viewBox={`0 0 ${layout.width} ${layout.height}`}
			aria-label={`Dependencies of ${plan.steps.length} steps`}
			className="block max-w-none"
		>
			<defs>
				{icons.map((icon) => (
					<symbol key={icon} id={symbolId(icon)} viewBox="0 0 16 16">
						<g className="fill-none stroke-current [stroke-linecap:round] [stroke-linejoin:round] [stroke-width:1.6] [&_[data-solid]]:fill-current">
							{glyphs[icon]}
						</g>
					</symbol>
				))}
				<marker
					id="arrow"
					viewBox="0 0 8 8"
					refX="6.5"
					refY="4"
					markerWidth="8"
					markerHeight="8"
					orient="auto"
					markerUnits="userSpaceOnUse"
				>
					<path d="M1 1 6.5 4 1 7" className="fill-none stroke-control-line" />
				</marker>
				<marker
					id="arrow-critical"
					viewBox="0 0 8 8"
					refX="6.5"
					refY="4"
					markerWidth="8"
					markerHeight="8"
					orient="auto"
					markerUnits="userSpaceOnUse"
				>
					<path d="M1 1 6.5 4 1 7" className="fill-none stroke-accent [stroke-width:1.5]" />
				</marker>
			</defs>
			{layout.columns.map((column) => (
				<g key={column.id}>
					<rect x={column.x} y="8" width={column.width} height={layout.height - 16} rx="8" className="fill-surface stroke-line" />
					<text x={column.x + 12} y="30" className="fill-ink text-13 font-semibold">
						{column.title}
						<tspan dx="6" className="fill-ink-3 text-12 font-normal">
							{column.steps} {column.steps === 1 ? "step" : "steps"}
						</tspan>
					</text>
				</g>
			))}
			{layout.rows.map((row) => (
				<g key={row.lane.key}>
					<line x1="8" x2={layout.width - 8} y1={row.y + 28} y2={row.y + 28} className="stroke-line [stroke-dasharray:2_4]" />
					<text x="12" y={row.y + (laneNote(row.lane.kind) ? -2 : 4)} className="mono fill-ink text-13 font-medium">
						{row.lane.name.length > 15 ? `${row.lane.name.slice(0, 14)}…` : row.lane.name}
					</text>
					{laneNote(row.lane.kind) && (
						<text x="12" y={row.y + 13} className="fill-ink-3 text-11">
							{laneNote(row.lane.kind)}
						</text>
					)}
				</g>
			))}
			{layout.gaps.map((gap) => (
				<g key={`${gap.subject} ${gap.x}`}>
					<rect
						x={gap.x}
						y={gap.y}
						width={gap.width}
						height={STATION + 14}
						rx="8"
						className="fill-amber-bg stroke-amber [stroke-dasharray:4_3]"
					/>
					<text x={gap.x + 2} y={gap.y - 4} className="fill-amber-text text-11 font-medium">
						MFA gap, {laneOf(gap.subject).name}, {gap.minutes} min
					</text>
				</g>
			))}
			<g>
				{layout.lines.map((line) => (
					<path
						key={line.key}
						d={line.d}
						data-from={line.from}
						data-to={line.to}
						data-critical={line.critical ? "" : undefined}
						markerEnd={`url(#${line.critical ? "arrow-critical" : "arrow"})`}
						className={cx("fill-none", line.critical ? "stroke-accent [stroke-width:2.25]" : "stroke-line-strong [stroke-width:1.25]")}
					>
						<title>{whys.get(`${line.from} ${line.to}`)}</title>
					</path>
				))}
			</g>
			{layout.gates.map((gate) => (
				<g key={gate.id}>
					<title>{gate.title}</title>
					<rect
						x={gate.x - 1.5}
						y={gate.top}
						width="3"
						height={Math.max(24, gate.bottom - gate.top)}
						rx="1.5"
						className={gate.critical ? "fill-accent" : "fill-control-line"}
					/>
				</g>
			))}
			{layout.stations.map((station, i) => {
				const step = steps.get(station.stepId);
				if (!step) return null;
				const slack = station.timing && (station.timing.slack === 0 ? ", on the critical path" : `, ${station.timing.slack} min slack`);
				return (
					<a
						key={station.stepId}
						href={`${base}?step=${encodeURIComponent(station.stepId)}`}
						data-step={station.stepId}
						data-critical={station.critical ? "" : undefined}
						data-find={`${step.title} ${step.host ?? ""} ${step.kind} ${step.rules.join(" ")}`.toLowerCase()}
						tabIndex={i === 0 ? 0 : -1}
						aria-label={`${step.title}, ${step.estimateMinutes} min${slack ?? ""}`}
						className={cx("group/station outline-none", station.critical ? "text-accent-text" : "text-ink-2")}
					>
						<title>{step.title}</title>
						<rect
							x={station.x - half}
							y={station.y - half}
							width={STATION}
							height={STATION}
							rx="6"
							className={cx(
								"group-hover/station:stroke-ink group-focus-visible/station:stroke-focus group-focus-visible/station:[stroke-width:3]",
								station.critical ? "fill-accent-bg stroke-accent [stroke-width:1.5]" : "fill-surface stroke-control-line",
								"group-data-[selected]/station:fill-accent group-data-[hit]/station:stroke-ink group-data-[hit]/station:[stroke-width:3]",
								step.optional && "[stroke-dasharray:3_2]",
							)}
						/>
						<use
							href={`#${symbolId(kindLooks[step.kind].icon)}`}
							x={station.x - 7}
							y={station.y - 7}
							width="14"
							height="14"
							className="group-data-[selected]/station:text-on-solid"
						/>
					</a>
				);
			})}
		</svg>
	);
}

/** What each drawing means, for the kinds this plan holds. */
export function KindLegend({ plan }: { readonly plan: PlanDocument }) {
	const looks = new Map(plan.steps.map((step) => [kindLooks[step.kind].word, kindLooks[step.kind]]));
	return (
		<ul
			aria-label="Kinds of steps"
			className="flex flex-wrap gap-x-5 gap-y-1 border-t border-line bg-surface px-4 py-3 text-12 text-ink-2 md:px-6"
		>
			{[...looks.values()].map((look) => (
				<li key={look.word} className="flex items-center gap-1.5">
					<svg
						viewBox="0 0 16 16"
						aria-hidden="true"
						className="size-3.5 fill-none stroke-current stroke-[1.5] text-ink-3 [&_[data-solid]]:fill-current"
					>
						{glyphs[look.icon]}
					</svg>
					{look.word}
				</li>
			))}
		</ul>
	);
}
