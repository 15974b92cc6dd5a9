/**
 * The inventory tables, projected from an estate's stream inside the append's transaction. Promises: after every commit
 * they hold exactly what the stream folds to; only touched components are written.
 */
import "server-only";
import { keyOf } from "@/lib/domain/inventory/components.ts";
import { isComponentEvent } from "@/lib/domain/inventory/events.ts";
import type { EstateState, RecordedEstateEvent } from "@/lib/domain/inventory/evolve.ts";
import { bulkInsert } from "./bulk-insert.ts";
import type { Tx } from "./db.ts";
import { type InventoryRows, inventoryRows, wantedKeys } from "./inventory-rows.ts";

const CHUNK = 500;

function chunks<T>(items: readonly T[]): T[][] {
	return Array.from({ length: Math.ceil(items.length / CHUNK) }, (_, i) => items.slice(i * CHUNK, (i + 1) * CHUNK));
}

const estateRow = (id: string, state: EstateState) => {
	const { name, timeZone, usersCount, installerShare, backupShare, usesTags, federatedIdpMfaBehavior } = state.inventory.estate;
	return {
		id,
		sequence: state.sequence,
		name,
		timeZone,
		usersCount: usersCount ?? null,
		installerShare: installerShare ?? null,
		backupShare: backupShare ?? null,
		usesTags,
		federatedIdpMfaBehavior,
		createdAt: state.createdAt,
		createdBy: state.createdBy,
		changedAt: state.changedAt,
		changedBy: state.changedBy,
		archivedAt: state.archived?.at ?? null,
		copyOf: state.copyOf?.estateId ?? null,
	};
};

async function removeRows(tx: Tx, estateId: string, rows: InventoryRows): Promise<void> {
	const keys = (those: readonly { key: string }[]) => chunks(those.map(({ key }) => key)).map((key) => ({ estateId, key: { in: key } }));
	for (const where of keys(rows.host)) await tx.host.deleteMany({ where });
	for (const where of keys(rows.mfaServer)) await tx.mfaServer.deleteMany({ where });
	for (const where of keys(rows.userPortal)) await tx.userPortal.deleteMany({ where });
	for (const where of keys(rows.mobileAppWebService)) await tx.mobileAppWebService.deleteMany({ where });
	for (const where of keys(rows.adfsFarm)) await tx.adfsFarm.deleteMany({ where });
	for (const where of keys(rows.adfsNode)) await tx.adfsNode.deleteMany({ where });
	for (const where of keys(rows.pool)) await tx.pool.deleteMany({ where });
	for (const where of keys(rows.clientSystem)) await tx.clientSystem.deleteMany({ where });
	for (const memberKind of new Set(rows.poolMember.map((row) => row.memberKind))) {
		const members = new Set(rows.poolMember.flatMap((row) => (row.memberKind === memberKind ? [row.memberKey] : [])));
		for (const memberKey of chunks([...members]))
			await tx.poolMember.deleteMany({ where: { estateId, memberKind, memberKey: { in: memberKey } } });
	}
}

async function insertRows(tx: Tx, rows: InventoryRows): Promise<void> {
	await bulkInsert(tx, "Host", rows.host);
	await bulkInsert(tx, "MfaServer", rows.mfaServer);
	await bulkInsert(tx, "UserPortal", rows.userPortal);
	await bulkInsert(tx, "MobileAppWebService", rows.mobileAppWebService);
	await bulkInsert(tx, "AdfsFarm", rows.adfsFarm);
	await bulkInsert(tx, "AdfsNode", rows.adfsNode);
	await bulkInsert(tx, "Pool", rows.pool);
	await bulkInsert(tx, "PoolMember", rows.poolMember);
	await bulkInsert(tx, "ClientSystem", rows.clientSystem);
}

async function upsertEstate(tx: Tx, id: string, state: EstateState): Promise<void> {
	const row = estateRow(id, state);
	await tx.estate.upsert({ where: { id }, create: row, update: row });
}

/** Writes what `events` changed; `before` and `after` are the folded states around them. */
export async function projectEstate(
	tx: Tx,
	id: string,
	before: EstateState | undefined,
	after: EstateState,
	events: readonly RecordedEstateEvent[],
): Promise<void> {
	await upsertEstate(tx, id, after);
	const components = events.filter(isComponentEvent);
	if (components.length === 0) return;
	const touched = wantedKeys(new Set(components.map(({ data: { component, name } }) => `${component} ${keyOf(component, name)}`)));
	if (before) await removeRows(tx, id, inventoryRows(id, before.inventory, touched));
	await insertRows(tx, inventoryRows(id, after.inventory, touched));
}

/** Throws every row of an estate's inventory away and writes them anew from the folded state. */
export async function rebuildEstate(tx: Tx, id: string, state: EstateState): Promise<void> {
	await upsertEstate(tx, id, state);
	const where = { estateId: id };
	await tx.host.deleteMany({ where });
	await tx.mfaServer.deleteMany({ where });
	await tx.userPortal.deleteMany({ where });
	await tx.mobileAppWebService.deleteMany({ where });
	await tx.adfsFarm.deleteMany({ where });
	await tx.adfsNode.deleteMany({ where });
	await tx.pool.deleteMany({ where });
	await tx.poolMember.deleteMany({ where });
	await tx.clientSystem.deleteMany({ where });
	await insertRows(tx, inventoryRows(id, state.inventory));
}
