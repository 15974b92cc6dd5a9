import { Icon } from "@/components/ui/icon.tsx";
import { Kbd } from "@/components/ui/kbd.tsx";
import { Brand } from "./brand.tsx";
import { GapCard } from "./gap-card.tsx";
import { NavLink } from "./nav-link.tsx";
import { PersonMenu } from "./person-menu.tsx";
import { places } from "./places.ts";
import type { ShellData } from "./shell-data.ts";

const MOST_ESTATES = 12;

/** Where one can go, which gaps are open, who is here. The same on desks and, in a drawer, on phones. */
export function SideBar({
	data,
	onFind,
	onNavigate,
}: {
	readonly data: ShellData;
	readonly onFind: () => void;
	/** Closes the drawer on phones. */
	readonly onNavigate?: (() => void) | undefined;
}) {
	return (
		<div className="flex h-full min-h-0 flex-col gap-0.5 p-3">
			{onNavigate === undefined && (
				<div className="mb-2 flex h-8 items-center px-1.5">
					<Brand />
				</div>
			)}
			<button
				type="button"
				onClick={onFind}
				className="mb-2 flex min-h-8 items-center gap-2 rounded-control border border-line-strong bg-surface px-2 text-13 text-ink-3 hover:bg-hover pointer-coarse:min-h-11"
			>
				<Icon name="search" size={14} />
				Find or do
				<span className="ml-auto flex gap-1">
					<Kbd>Ctrl K</Kbd>
				</span>
			</button>
			<nav aria-label="Main" className="flex min-h-0 flex-1 flex-col gap-0.5 overflow-y-auto">
				{places.map((place) => (
					<NavLink
						key={place.href}
						href={place.href}
						exact={place.href === "/"}
						count={place.count === undefined || data.counts[place.count] === 0 ? undefined : data.counts[place.count]}
						onNavigate={onNavigate}
					>
						<Icon name={place.icon} />
						{place.label}
					</NavLink>
				))}
				{data.estates.length > 0 && <p className="px-2 pt-4 pb-1 text-12 text-ink-3">Estates</p>}
				{data.estates.slice(0, MOST_ESTATES).map((estate) => (
					<NavLink
						key={estate.id}
						href={`/estates/${estate.id}`}
						onNavigate={onNavigate}
						count={<span className="mono">{estate.version}</span>}
					>
						<span className="min-w-0 truncate" title={estate.name}>
							{estate.name}
						</span>
					</NavLink>
				))}
			</nav>
			<div className="flex flex-col gap-2 pt-3">
				{data.gaps.map((gap) => (
					<GapCard key={`${gap.planId} ${gap.farm}`} gap={gap} />
				))}
				<PersonMenu me={data.me} />
			</div>
		</div>
	);
}
