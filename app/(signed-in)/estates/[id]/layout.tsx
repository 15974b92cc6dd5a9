import type { Route } from "next";
import Link from "next/link";
import type { ReactNode } from "react";
import { estateComponents, skewOf } from "@/components/estate/estate-components.ts";
import { EstateMenu } from "@/components/estate/estate-menu.tsx";
import { EstateTabs } from "@/components/estate/estate-tabs.tsx";
import { SkewStrip } from "@/components/estate/skew-strip.tsx";
import { DEFAULT_TARGET } from "@/components/estate/target.ts";
import { PageHeader } from "@/components/shell/page-header.tsx";
import { Banner } from "@/components/ui/alert.tsx";
import { ButtonLink } from "@/components/ui/button-link.tsx";
import { Icon } from "@/components/ui/icon.tsx";
import { RelativeTime } from "@/components/ui/time.tsx";
import { may } from "@/lib/domain/access/permissions.ts";
import { estateFindings } from "./estate-findings.ts";
import { estateOr404 } from "./estate-or-404.ts";
import { principalHere } from "./principal-here.ts";

export default async function EstateLayout({
	params,
	children,
}: {
	readonly params: Promise<{ id: string }>;
	readonly children: ReactNode;
}) {
	const [{ id }, principal] = [await params, await principalHere(params)];
	const estate = await estateOr404(id);
	const { usersCount, timeZone } = estate.inventory.estate;
	const components = estateComponents(estate.inventory, DEFAULT_TARGET);
	const facts = [usersCount === undefined ? undefined : `${usersCount.toLocaleString("en-GB")} users`, timeZone].filter(
		(fact) => fact !== undefined,
	);
	return (
		<>
			<PageHeader
				crumbs={[{ label: "Estates", href: "/estates" }]}
				title={estate.name}
				meta={
					<>
						{facts.join(", ")}. Changed by {estate.people[estate.changedBy]?.name ?? "somebody"},{" "}
						<RelativeTime at={estate.changedAt} zone={timeZone} />
					</>
				}
				actions={
					may(principal.role, "lead") && (
						<>
							<EstateMenu id={id} name={estate.name} archived={estate.archived !== undefined} />
							{estate.archived === undefined && (
								<>
									<ButtonLink href={`/estates/${id}/import` as Route}>
										<Icon name="import" />
										Import
									</ButtonLink>
									<ButtonLink href={`/plans/new?estate=${id}` as Route} variant="primary">
										<Icon name="plans" />
										New plan
									</ButtonLink>
								</>
							)}
						</>
					)
				}
			/>
			{estate.archived !== undefined && (
				<Banner tone="warning">
					Archived by {estate.people[estate.archived.by]?.name ?? "somebody"} <RelativeTime at={estate.archived.at} zone={timeZone} />
					{estate.archived.reason === undefined ? "" : `: ${estate.archived.reason}`}. Everything is kept; nothing can be changed until it
					is restored.
				</Banner>
			)}
			{estate.copyOf !== undefined && (
				<Banner>
					A copy to rehearse on. Live runs belong to{" "}
					<Link href={`/estates/${estate.copyOf}` as Route} className="link">
						the estate it was copied from
					</Link>
					.
				</Banner>
			)}
			<SkewStrip skew={skewOf(components)} target={DEFAULT_TARGET} />
			<EstateTabs
				id={id}
				counts={{
					components: components.length,
					findings: estateFindings(estate.inventory, DEFAULT_TARGET).length,
					plans: estate.plans.length,
				}}
			/>
			{children}
		</>
	);
}
