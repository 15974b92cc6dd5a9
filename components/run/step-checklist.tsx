"use client";
import { Checkbox } from "@/components/ui/checkbox.tsx";

/** Lines to tick off while working. A help for the one who works: ticks stay in this tab and are not part of the record. */
export function StepChecklist({
	title,
	items,
	ticked,
	onTick,
	level: Heading = "h3",
}: {
	readonly title: string;
	readonly items: readonly string[];
	readonly ticked: readonly number[];
	readonly onTick: (index: number, on: boolean) => void;
	readonly level?: "h3" | "h4";
}) {
	if (items.length === 0) return null;
	return (
		<section>
			<div className="mb-1 flex items-baseline justify-between">
				<Heading className="text-13 font-semibold">{title}</Heading>
				<span className="text-12 text-ink-3">
					{ticked.length} of {items.length}
				</span>
			</div>
			<ul>
				{items.map((item, index) => (
					<li key={item}>
						<Checkbox
							label={<span className={ticked.includes(index) ? "wrap-anywhere text-ink-3" : "wrap-anywhere"}>{item}</span>}
							checked={ticked.includes(index)}
							onChange={(event) => onTick(index, event.target.checked)}
						/>
					</li>
				))}
			</ul>
		</section>
	);
}
