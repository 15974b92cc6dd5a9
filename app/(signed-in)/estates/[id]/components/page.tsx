import type { Metadata } from "next";
import { ComponentTable } from "@/components/estate/component-table.tsx";
import { estateComponents } from "@/components/estate/estate-components.ts";
import { DEFAULT_TARGET } from "@/components/estate/target.ts";
import { PageBody } from "@/components/shell/page-header.tsx";
import { Card } from "@/components/ui/card.tsx";
import { estateOr404 } from "../estate-or-404.ts";

export const metadata: Metadata = { title: "Components" };

type Query = { readonly words?: string | string[]; readonly kind?: string | string[]; readonly standing?: string | string[] };
const text = (value: string | string[] | undefined): string => (typeof value === "string" ? value : "");

export default async function ComponentsPage({
	params,
	searchParams,
}: {
	readonly params: Promise<{ id: string }>;
	readonly searchParams: Promise<Query>;
}) {
	const [{ id }, query] = [await params, await searchParams];
	const { inventory } = await estateOr404(id);
	return (
		<PageBody>
			<Card>
				<ComponentTable
					components={estateComponents(inventory, DEFAULT_TARGET)}
					initial={{ words: text(query.words), kind: text(query.kind), standing: text(query.standing) }}
				/>
			</Card>
		</PageBody>
	);
}
