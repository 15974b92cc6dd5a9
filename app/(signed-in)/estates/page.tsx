import type { Metadata } from "next";
import Form from "next/form";
import Link from "next/link";
import { EstateTable } from "@/components/estate/estate-table.tsx";
import { DEFAULT_TARGET } from "@/components/estate/target.ts";
import { PageBody, PageHeader } from "@/components/shell/page-header.tsx";
import { Button } from "@/components/ui/button.tsx";
import { ButtonLink } from "@/components/ui/button-link.tsx";
import { Card } from "@/components/ui/card.tsx";
import { EmptyState } from "@/components/ui/empty-state.tsx";
import { TextField } from "@/components/ui/field.tsx";
import { Icon } from "@/components/ui/icon.tsx";
import { may } from "@/lib/domain/access/permissions.ts";
import { fold } from "@/lib/domain/names.ts";
import { findingCounts } from "@/lib/server/finding-counts.ts";
import { listEstates } from "@/lib/server/queries.ts";
import { requirePrincipal } from "@/lib/server/session.ts";

export const metadata: Metadata = { title: "Estates" };

export default async function EstatesPage({
	searchParams,
}: {
	readonly searchParams: Promise<{ readonly q?: string | string[]; readonly show?: string | string[] }>;
}) {
	const principal = await requirePrincipal();
	const { q, show } = await searchParams;
	const archived = show === "archived";
	const words = typeof q === "string" ? q.trim() : "";
	const all = await listEstates(principal, archived ? "archived" : "present");
	const shown = all.filter((estate) => fold(estate.name).includes(fold(words)));
	const ids = shown.map(({ id }) => id);
	const mayAdd = may(principal.role, "lead");
	const add = (
		<ButtonLink href="/estates/new" variant="primary">
			<Icon name="plus" />
			Add an estate
		</ButtonLink>
	);
	return (
		<>
			<PageHeader title={archived ? "Archived estates" : "Estates"} {...(mayAdd && !archived && all.length > 0 ? { actions: add } : {})} />
			<PageBody>
				{all.length === 0 && !archived ? (
					<Card>
						<EmptyState
							icon="estates"
							title="No estate yet"
							action={mayAdd ? add : <p className="text-13 text-ink-2">A lead adds estates. Ask one to import yours.</p>}
						>
							An estate is everything of one organisation that takes part in the upgrade: MFA Servers and their primaries, User Portals, AD
							FS farms, pools. Lockstep computes the safe order of the upgrade from it. Begin with a document, or load the sample.
						</EmptyState>
						<p className="border-t border-line px-4 py-3">
							<ArchiveLink archived={false} />
						</p>
					</Card>
				) : (
					<>
						<div className="flex flex-wrap items-end justify-between gap-3">
							<Form action="/estates" className="flex max-w-md flex-1 items-end gap-2">
								<TextField
									label="Find an estate"
									labelHidden
									name="q"
									type="search"
									placeholder="Find an estate by name"
									defaultValue={words}
									className="flex-1"
								/>
								{archived && <input type="hidden" name="show" value="archived" />}
								<Button type="submit">Find</Button>
							</Form>
							<ArchiveLink archived={archived} />
						</div>
						{shown.length === 0 ? (
							<p className="text-ink-2">{words === "" ? "No estate is archived." : `No estate is called “${words}”.`}</p>
						) : (
							<Card>
								<EstateTable
									archived={archived}
									estates={shown}
									target={DEFAULT_TARGET}
									findings={await findingCounts(principal, ids, DEFAULT_TARGET)}
								/>
							</Card>
						)}
					</>
				)}
			</PageBody>
		</>
	);
}

const ArchiveLink = ({ archived }: { readonly archived: boolean }) => (
	<Link href={archived ? "/estates" : "/estates?show=archived"} className="link text-13">
		{archived ? "Show the estates in use" : "Show archived estates"}
	</Link>
);
