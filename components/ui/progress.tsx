import { cx } from "./cx.ts";

export type ProgressSegment = {
	readonly id: string;
	readonly label: string;
	readonly total: number;
	readonly done: number;
	readonly running?: number;
	readonly failed?: number;
	/** Drawn in stronger type: where work is going on now. */
	readonly current?: boolean;
};

/** Literal class names, so that they exist; widths come in twenty-fourths because style attributes are not allowed. */
const shares = [
	"grow-[1]",
	"grow-[2]",
	"grow-[3]",
	"grow-[4]",
	"grow-[5]",
	"grow-[6]",
	"grow-[7]",
	"grow-[8]",
	"grow-[9]",
	"grow-[10]",
	"grow-[11]",
	"grow-[12]",
	"grow-[13]",
	"grow-[14]",
	"grow-[15]",
	"grow-[16]",
	"grow-[17]",
	"grow-[18]",
	"grow-[19]",
	"grow-[20]",
	"grow-[21]",
	"grow-[22]",
	"grow-[23]",
	"grow-[24]",
] as const;

/** `part` of `whole` as a flex-grow class; at least one twenty-fourth for anything above nothing. */
export function shareClass(part: number, whole: number): string {
	const index = whole <= 0 ? 0 : Math.min(24, Math.max(1, Math.round((part / whole) * 24))) - 1;
	return shares[index] ?? shares[0];
}

/** One bar: done solid, running striped, failed red and cut, the rest empty. Numbers must stand beside it. */
export function Bar({
	total,
	done,
	running = 0,
	failed = 0,
	thin = true,
}: {
	readonly total: number;
	readonly done: number;
	readonly running?: number;
	readonly failed?: number;
	readonly thin?: boolean;
}) {
	const percent = (count: number) => `${total === 0 ? 0 : Math.min(100, (count / total) * 100)}%`;
	const x = { running: percent(done), failed: percent(done + running) };
	return (
		<svg aria-hidden="true" focusable="false" className={cx("block w-full rounded-[2px] bg-line", thin ? "h-1.5" : "h-2")}>
			<defs>
				<pattern id="lockstep-stripes" width="5" height="8" patternUnits="userSpaceOnUse" patternTransform="rotate(25)">
					<rect width="3" height="8" className="fill-accent" />
				</pattern>
			</defs>
			<rect height="100%" width={percent(done)} className="fill-green" />
			{running > 0 && (
				<>
					<rect x={x.running} height="100%" width={percent(running)} className="fill-accent-line" />
					<rect x={x.running} height="100%" width={percent(running)} fill="url(#lockstep-stripes)" />
				</>
			)}
			{failed > 0 && <rect x={x.failed} height="100%" width={percent(failed)} className="fill-red stroke-surface stroke-2" />}
		</svg>
	);
}

/** A part narrower than this share of the whole keeps its name for hover and screen readers. */
const ROOM_FOR_WORDS = 0.08;

/** The whole way in parts as wide as their work, each with its name and figures. */
export function SegmentedProgress({ segments }: { readonly segments: readonly ProgressSegment[] }) {
	const whole = segments.reduce((sum, segment) => sum + segment.total, 0);
	return (
		<ol className="flex gap-[3px]">
			{segments.map((segment) => (
				<li
					key={segment.id}
					title={`${segment.label} ${segment.done}/${segment.total}`}
					className={cx("min-w-0 basis-0", shareClass(segment.total, whole))}
				>
					<Bar total={segment.total} done={segment.done} running={segment.running ?? 0} failed={segment.failed ?? 0} />
					<span
						className={cx(
							"mt-1.5 hidden truncate text-12 text-ink-3",
							(segment.total / whole >= ROOM_FOR_WORDS || segment.current) && "sm:block",
						)}
						aria-hidden="true"
					>
						<span className={cx("mr-1", segment.current ? "font-semibold text-ink" : "font-medium text-ink-2")}>{segment.label}</span>
						{segment.done}/{segment.total}
					</span>
					<span className="sr-only">
						{segment.label}: {segment.done} of {segment.total}
					</span>
				</li>
			))}
		</ol>
	);
}
