import type { Route } from "next";
import Link from "next/link";
import { Chip, VersionChip } from "@/components/ui/chip.tsx";
import { cx } from "@/components/ui/cx.ts";
import { type GlyphName, Icon } from "@/components/ui/icon.tsx";
import type { Host } from "@/lib/domain/inventory/document.ts";
import { formHref } from "./component-link.ts";
import { type ComponentKind, kindWord } from "./estate-components.ts";
import type { HostBox } from "./topology-model.ts";
import { anchor } from "./topology-relations.ts";

export const kindIcon: Record<ComponentKind, GlyphName> = {
	"mfa-server": "shield-tick",
	"web-service-sdk": "terminal",
	"user-portal": "browser",
	"mobile-app": "phone",
	"adfs-adapter": "key",
};

const osWord: Partial<Record<Host["os"], string>> = { "2008R2": "2008 R2", "2012R2": "2012 R2", other: "other system" };

/** What the corner of the card says about the machine: its system, or that it stands in the perimeter. */
const hostFacts = (host: Host): string =>
	[host.os === "unknown" ? undefined : (osWord[host.os] ?? host.os), host.zone === "perimeter" ? "perimeter" : undefined]
		.filter((part) => part !== undefined)
		.join(", ");

const numberWord = ["No", "One", "Two", "Three", "Four", "Five"];

/** One machine and what is installed on it. A second edge behind it: several products share the host. */
export function HostCard({ box, estateId }: { readonly box: HostBox; readonly estateId: string }) {
	const products = box.components.filter((part) => part.kind !== "web-service-sdk");
	const shared = products.length > 1 && !box.drawnAbove;
	return (
		<article
			data-anchor={box.drawnAbove ? undefined : anchor("host", box.host.name)}
			className={cx(
				"relative flex min-w-0 flex-col gap-1 rounded-card border bg-surface py-2 pr-2 pl-3 shadow-1",
				box.primary ? "border-ink-2 inset-ring inset-ring-ink-2" : box.drawnAbove ? "border-dashed border-line" : "border-line",
				shared &&
					"mr-1 mb-1 before:absolute before:inset-0 before:-z-10 before:translate-x-1 before:translate-y-1 before:rounded-card before:border before:border-line-strong before:bg-surface",
			)}
		>
			<div className="flex min-h-6 flex-wrap items-center gap-x-2 gap-y-0.5">
				<h4 className="mono text-13 font-semibold wrap-anywhere">{box.host.name}</h4>
				{box.primary && (
					<Chip tone="inverse">
						<Icon name="star" size={12} />
						Primary
					</Chip>
				)}
				{box.widPrimary && <Chip tone="line">WID primary</Chip>}
				<span className="ml-auto pr-1.5 text-12 whitespace-nowrap text-ink-3">{hostFacts(box.host)}</span>
			</div>
			<ul className="flex flex-col gap-1">
				{box.components.map((part) => (
					<li key={part.key} className="flex min-h-6 items-center gap-2 text-13 text-ink-2">
						<Icon name={kindIcon[part.kind]} size={14} className="text-ink-3" />
						<Link
							href={formHref(estateId, part) as Route}
							className="min-w-0 flex-1 hover:underline pointer-coarse:min-h-11 pointer-coarse:content-center"
						>
							{part.kind === "adfs-adapter" ? "Adapter" : kindWord[part.kind]}
							<span className="sr-only"> on {box.host.name}</span>
						</Link>
						<VersionChip version={part.version} relation={part.standing} />
					</li>
				))}
			</ul>
			{(shared || box.calls.length > 0 || box.remarks.length > 0) && (
				<ul className="flex flex-col gap-1 border-t border-dashed border-line pt-1.5 text-12 text-ink-3">
					{shared && (
						<li className="flex items-center gap-1.5">
							<Icon name="layers" size={12} />
							{numberWord[products.length] ?? products.length} products, one host
						</li>
					)}
					{box.calls.map((call) => (
						<li key={call} className="flex items-center gap-1.5 wrap-anywhere">
							<Icon name="arrow-right" size={12} />
							{call}
						</li>
					))}
					{box.remarks.map((remark) => (
						<li key={remark} className="flex items-center gap-1.5 wrap-anywhere">
							<Icon name="state-info" size={12} />
							{remark}
						</li>
					))}
				</ul>
			)}
		</article>
	);
}
