import { cx } from "@/components/ui/cx.ts";
import { type GlyphName, Icon } from "@/components/ui/icon.tsx";
import type { InventoryChangeView } from "@/lib/wire/views.ts";
import { Rows } from "../run/virtual-rows.tsx";
import { componentWord, fieldChanges } from "./change-text.ts";

const look: Record<InventoryChangeView["change"], { readonly icon: GlyphName; readonly word: string; readonly mark: string }> = {
	added: { icon: "plus", word: "Added", mark: "bg-green-bg text-green-text" },
	changed: { icon: "pencil", word: "Changed", mark: "bg-accent-bg text-accent-text" },
	removed: { icon: "minus", word: "Removed", mark: "bg-amber-bg text-amber-text" },
};

const keyOf = (change: InventoryChangeView): string => `${change.component} ${change.name} ${change.change}`;

function ChangeRow({ change }: { readonly change: InventoryChangeView }) {
	const { icon, word, mark } = look[change.change];
	const fields = fieldChanges(change);
	return (
		<div className="grid gap-x-4 gap-y-1.5 px-4 py-2.5 md:grid-cols-[18rem_minmax(0,1fr)]">
			<p className="flex items-start gap-2 text-13">
				<span className={cx("inline-flex min-h-5 shrink-0 items-center gap-1 rounded-chip px-1.5 text-12 font-medium", mark)}>
					<Icon name={icon} size={12} />
					{word}
				</span>
				<span className="min-w-0">
					<span className="text-ink-3">{componentWord[change.component]}</span>{" "}
					<span className="mono font-medium wrap-anywhere">{change.name}</span>
				</span>
			</p>
			<ul className="flex min-w-0 flex-col gap-0.5 text-12">
				{fields.map((field) => (
					<li key={field.field} className="flex flex-wrap items-baseline gap-x-2">
						<span className="text-ink-3">{field.field}</span>
						{field.before !== undefined && (
							<del className="mono wrap-anywhere text-ink-2 decoration-control-line">
								<span className="sr-only">was </span>
								{field.before}
							</del>
						)}
						{field.before !== undefined && field.after !== undefined && (
							<Icon name="arrow-right" size={12} className="self-center text-ink-3" />
						)}
						{field.after !== undefined && (
							<ins className="mono font-medium wrap-anywhere text-ink no-underline">
								{field.before !== undefined && <span className="sr-only">is now </span>}
								{field.after}
							</ins>
						)}
					</li>
				))}
			</ul>
		</div>
	);
}

/** Row by row, what a document would change or an event has changed: the part, then each field before and after. */
export function InventoryDiff({ changes }: { readonly changes: readonly InventoryChangeView[] }) {
	return (
		<ul className="divide-y divide-line">
			{changes.map((change) => (
				<li key={keyOf(change)}>
					<ChangeRow change={change} />
				</li>
			))}
		</ul>
	);
}

/** The same for thousands of changes: draws only what is seen. */
export function LongInventoryDiff({ changes }: { readonly changes: readonly InventoryChangeView[] }) {
	const row = (index: number) => changes[index];
	return (
		<Rows
			count={changes.length}
			estimate={() => 44}
			keyOf={(index) => {
				const change = row(index);
				return change === undefined ? String(index) : keyOf(change);
			}}
			render={(index) => {
				const change = row(index);
				return (
					change !== undefined && (
						<div className="border-b border-line">
							<ChangeRow change={change} />
						</div>
					)
				);
			}}
		/>
	);
}
