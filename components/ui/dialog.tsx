"use client";
import { Dialog as Base } from "@base-ui/react/dialog";
import type { ReactNode, RefObject } from "react";
import { buttonLook } from "./button-look.ts";
import { cx } from "./cx.ts";
import { Icon } from "./icon.tsx";

const shapes = {
	/** In the middle of a desk, at the thumb's edge of a phone. */
	dialog:
		"inset-x-0 bottom-0 max-h-[92dvh] rounded-t-dialog sm:inset-x-auto sm:bottom-auto sm:top-[12vh] sm:left-1/2 sm:w-full sm:-translate-x-1/2 sm:rounded-dialog sm:max-h-[76vh]",
	/** From the left edge, for navigation. */
	drawer: "inset-y-0 left-0 w-[min(18rem,88vw)] rounded-r-dialog",
} as const;
const widths = { sm: "sm:max-w-md", md: "sm:max-w-xl", lg: "sm:max-w-3xl" } as const;

export type DialogProps = {
	readonly open: boolean;
	readonly onOpenChange: (open: boolean) => void;
	readonly title: ReactNode;
	/** One or two sentences under the title, read out when the dialog opens. */
	readonly description?: ReactNode;
	readonly shape?: keyof typeof shapes;
	readonly width?: keyof typeof widths;
	/** Buttons, right-aligned; the safe one first. */
	readonly footer?: ReactNode;
	readonly initialFocus?: RefObject<HTMLElement | null>;
	/** Hides the head from sight, as the palette does; the title is still spoken. */
	readonly headHidden?: boolean;
	readonly children?: ReactNode;
};

/** A modal layer: focus stays in it, Escape and the cross close it, focus returns to where it came from. */
export function Dialog(props: DialogProps) {
	const { open, onOpenChange, title, description, shape = "dialog", width = "sm", footer, initialFocus, headHidden, children } = props;
	return (
		<Base.Root open={open} onOpenChange={onOpenChange}>
			<Base.Portal>
				<Base.Backdrop className="fixed inset-0 z-40 bg-scrim" />
				<Base.Popup
					{...(initialFocus === undefined ? {} : { initialFocus })}
					className={cx(
						"fixed z-50 flex animate-rise flex-col overflow-hidden border border-line bg-surface text-14 text-ink shadow-3 outline-none",
						shapes[shape],
						shape === "dialog" && widths[width],
					)}
				>
					<div className={cx("flex items-start gap-4 p-5 pb-3", headHidden && "not-focus-within:sr-only")}>
						<div className="min-w-0 flex-1">
							<Base.Title className="text-16 font-semibold tracking-tight">{title}</Base.Title>
							{description !== undefined && <Base.Description className="mt-1 text-13 text-ink-2">{description}</Base.Description>}
						</div>
						<Base.Close className={cx(buttonLook({ variant: "quiet", size: "md", square: true }), "-mt-1 -mr-2")}>
							<Icon name="close" label="Close" />
						</Base.Close>
					</div>
					<div className={cx("min-h-0 flex-1 overflow-y-auto", headHidden ? "" : "px-5 pb-5")}>{children}</div>
					{footer !== undefined && (
						<div className="flex flex-wrap items-center justify-end gap-2 border-t border-line bg-canvas px-5 py-3">{footer}</div>
					)}
				</Base.Popup>
			</Base.Portal>
		</Base.Root>
	);
}
