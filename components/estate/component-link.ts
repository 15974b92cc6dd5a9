/** From a component on a page to its form. Pure. */
import type { CsvType } from "@/lib/domain/inventory/csv/columns.ts";
import type { ComponentKind, EstateComponent } from "./estate-components.ts";

const tableOf: Record<ComponentKind, CsvType> = {
	"mfa-server": "mfa-servers",
	"web-service-sdk": "mfa-servers",
	"user-portal": "user-portals",
	"mobile-app": "mobile-app-web-services",
	"adfs-adapter": "adfs-nodes",
};

/** Where the component is edited. */
export const formHref = (estateId: string, { kind, host, belongsTo }: Pick<EstateComponent, "kind" | "host" | "belongsTo">): string =>
	`/estates/${encodeURIComponent(estateId)}/components?${new URLSearchParams({ of: tableOf[kind], open: kind === "adfs-adapter" ? `${belongsTo ?? ""}/${host}` : host })}`;
