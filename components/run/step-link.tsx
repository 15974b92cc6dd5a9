"use client";
import { usePathname, useSearchParams } from "next/navigation";
import { type MouseEvent, type ReactNode, useCallback } from "react";

/** The address of a step on the page one is on: it can be pasted in chat. Keeps the other parameters. */
export function stepHref(pathname: string, search: string, stepId: string | undefined): string {
	const query = new URLSearchParams(search);
	if (stepId === undefined) query.delete("step");
	else query.set("step", stepId);
	const text = query.toString();
	return text === "" ? pathname : `${pathname}?${text}`;
}

/** The step the address names, and a way to change it without asking the server for the page again. */
export function useSelectedStep(): { readonly selected: string | undefined; readonly select: (stepId: string | undefined) => void } {
	const pathname = usePathname();
	const search = useSearchParams();
	const text = search.toString();
	const select = useCallback(
		(stepId: string | undefined) => window.history.pushState(null, "", stepHref(pathname, text, stepId)),
		[pathname, text],
	);
	return { selected: search.get("step") ?? undefined, select };
}

const plainClick = (event: MouseEvent): boolean =>
	event.button === 0 && !event.metaKey && !event.ctrlKey && !event.shiftKey && !event.altKey;

/** A link to a step, on the same page. */
export function StepLink({
	stepId,
	className = "link font-medium",
	label,
	current,
	children,
}: {
	readonly stepId: string;
	readonly className?: string;
	readonly label?: string;
	readonly current?: boolean;
	readonly children: ReactNode;
}) {
	const pathname = usePathname();
	const search = useSearchParams().toString();
	const href = stepHref(pathname, search, stepId);
	return (
		<a
			href={href}
			aria-label={label}
			aria-current={current ? "true" : undefined}
			data-step={stepId}
			className={className}
			onClick={(event) => {
				if (!plainClick(event)) return;
				event.preventDefault();
				window.history.pushState(null, "", href);
			}}
		>
			{children}
		</a>
	);
}
