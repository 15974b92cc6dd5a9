import type { Metadata } from "next";
import { ComponentEditor } from "@/components/estate/component-editor.tsx";
import { ComponentTable } from "@/components/estate/component-table.tsx";
import { editableRows, isTableType, rowCounts } from "@/components/estate/editable-rows.ts";
import { estateComponents } from "@/components/estate/estate-components.ts";
import { KindChoice } from "@/components/estate/kind-choice.tsx";
import { DEFAULT_TARGET } from "@/components/estate/target.ts";
import { PageBody } from "@/components/shell/page-header.tsx";
import { Card } from "@/components/ui/card.tsx";
import { may } from "@/lib/domain/access/permissions.ts";
import { estateOr404 } from "../estate-or-404.ts";
import { principalHere } from "../principal-here.ts";

export const metadata: Metadata = { title: "Components" };

type Key = "of" | "words" | "open" | "field" | "kind" | "standing";
const text = (value: string | string[] | undefined): string => (typeof value === "string" ? value : "");

export default async function ComponentsPage({
	params,
	searchParams,
}: {
	readonly params: Promise<{ id: string }>;
	readonly searchParams: Promise<Readonly<Partial<Record<Key, string | string[]>>>>;
}) {
	const [{ id }, query, principal] = [await params, await searchParams, await principalHere(params)];
	const { inventory, sequence, people, timeZone, archived } = await estateOr404(id);
	const of = text(query.of);
	const type = isTableType(of) ? of : undefined;
	const initial = { words: text(query.words), open: text(query.open), field: text(query.field) };
	return (
		<PageBody className="gap-3">
			<KindChoice estateId={id} current={type} counts={rowCounts(inventory)} />
			<Card>
				{type === undefined ? (
					<ComponentTable
						estateId={id}
						components={estateComponents(inventory, DEFAULT_TARGET)}
						initial={{ words: initial.words, kind: text(query.kind), standing: text(query.standing) }}
					/>
				) : (
					<ComponentEditor
						key={type}
						estateId={id}
						sequence={sequence}
						type={type}
						rows={editableRows(inventory, type)}
						editable={may(principal.role, "lead") && archived === undefined}
						people={people}
						zone={timeZone}
						initial={initial}
					/>
				)}
			</Card>
		</PageBody>
	);
}
