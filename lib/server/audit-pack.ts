/**
 * The audit pack of a plan (docs/audit-pack.md): one zip that can be checked without this product. Promises: the events
 * are the stored bytes, up to the head that is signed for this export; everything else is computed from them.
 */
import "server-only";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { strToU8, zipSync } from "fflate";
import { canonicalText } from "@/lib/domain/canonical.ts";
import { readEvent } from "@/lib/domain/chain.ts";
import { toBase64 } from "@/lib/domain/proof/bytes.ts";
import { inclusionProof } from "@/lib/domain/proof/merkle.ts";
import { type RunSummary, runSummary } from "@/lib/domain/proof/run-summary.ts";
import { ok, type Result } from "@/lib/domain/result.ts";
import { foldRun, type RecordedRunEvent, recordedRunEvent } from "@/lib/domain/run/evolve.ts";
import type { Refusal } from "@/lib/domain/run/refusals.ts";
import type { RunState } from "@/lib/domain/run/state.ts";
import { writeCsvText } from "@/lib/wire/csv-text.ts";
import { instantNow, notFound } from "./access.ts";
import { accessEvents } from "./access-stream.ts";
import { headLeaves, newestHeads, type SignedHead } from "./checkpoints.ts";
import { database } from "./db.ts";
import { allowOnPlan } from "./estate-roles.ts";
import { allKeyLines } from "./key-rotation.ts";
import { markCopied, notesText } from "./outside-copies.ts";
import { people } from "./people.ts";
import { remarksOn } from "./plan-review.ts";
import { planStream } from "./plan-stream.ts";
import type { Principal } from "./principal.ts";
import { allLines } from "./read-events.ts";
import { reportHtml } from "./report-html.ts";
import { sealNow } from "./sealing.ts";
import { hashRaw } from "./signing-key.ts";

export type AuditPack = { readonly zip: Uint8Array; readonly fileName: string };

const PYTHON = ["verify", "verify_chain", "verify_notes", "verify_merkle", "verify_ed25519", "verify_rules"].map((name) => `${name}.py`);

/** Both verifiers, by file name, as they lie in the source tree; the server runs in its root. */
export const verifiers = (): Readonly<Record<string, Uint8Array>> =>
	Object.fromEntries(["verify.mjs", ...PYTHON].map((name) => [name, readFileSync(join(process.cwd(), "scripts", "audit-pack", name))]));

/** All signed heads of the stream, smallest first, with the newest of the log of heads and the place in it. */
async function proofs(stream: string): Promise<{ heads: readonly SignedHead[]; inclusion?: string }> {
	const own = await database().checkpoint.findMany({ where: { stream }, orderBy: [{ size: "asc" }, { number: "asc" }] });
	const [log] = await newestHeads([""]);
	const last = [...own].sort((a, b) => b.number - a.number)[0];
	if (!log || !last) return { heads: own };
	const index = await database().checkpoint.count({ where: { stream: { not: "" }, number: { lt: last.number } } });
	const leaves = (await headLeaves(database())).slice(0, log.size);
	const path = inclusionProof(leaves, index, hashRaw).map(toBase64);
	return { heads: [...own, log], inclusion: canonicalText({ index, size: log.size, path }) };
}

/** Builds the pack, signing the head of the plan's stream for it. Counts as a copy outside: the caller takes it away. */
export async function auditPack(principal: Principal, planId: string): Promise<Result<AuditPack, Refusal>> {
	const allowed = await allowOnPlan(principal, planId, "read");
	if (!allowed.ok) return allowed;
	const stream = planStream(planId);
	await sealNow([stream]);
	const [head] = await newestHeads([stream]);
	const stored = await allLines(stream);
	if (stored.length === 0) return notFound("plan");
	const lines = stored.slice(0, head?.size ?? stored.length).map(({ line }) => line);
	const events = lines.map((line) => {
		const event = readEvent(line);
		if (typeof event === "string") throw Object.assign(new Error(`The plan's history cannot be read: ${event}`), { name: "LogMismatch" });
		return recordedRunEvent(event);
	});
	const state = foldRun(events);
	if (!state) return notFound("plan");
	const { heads, inclusion } = await proofs(stream);
	const files = await contents({ planId, lines, events, state, heads, exportedAt: instantNow() });
	const zip = zipSync({ ...files, ...(inclusion !== undefined && { "inclusion.json": strToU8(`${inclusion}\n`) }) }, { mtime: new Date() });
	await markCopied("download", heads.slice(-2));
	return ok({ zip, fileName: `audit-pack-${planId}.zip` });
}

type Content = {
	readonly planId: string;
	readonly lines: readonly string[];
	readonly events: readonly RecordedRunEvent[];
	readonly state: RunState;
	readonly heads: readonly SignedHead[];
	readonly exportedAt: string;
};

async function contents({ planId, lines, events, state, heads, exportedAt }: Content): Promise<Record<string, Uint8Array>> {
	const stream = planStream(planId);
	const names = await people();
	const name = (id: string) => names[id]?.name ?? id;
	const summary = runSummary(events, state);
	const keys = await allKeyLines();
	const rotations = (await accessEvents("signing-key-rotated")).map(({ data }) => data.note).join("\n");
	const reviewNotes = await remarksOn(planId);
	const newest = heads.filter((head) => head.stream === stream).at(-1);
	const report = reportHtml({
		planId,
		state,
		summary,
		events: lines.length,
		head: (await database().event.findUnique({ where: { stream_sequence: { stream, sequence: lines.length } } }))?.hash ?? "",
		sealedTo: newest?.size ?? 0,
		signedAt: newest?.at ?? "",
		keys,
		name,
		reviewNotes,
		exportedAt,
	});
	const acted = [...new Set(events.map(({ actor }) => actor.id))].sort().map((id) => ({ id, name: name(id) }));
	const texts: Record<string, string> = {
		"events.jsonl": lines.map((line) => `${line}\n`).join(""),
		"plan.json": `${canonicalText(state.plan)}\n`,
		"summary.json": `${JSON.stringify({ ...summary, reviewNotes }, null, 2)}\n`,
		"evidence.csv": evidenceCsv(summary, name),
		"planned-actual.csv": stepsCsv(summary, name),
		"people.json": `${JSON.stringify(acted, null, 2)}\n`,
		"report.html": report,
		"checkpoint.txt": notesText(heads),
		"keys.txt": `${keys.join("\n")}\n`,
		...(rotations !== "" && { "rotations.txt": rotations }),
	};
	const packed = Object.fromEntries(Object.entries(texts).map(([file, text]) => [file, strToU8(text)]));
	return { ...packed, ...verifiers() };
}

const evidenceCsv = ({ evidence }: RunSummary, name: (id: string) => string): string =>
	writeCsvText([
		["step", "title", "fact", "value", "at", "by"],
		...evidence.map((one) => [one.stepId, one.title, one.field, one.value, one.at, one.by === "" ? "" : name(one.by)]),
	]);

const stepsCsv = ({ steps }: RunSummary, name: (id: string) => string): string =>
	writeCsvText([
		["step", "title", "phase", "host", "status", "by", "started", "finished", "planned minutes", "actual minutes", "attempts"],
		...steps.map((one) => [
			one.stepId,
			one.title,
			one.phase,
			one.host ?? "",
			one.status,
			one.by === undefined ? "" : name(one.by),
			one.startedAt ?? "",
			one.finishedAt ?? "",
			String(one.estimateMinutes),
			one.minutes === undefined ? "" : String(one.minutes),
			String(one.attempts),
		]),
	]);
