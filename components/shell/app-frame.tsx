"use client";
import { usePathname } from "next/navigation";
import { type ReactNode, useCallback, useState } from "react";
import { Button } from "@/components/ui/button.tsx";
import { cx } from "@/components/ui/cx.ts";
import { Dialog } from "@/components/ui/dialog.tsx";
import { Icon } from "@/components/ui/icon.tsx";
import { Brand } from "./brand.tsx";
import { CommandPalette, usePaletteKey } from "./command-palette.tsx";
import { GapCard } from "./gap-card.tsx";
import { KeepFresh } from "./keep-fresh.tsx";
import { paletteEntries } from "./palette-entries.ts";
import { wantsRail } from "./place-of.ts";
import { ProveAgainDialog } from "./prove-again-dialog.tsx";
import { Rail } from "./rail.tsx";
import type { ShellData } from "./shell-data.ts";
import { SideBar } from "./side-bar.tsx";

/** Frame of the signed-in pages: side bar on desks, top bar and drawer below 1024 px, palette everywhere. */
export function AppFrame({
	data,
	notice,
	children,
}: {
	readonly data: ShellData;
	readonly notice: ReactNode;
	readonly children: ReactNode;
}) {
	const [finding, setFinding] = useState(false);
	const [drawer, setDrawer] = useState(false);
	const find = useCallback(() => {
		setDrawer(false);
		setFinding(true);
	}, []);
	usePaletteKey(find);
	const rail = wantsRail(usePathname());
	return (
		<div className={cx("min-h-dvh lg:grid", rail ? "lg:grid-cols-[3.5rem_minmax(0,1fr)]" : "lg:grid-cols-[14rem_minmax(0,1fr)]")}>
			<a
				href="#main"
				className="fixed top-2 left-2 z-50 -translate-y-16 rounded-control bg-ink px-3 py-2 text-13 text-surface focus:translate-y-0"
			>
				Skip to the page
			</a>
			<aside aria-label="Side bar" className="sticky top-0 hidden h-dvh border-r border-line bg-canvas lg:block print:hidden">
				{rail ? <Rail data={data} onFind={find} /> : <SideBar data={data} onFind={find} />}
			</aside>
			<div className="flex min-h-dvh min-w-0 flex-col">
				<header className="sticky top-0 z-30 border-b border-line bg-surface lg:hidden print:hidden">
					<div className="flex items-center gap-1 px-2 py-1">
						<Button variant="quiet" size="lg" square aria-label="Open the menu" onClick={() => setDrawer(true)}>
							<Icon name="menu" size={20} />
						</Button>
						<Brand />
						<Button variant="quiet" size="lg" square aria-label="Find or do" className="ml-auto" onClick={find}>
							<Icon name="search" size={20} />
						</Button>
					</div>
					{data.gaps.length > 0 && (
						<div className="flex flex-col gap-2 px-3 pb-2">
							{data.gaps.map((gap) => (
								<GapCard key={`${gap.planId} ${gap.farm}`} gap={gap} />
							))}
						</div>
					)}
				</header>
				<aside aria-label="End of service" className="print:hidden">
					{notice}
				</aside>
				<main id="main" tabIndex={-1} className="flex min-w-0 flex-1 flex-col outline-none">
					{children}
				</main>
			</div>
			<Dialog open={drawer} onOpenChange={setDrawer} title={<Brand />} shape="drawer">
				<div className="-mx-5 -mb-5 h-full">
					<SideBar data={data} onFind={find} onNavigate={() => setDrawer(false)} />
				</div>
			</Dialog>
			<KeepFresh />
			<ProveAgainDialog />
			<CommandPalette open={finding} onOpenChange={setFinding} entries={paletteEntries(data)} />
		</div>
	);
}
