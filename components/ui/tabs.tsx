"use client";
import { Tabs as Base } from "@base-ui/react/tabs";
import type { ReactNode } from "react";

export type TabItem = { readonly id: string; readonly label: ReactNode; readonly content: ReactNode };

/** Ways of doing one thing inside a card (drop, paste, type). For parts of a page use `LinkTabs`: those have URLs. */
export function Tabs({
	label,
	items,
	value,
	onValueChange,
	aside,
}: {
	readonly label: string;
	readonly items: readonly TabItem[];
	readonly value: string;
	readonly onValueChange: (id: string) => void;
	/** Quiet remark at the right of the tab row. */
	readonly aside?: ReactNode;
}) {
	return (
		<Base.Root value={value} onValueChange={(next) => onValueChange(String(next))}>
			<div className="flex flex-wrap items-center gap-x-2 border-b border-line bg-well p-1">
				<Base.List aria-label={label} activateOnFocus className="flex flex-wrap gap-0.5">
					{items.map((item) => (
						<Base.Tab
							key={item.id}
							value={item.id}
							className="inline-flex min-h-7 items-center gap-1.5 rounded-chip px-2.5 text-12 font-medium text-ink-2 hover:text-ink data-[active]:bg-surface data-[active]:text-ink data-[active]:shadow-1 data-[active]:inset-ring data-[active]:inset-ring-line-strong pointer-coarse:min-h-11"
						>
							{item.label}
						</Base.Tab>
					))}
				</Base.List>
				{aside !== undefined && <span className="ml-auto px-2 text-12 text-ink-3">{aside}</span>}
			</div>
			{items.map((item) => (
				<Base.Panel key={item.id} value={item.id} className="focus-visible:-outline-offset-2">
					{item.content}
				</Base.Panel>
			))}
		</Base.Root>
	);
}
