import type { Metadata, Route } from "next";
import { CsvDownloads } from "@/components/estate/csv-downloads.tsx";
import { ImportPanel } from "@/components/estate/import-panel.tsx";
import { PageBody } from "@/components/shell/page-header.tsx";
import { Alert } from "@/components/ui/alert.tsx";
import { buttonLook } from "@/components/ui/button-look.ts";
import { Icon } from "@/components/ui/icon.tsx";
import { may } from "@/lib/domain/access/permissions.ts";
import { estateOr404 } from "../estate-or-404.ts";
import { principalHere } from "../principal-here.ts";

export const metadata: Metadata = { title: "Import an inventory" };

export default async function ImportPage({ params }: { readonly params: Promise<{ id: string }> }) {
	const [{ id }, principal] = [await params, await principalHere(params)];
	const estate = await estateOr404(id);
	const exportUrl = `/api/v1/estates/${id}/inventory` as Route;
	return (
		<PageBody className="max-w-5xl">
			<div className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2">
				<h2 className="text-16 font-semibold tracking-tight">Import into {estate.name}</h2>
				<a href={exportUrl} download={`${estate.name}.json`} className={buttonLook({})}>
					<Icon name="download" />
					Export what is recorded now
				</a>
			</div>
			<CsvDownloads inventory={estate.inventory} />
			{may(principal.role, "lead") ? (
				<ImportPanel estateId={id} base={estate.inventory} sequence={estate.sequence} />
			) : (
				<Alert tone="info" title="Changing the inventory takes a lead">
					You can export it, change the document, and give it to one.
				</Alert>
			)}
		</PageBody>
	);
}
