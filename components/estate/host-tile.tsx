import type { Route } from "next";
import Link from "next/link";
import { VersionChip } from "@/components/ui/chip.tsx";
import { cx } from "@/components/ui/cx.ts";
import { Icon } from "@/components/ui/icon.tsx";
import { formHref } from "./component-link.ts";
import { kindWord } from "./estate-components.ts";
import { kindIcon } from "./host-card.tsx";
import type { HostBox } from "./topology-model.ts";

/** A host of a large estate in one line: its name, whether it is the primary, what stands on it, the version. */
export function HostTile({ box, estateId }: { readonly box: HostBox; readonly estateId: string }) {
	const [first] = box.components;
	const products = box.components.filter((part) => part.kind !== "web-service-sdk");
	const versions = [...new Set(box.components.map((part) => part.version))];
	const says = [
		box.primary ? "primary" : "",
		box.widPrimary ? "WID primary" : "",
		...box.components.map((part) => `${kindWord[part.kind]} ${part.version}`),
		...box.calls,
		...box.remarks,
	].filter(Boolean);
	const inside = (
		<>
			{(box.primary || box.widPrimary) && <Icon name="star" size={12} className="shrink-0" />}
			<span className="mono min-w-0 flex-1 truncate font-medium">{box.host.name}</span>
			{products.length > 1 &&
				products.map((part) => <Icon key={part.key} name={kindIcon[part.kind]} size={12} className="shrink-0 text-ink-3" />)}
			{versions.map((version) => (
				<VersionChip
					key={version}
					version={version}
					relation={box.components.find((part) => part.version === version)?.standing ?? "unknown"}
				/>
			))}
			{/* Seen under the name; the sentence for screen readers has it already. */}
			{box.calls.map((call) => (
				<span key={call} aria-hidden="true" className="basis-full pb-0.5 wrap-anywhere text-ink-3">
					{call}
				</span>
			))}
			<span className="sr-only">: {says.join(", ")}</span>
		</>
	);
	const look = cx(
		"flex min-h-8 min-w-0 flex-wrap items-center gap-x-1.5 rounded-control border bg-surface px-2 text-12 text-ink pointer-coarse:min-h-11",
		box.primary ? "border-ink-2 inset-ring inset-ring-ink-2" : box.drawnAbove ? "border-dashed border-line" : "border-line",
	);
	return (
		<li title={says.join(", ")} className="min-w-0">
			{first === undefined ? (
				<span className={look}>{inside}</span>
			) : (
				<Link href={formHref(estateId, first) as Route} className={cx(look, "hover:bg-hover")}>
					{inside}
				</Link>
			)}
		</li>
	);
}
