import type { Metadata, Route } from "next";
import Form from "next/form";
import { FactAgeLimit } from "@/components/estate/fact-age-limit.tsx";
import { findingCounts } from "@/components/estate/finding-groups.ts";
import { FindingList } from "@/components/estate/finding-list.tsx";
import { type Mendable, mendLink } from "@/components/estate/mend-link.ts";
import { DEFAULT_TARGET } from "@/components/estate/target.ts";
import { PageBody } from "@/components/shell/page-header.tsx";
import { Button } from "@/components/ui/button.tsx";
import { Card } from "@/components/ui/card.tsx";
import { TextField } from "@/components/ui/field.tsx";
import { may } from "@/lib/domain/access/permissions.ts";
import { lintInventory } from "@/lib/domain/inventory/lint.ts";
import { version } from "@/lib/domain/version.ts";
import { instantNow } from "@/lib/server/access.ts";
import { estateFindings } from "../estate-findings.ts";
import { estateOr404 } from "../estate-or-404.ts";
import { principalHere } from "../principal-here.ts";

export const metadata: Metadata = { title: "Findings" };

export default async function FindingsPage({
	params,
	searchParams,
}: {
	readonly params: Promise<{ id: string }>;
	readonly searchParams: Promise<{ readonly target?: string | string[] }>;
}) {
	const [{ id }, { target }] = [await params, await searchParams];
	const [estate, principal] = [await estateOr404(id), await principalHere(params)];
	const { inventory, factAges, maxFactAgeDays } = estate;
	const asked = typeof target === "string" && target !== "" ? target.trim() : DEFAULT_TARGET;
	const parsed = version.safeParse(asked);
	const findings = parsed.success ? estateFindings(inventory, parsed.data) : [];
	// What the estate shows by itself, as far as the planner has not said it.
	const said = new Set(findings.flatMap(({ code, subjects }) => subjects.map((subject) => `${code} ${subject}`)));
	const always = lintInventory(inventory, { at: instantNow(), factAges, maxAgeDays: maxFactAgeDays })
		.filter(({ code, subject }) => !said.has(`${code} ${subject}`))
		.map(({ subject, ...rest }) => ({ ...rest, subjects: [subject] }));
	const mend = (finding: Mendable) => mendLink(id, inventory, finding);
	return (
		<PageBody>
			<Form action={`/estates/${id}/findings` as Route} className="flex flex-wrap items-start gap-2">
				<TextField
					label="On the way to version"
					name="target"
					defaultValue={asked}
					className="w-44 [&_input]:font-mono"
					{...(parsed.success ? {} : { error: parsed.error.issues[0]?.message })}
				/>
				<Button type="submit" className="mt-6 min-h-9">
					Look again
				</Button>
			</Form>
			{parsed.success && (
				<Card title={`On the way to ${asked}`} count={findingCounts(findings)}>
					<FindingList findings={findings} mend={mend} />
				</Card>
			)}
			{always.length > 0 && (
				<Card title="Whatever the target" count={always.length}>
					<FindingList findings={always} mend={mend} />
				</Card>
			)}
			<FactAgeLimit
				estateId={id}
				days={maxFactAgeDays}
				read={Object.keys(factAges).length}
				editable={may(principal.role, "lead") && estate.archived === undefined}
			/>
		</PageBody>
	);
}
