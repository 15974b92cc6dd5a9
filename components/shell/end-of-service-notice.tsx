import type { Route } from "next";
import Link from "next/link";
import { Banner } from "@/components/ui/alert.tsx";
import { Icon } from "@/components/ui/icon.tsx";

/** Stands on every signed-in page: the product being upgraded no longer serves, so an upgrade is a way out, not a goal. */
export function EndOfServiceNotice() {
	return (
		<Banner
			tone="warning"
			action={
				<Link
					href={"/plans/new?recipe=migration-utility-only" as Route}
					className="link inline-flex min-h-6 items-center gap-1 font-medium whitespace-nowrap pointer-coarse:min-h-11"
				>
					Migration recipe
					<Icon name="arrow-right" size={14} />
				</Link>
			}
		>
			MFA Server stopped servicing requests on 30 September 2024.
			<span className="hidden sm:inline"> Use an upgrade to move users' authentication data.</span>
		</Banner>
	);
}
