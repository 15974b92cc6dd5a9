import type { Metadata } from "next";
import { CopiesTable } from "@/components/audit/copies-table.tsx";
import { PageBody, PageHeader } from "@/components/shell/page-header.tsx";
import { Card } from "@/components/ui/card.tsx";
import { EmptyState } from "@/components/ui/empty-state.tsx";
import { people } from "@/lib/server/people.ts";
import { listPlans } from "@/lib/server/queries.ts";
import { copiesOfPlans, todayOf } from "@/lib/server/secret-copies.ts";
import { requirePrincipal } from "@/lib/server/session.ts";

export const metadata: Metadata = { title: "Copies with secrets" };

export default async function CopiesPage() {
	const principal = await requirePrincipal();
	const [found, names] = await Promise.all([copiesOfPlans(await listPlans(principal), todayOf()), people()]);
	return (
		<>
			<PageHeader crumbs={[{ label: "History", href: "/history" }]} title="Copies with secrets" />
			<PageBody>
				<p className="max-w-[72ch] text-ink-2">
					Backups of configuration and data files may hold the password of a service account. Every run that ended and left some stays on
					this list until somebody confirms that they are destroyed. Lockstep holds none of them, only where they lie.
				</p>
				<Card>
					{found.length === 0 ? (
						<EmptyState icon="box" title="No run left copies behind">
							When a live run ends, the backups it made are listed here.
						</EmptyState>
					) : (
						<CopiesTable rows={found} people={names} />
					)}
				</Card>
			</PageBody>
		</>
	);
}
