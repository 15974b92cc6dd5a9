import type { ReactNode } from "react";
import { cx } from "./cx.ts";
import { StateIcon, type StateName } from "./state.tsx";

export type AlertTone = "info" | "success" | "warning" | "blocker" | "danger";

const tones: Record<AlertTone, { readonly state: StateName; readonly box: string; readonly word: string }> = {
	info: { state: "info", box: "border-line bg-well", word: "Note" },
	success: { state: "done", box: "border-green-line bg-green-bg", word: "Done" },
	warning: { state: "warning", box: "border-amber-line bg-amber-bg", word: "Warning" },
	blocker: { state: "blocker", box: "border-control-line bg-well", word: "Not possible" },
	danger: { state: "failed", box: "border-red-line bg-red-bg", word: "Failed" },
};

/**
 * What happened or what is refused, where it happened: there are no toasts. `live` speaks it when it appears;
 * `danger` only for an open gap, a failed step, a lost connection, a passed deadline. A refusal is `blocker`.
 */
export function Alert({
	tone = "info",
	title,
	live = false,
	actions,
	className,
	children,
}: {
	readonly tone?: AlertTone;
	readonly title?: ReactNode;
	readonly live?: boolean;
	readonly actions?: ReactNode;
	readonly className?: string | undefined;
	readonly children?: ReactNode;
}) {
	const look = tones[tone];
	return (
		<div
			role={live ? "alert" : undefined}
			className={cx("flex items-start gap-3 rounded-card border px-4 py-3 text-13 text-ink", look.box, className)}
		>
			<StateIcon state={look.state} className="mt-0.5" />
			<div className="min-w-0 flex-1">
				<span className="sr-only">{look.word}: </span>
				{title !== undefined && <p className="font-medium">{title}</p>}
				{children !== undefined && <div className={cx("wrap-anywhere", title !== undefined && "mt-0.5 text-ink-2")}>{children}</div>}
			</div>
			{actions}
		</div>
	);
}

/** A strip across the whole page: the notice that stays, or the connection that went. */
export function Banner({
	tone = "info",
	action,
	children,
	live = false,
}: {
	readonly tone?: AlertTone;
	readonly action?: ReactNode;
	readonly live?: boolean;
	readonly children: ReactNode;
}) {
	return (
		<div
			role={live ? "alert" : undefined}
			className={cx(
				"flex min-h-9 flex-wrap items-center gap-x-4 gap-y-0.5 border-b px-4 py-2 text-13 text-ink-2 md:px-5",
				tone === "danger" ? "border-red-line bg-red-bg text-ink" : tone === "warning" ? "border-line bg-canvas" : "border-line bg-canvas",
			)}
		>
			<span className="flex min-w-0 flex-1 basis-44 items-start gap-2 sm:basis-64">
				<StateIcon state={tones[tone].state} className="mt-0.5" />
				<span className="min-w-0">{children}</span>
			</span>
			{action}
		</div>
	);
}

export type Issue = { readonly path: string; readonly message: string };

/** Everything wrong with what was sent, each with the place in it. Nothing typed is lost meanwhile. */
export function ErrorSummary({
	title,
	issues,
	max = 50,
}: {
	readonly title: ReactNode;
	readonly issues: readonly Issue[];
	readonly max?: number;
}) {
	return (
		<div role="alert" className="rounded-card border-2 border-ink bg-surface p-4">
			<p className="flex items-start gap-2 font-semibold">
				<StateIcon state="blocker" className="mt-0.5" />
				{title}
			</p>
			{issues.length > 0 && (
				<ul className="mt-3 flex flex-col gap-2 text-13">
					{issues.slice(0, max).map((issue) => (
						<li key={`${issue.path} ${issue.message}`} className="grid gap-x-4 gap-y-0.5 sm:grid-cols-[minmax(0,14rem)_minmax(0,1fr)]">
							<code className="mono wrap-anywhere text-ink">{issue.path === "" ? "whole document" : issue.path}</code>
							<span className="wrap-anywhere text-ink-2">{issue.message}</span>
						</li>
					))}
				</ul>
			)}
			{issues.length > max && <p className="mt-3 text-12 text-ink-3">and {issues.length - max} more; put these right first.</p>}
		</div>
	);
}
