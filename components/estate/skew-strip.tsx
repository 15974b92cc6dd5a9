import { VersionChip } from "@/components/ui/chip.tsx";
import { Bar } from "@/components/ui/progress.tsx";
import { type Skew, skewWords } from "./estate-components.ts";

/** How far the estate is from a target, in one line and one bar. */
export function SkewStrip({ skew, target }: { readonly skew: Skew; readonly target: string }) {
	if (skew.total === 0) return null;
	const oldest = skew.below.at(-1)?.version;
	return (
		<div className="grid items-center gap-x-6 gap-y-2 border-b border-line bg-surface px-4 py-3.5 md:grid-cols-[minmax(0,1fr)_auto] md:px-6">
			<div className="min-w-0">
				<p className="mb-1.5 flex flex-wrap gap-x-2 text-13">
					<strong className="font-semibold">
						{skew.at} of {skew.total} components at {target}
					</strong>
					<span className="text-ink-3">{skewWords(skew)}</span>
				</p>
				<Bar total={skew.total} done={skew.at} thin={false} />
			</div>
			<p className="flex flex-wrap gap-x-4 gap-y-1 text-12 text-ink-2">
				<span className="flex items-center gap-1.5">
					<VersionChip version={target} relation="at" /> <span aria-hidden="true">at target</span>
				</span>
				{oldest !== undefined && (
					<span className="flex items-center gap-1.5">
						<VersionChip version={oldest} relation="below" /> <span aria-hidden="true">behind</span>
					</span>
				)}
			</p>
		</div>
	);
}
