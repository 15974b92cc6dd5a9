import type { ReactNode } from "react";
import { Brand } from "./brand.tsx";

/** Frame of the pages before signing in: one column, nothing to distract, what is recorded said at the foot. */
export function EntryFrame({
	title,
	lead,
	version,
	children,
}: {
	readonly title: string;
	readonly lead?: ReactNode;
	readonly version: string;
	readonly children: ReactNode;
}) {
	return (
		<div className="grid min-h-dvh grid-rows-[auto_1fr_auto] bg-canvas">
			<header className="px-5 py-6 sm:px-8">
				<Brand />
			</header>
			<main className="grid place-items-center px-5">
				<div className="w-full max-w-94">
					<h1 className="text-24 font-semibold tracking-tight">{title}</h1>
					{lead !== undefined && <div className="mt-1 text-14 text-ink-2">{lead}</div>}
					<div className="mt-6">{children}</div>
				</div>
			</main>
			<footer className="flex flex-wrap gap-x-4 gap-y-1 px-5 py-6 text-12 text-ink-3 sm:px-8">
				<span>Version {version}</span>
				<span>Sign-in attempts are recorded</span>
			</footer>
		</div>
	);
}
