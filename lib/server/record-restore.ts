/**
 * Says in the log that it goes on from a backup (reliability G8). Afterwards heads are signed under origins of their
 * own, so nobody is ever shown two roots for one size; whoever holds a later checkpoint of before still sees the fork.
 */
import "server-only";
import { randomUUID } from "node:crypto";
import { appendAccess } from "./access-stream.ts";
import { transaction } from "./db.ts";
import { commit } from "./event-store.ts";
import { newId } from "./secret-token.ts";
import { aloneSigning } from "./signer-lock.ts";
import { rememberedSizes, rememberRestore } from "./signer-memory.ts";
import { SYSTEM } from "./system-actor.ts";

/** The number of the new branch, or undefined when nothing was ever signed, so that there is nothing to tell apart. */
export async function recordRestore(reason: string, at: string = new Date().toISOString()): Promise<number | undefined> {
	if (rememberedSizes().size === 0) return undefined;
	await transaction((tx) => tx.installation.updateMany({ data: { generation: randomUUID() } })); // servers judge anew
	const branch = await aloneSigning(async () => rememberRestore(at));
	const envelope = { actor: SYSTEM, command: { id: newId("restore"), type: "record-restore" }, at };
	const done = await commit((unit) => appendAccess(unit, envelope, [{ type: "log-restored", data: { branch, reason } }]));
	if (!done.ok) throw new Error(`Recording the restore was refused: ${done.error.code}`);
	return branch;
}
