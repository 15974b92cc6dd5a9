import type { ReactNode } from "react";
import { Icon } from "@/components/ui/icon.tsx";

/** Buttons reach under the thumb on a phone: tall, side by side, the main one widest and last. */
export const mainButton = "max-lg:min-h-13 max-lg:flex-[1.6] max-lg:text-16";
export const sideButton = "max-lg:min-h-13 max-lg:flex-1 max-lg:text-16";

/** The reason at the left, the buttons at the right; one under the other on a phone. */
export function ActionBar({
	reason,
	offer,
	children,
}: {
	readonly reason?: ReactNode;
	/** What can be done about the reason, under it. */
	readonly offer?: ReactNode;
	readonly children: ReactNode;
}) {
	return (
		<div className="flex flex-wrap items-center justify-end gap-2">
			{(reason || offer) && (
				<div className="flex min-w-0 flex-1 basis-full flex-col items-start gap-2 lg:basis-56">
					{reason && (
						<p className="flex items-start gap-2 text-13">
							<Icon name="state-warning" className="mt-0.5 text-amber" />
							<span className="min-w-0">
								<strong className="font-medium">Not yet:</strong> {reason}
							</span>
						</p>
					)}
					{offer}
				</div>
			)}
			{children}
		</div>
	);
}
