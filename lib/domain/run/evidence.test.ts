import { expect, it } from "vitest";
import { canonicalText } from "../canonical.ts";
import type { EvidenceField } from "../planner/plan-document.ts";
import { err, ok } from "../result.ts";
import { running, type Story } from "../testing/given-when-then.ts";
import { done, night, OLD_NAME, started, upTo } from "../testing/night.ts";
import { AT, copyOf, field, files, goodEvidence, inventoryOf, later, people, planOf, step } from "../testing/run-builders.ts";
import { type Evidence, runCommand } from "./commands.ts";

const { ben, cid } = people;
const data = "mfa-server.backup-data:MFA01";

const complete = (story: Story, stepId: string, evidence?: Evidence) =>
	story.when(cid, { type: "complete-step", stepId, ...(evidence && { evidence }) });
/** A run of one step that asks for `fields`, started. */
const asking = (...fields: EvidenceField[]): Story =>
	started(running({ plan: planOf({ steps: [step("mfa-server.verify", "MFA01", { evidence: fields })] }) }), "mfa-server.verify:MFA01");
const answer = (evidence: Evidence, ...fields: EvidenceField[]) => complete(asking(...fields), "mfa-server.verify:MFA01", evidence);
const invalid = (...paths: string[]) => ({
	ok: false,
	error: { code: "evidence-invalid", issues: paths.map((path) => expect.objectContaining({ path })) },
});

it("[RUN20] every required field is asked for, all missing ones at once", () => {
	const fields = [files, field("outcome", "text"), field("optional", "text", false)];
	expect(answer({}, ...fields)).toEqual(err({ code: "evidence-missing", fields: ["files", "outcome"] }));
	expect(answer({ outcome: "", files: [copyOf("MFA01")] }, ...fields)).toEqual(err({ code: "evidence-missing", fields: ["outcome"] }));
	expect(answer({ outcome: "ok", files: [copyOf("MFA01")] }, ...fields).ok).toBe(true);
	expect(complete(started(night(), data), data)).toEqual(err({ code: "evidence-missing", fields: ["files"] }));
});

it.each<[EvidenceField["type"], Evidence[string], Evidence[string]]>([
	["text", 4, "four"],
	["version", "eight", "8.1"],
	["version", "8", "8.1.4.2"],
	["number", "4", 4],
	["boolean", "yes", true],
	["choice", "other", "restored"],
	["instant", "yesterday", "2026-11-24T02:00:00Z"],
	["instant", "2026-11-24T02:00:00", "2026-11-24T03:00+01:00"],
	["instant", "2026-02-30T02:00:00Z", "2024-02-29T02:00:00-11:30"],
	["instant", "2026-13-41T02:00:00Z", "2026-11-24T02:00:00.5Z"],
	["file-digest", "a file", [copyOf("MFA01")]],
])("[RUN21] a value that is no %s is refused by its path: %j", (type, wrong, right) => {
	const asked: EvidenceField = { ...field("value", type), options: ["restored", "merged"] };
	expect(answer({ value: wrong }, asked)).toMatchObject({ ...invalid("evidence.value"), error: { fields: ["value"] } });
	expect(answer({ value: right }, asked).ok).toBe(true);
});

it("[RUN22] a list of files is refused when empty, incomplete, or of another host, each issue by its path", () => {
	expect(answer({ files: [] }, files)).toMatchObject(invalid("evidence.files"));
	const { sha256: _, ...incomplete } = copyOf("MFA01");
	expect(answer({ files: [copyOf("MFA01"), incomplete] }, files)).toMatchObject(invalid("evidence.files[1].sha256"));
	expect(answer({ files: [copyOf("MFA01", { sha256: "abc", sizeBytes: 0 })] }, files)).toMatchObject(
		invalid("evidence.files[0].sizeBytes", "evidence.files[0].sha256"),
	);
	expect(answer({ files: [{ ...copyOf("MFA01"), content: "secret" }] }, files)).toMatchObject(invalid("evidence.files[0].content"));
	expect(answer({ files: [null, 7] }, files)).toMatchObject(invalid("evidence.files[0]", "evidence.files[1]"));
	expect(answer({ files: [copyOf("MFA02")] }, files)).toMatchObject(invalid("evidence.files[0].host"));
	for (const host of ["mfa01", "MFA01.contoso.com"]) expect(answer({ files: [copyOf(host)] }, files).ok).toBe(true);
});

it("[RUN22] two full names are two machines, and a step without a host takes files of any", () => {
	const plan = (host?: string) => planOf({ steps: [step("mfa-server.verify", "X", { evidence: [files], host: host as string })] });
	const story = (host?: string) => started(running({ plan: plan(host) }), "mfa-server.verify:X");
	const given = (host: string) => ({ files: [copyOf(host)] });
	expect(complete(story("fs1.north.example"), "mfa-server.verify:X", given("fs1.south.example")).ok).toBe(false);
	expect(complete(story("fs1.north.example"), "mfa-server.verify:X", given("FS1")).ok).toBe(true);
	expect(complete(story(undefined), "mfa-server.verify:X", given("anything")).ok).toBe(true);
});

it("[RUN23] a version below the target is refused, at or above it is not", () => {
	const asked = field("versionAfter", "version");
	expect(answer({ versionAfter: "8.0.2" }, asked)).toMatchObject(invalid("evidence.versionAfter"));
	expect(answer({ versionAfter: "8.1.4.2" }, asked)).toMatchObject({ ok: true });
	expect(answer({ versionAfter: "8.2" }, asked)).toMatchObject({
		value: [{ data: { remarks: ["Version after is 8.2, above the target 8.1"] } }],
	});
});

it("[RUN24] the provider name on screen must be the expected one, in any case", () => {
	const before = ["adfs.disable-provider:CORP", "adfs.unregister-provider:CORP"];
	const after = ["adfs.register-provider:CORP", "adfs.enable-provider:CORP"];
	const exporting = started(night(), "adfs.export-config:CORP");
	const copies = [copyOf("FS1")];
	expect(complete(exporting, "adfs.export-config:CORP", { files: copies, providerName: "AzureMfaAuthentication" })).toEqual(
		err({ code: "provider-name-mismatch", expected: OLD_NAME, seen: "AzureMfaAuthentication" }),
	);
	expect(complete(exporting, "adfs.export-config:CORP", { files: copies, providerName: OLD_NAME.toUpperCase() }).ok).toBe(true);
	for (const [ids, expected, other] of [
		[before, OLD_NAME, "AzureMfaServerAuthentication"],
		[after, "AzureMfaServerAuthentication", OLD_NAME],
	] as const)
		for (const id of ids) {
			const at = started(upTo(night(), id), id);
			expect(complete(at, id, { providerName: other, signInTest: true })).toEqual(
				err({ code: "provider-name-mismatch", expected, seen: other }),
			);
			expect(complete(at, id, { providerName: expected.toLowerCase(), signInTest: true }).ok).toBe(true);
		}
});

it("[RUN25] the gap closes only with a passed sign-in test, whatever fields the plan lists", () => {
	const id = "adfs.enable-provider:CORP";
	const at = started(upTo(night(), id), id);
	const providerName = "AzureMfaServerAuthentication";
	expect(complete(at, id, { providerName })).toEqual(err({ code: "evidence-missing", fields: ["signInTest"] }));
	expect(complete(at, id, { providerName, signInTest: false })).toMatchObject(invalid("evidence.signInTest"));
	expect(complete(at, id, { providerName, signInTest: true }).ok).toBe(true);
	const bare = started(running({ plan: planOf({ steps: [step("adfs.enable-provider", "CORP")] }) }), id);
	expect(complete(bare, id, {})).toEqual(err({ code: "evidence-missing", fields: ["signInTest"] }));
	expect(complete(bare, id, { signInTest: "true" })).toMatchObject(invalid("evidence.signInTest"));
});

it("[RUN26] a copy is stale after 24 hours, or when taken more than five minutes from now", () => {
	const at = started(night(), data);
	const offered = (takenAt: string) => complete(at, data, { files: [copyOf("MFA01"), copyOf("MFA01", { takenAt })] });
	const stale = (takenAt: string) =>
		err({ code: "backup-stale", subject: "mfa-server:MFA01", fields: ["files"], takenAt, maxAgeMinutes: 1440 });
	expect(offered("2026-11-23T01:59:59.999Z")).toEqual(stale("2026-11-23T01:59:59.999Z"));
	expect(offered("2026-11-23T02:00:00.000Z").ok).toBe(true);
	expect(offered("2026-11-24T02:05:00.001Z")).toEqual(stale("2026-11-24T02:05:00.001Z"));
	expect(offered("2026-11-24T02:05:00.000Z").ok).toBe(true);
});

it("[RUN26] a lead's waiver for the subject lets a stale copy pass", () => {
	const old = { files: [copyOf("MFA01", { takenAt: later(-3000) })] };
	const at = started(night(), data);
	expect(complete(at, data, old)).toMatchObject({ error: { code: "backup-stale" } });
	const waived = at.and([ben, { type: "waive", code: "backup-stale", subject: "mfa-server:mfa01", reason: "Frozen since" }]);
	expect(complete(waived, data, old).ok).toBe(true);
});

it("[RUN30] everything else is recorded as given, instants in UTC, differences from the inventory as remarks", () => {
	const asked = [field("seenAt", "instant"), field("note", "text", false), files];
	const given = {
		seenAt: "2026-11-24T03:00:00+01:00",
		note: "",
		extra: "also seen",
		extraCount: 3,
		files: [copyOf("MFA01", { takenAt: "2026-11-24T03:00:00.5+01:00" })],
	};
	expect(answer(given, ...asked)).toEqual(
		ok([
			{
				type: "step-completed",
				data: {
					stepId: "mfa-server.verify:MFA01",
					evidence: {
						seenAt: "2026-11-24T02:00:00.000Z",
						extra: "also seen",
						extraCount: 3,
						files: [copyOf("MFA01", { takenAt: "2026-11-24T02:00:00.500Z" })],
					},
				},
			},
		]),
	);
	const install = "mfa-server.install:MFA02";
	const at = started(done(night(), "prepare.download-installer:estate", data, "mfa-server.drain:MFA02"), install);
	expect(complete(at, install, { versionBefore: "7.2", versionAfter: "8.1" })).toMatchObject({
		value: [{ data: { remarks: ["Version before was 7.2; the inventory said 7.3.0.3"] } }],
	});
});

it("[RUN30] a moved folder, another directory, a bad copy and a no are remarks", () => {
	const inventory = inventoryOf({
		mfaServers: [
			{ host: "MFA01", role: "primary", version: "7.3", webServiceSdk: {} },
			{ host: "MFA02", role: "subordinate", version: "7.3" },
		],
		userPortals: [{ host: "MFA01", version: "7.3", virtualDirectory: "Portal" }],
	});
	const asked = [field("servicesRunning", "boolean")];
	const kinds = ["mfa-server.install", "mfa-server.install-sdk", "user-portal.accept-update", "mfa-server.verify"] as const;
	const steps = kinds.map((kind) => step(kind, "MFA01", kind === "mfa-server.verify" ? { evidence: asked } : {}));
	const story = running({ plan: planOf({ steps }), inventory });
	const remarksOf = (kind: (typeof kinds)[number], evidence: Evidence) => {
		const decision = complete(started(story, `${kind}:MFA01`), `${kind}:MFA01`, evidence);
		const [event] = decision.ok ? decision.value : [];
		return event?.type === "step-completed" ? event.data.remarks : "refused";
	};
	expect(remarksOf("mfa-server.install", { installPath: "D:\\MFA\\" })).toEqual([
		"Install folder is D:\\MFA\\; the inventory said C:\\Program Files\\Multi-Factor Authentication Server",
	]);
	expect(remarksOf("mfa-server.install", { installPath: "c:\\Program Files\\Multi-Factor Authentication Server\\" })).toBeUndefined();
	expect(remarksOf("mfa-server.install-sdk", { virtualDirectory: "Sdk" })).toEqual([
		"Virtual directory is Sdk; the inventory said MultiFactorAuthWebServiceSdk, and callers may still use it",
	]);
	expect(remarksOf("user-portal.accept-update", { virtualDirectory: "portal" })).toBeUndefined();
	expect(remarksOf("mfa-server.verify", { servicesRunning: false, sourceSha256: "aa", copySha256: "ab" })).toEqual([
		"The copy's SHA-256 is not that of its source",
		"servicesRunning: no",
	]);
});

it("[RUN40] a promotion that left more than one primary is not done", () => {
	const id = "mfa-server.promote:default";
	const promoting = started(upTo(night(), id), id);
	expect(complete(promoting, id, { onePrimary: false })).toEqual(
		err({ code: "primary-still-primary", subject: "replication-group:default" }),
	);
	expect(complete(promoting, id, { onePrimary: true }).ok).toBe(true);
});

it("[RUN30] whatever the schema of orders lets in can be written to the log", () => {
	const body = JSON.parse(
		'{"type":"complete-step","stepId":"mfa-server.verify:MFA01","evidence":{"count":-0,"extra":-0,"note":" é\\u0000 "}}',
	);
	const { evidence = {} } = runCommand.parse(body) as { evidence?: Evidence };
	const decision = answer(evidence, field("count", "number"));
	expect(decision).toMatchObject({ ok: true });
	if (decision.ok) expect(canonicalText(decision.value[0]?.data)).toContain('"count":0,"extra":0,"note":"é');
	const half = { type: "complete-step", stepId: "x", evidence: { note: "\ud800" } };
	expect(runCommand.safeParse(half).success).toBe(false);
	expect(runCommand.safeParse({ type: "add-note", text: "\udc00" }).success).toBe(false);
});

it("[RUN30] a list under a name nobody asked for must be a list of files", () => {
	expect(answer({ deep: [[[]]] })).toMatchObject(invalid("evidence.deep[0]"));
	expect(answer({ screenshots: [copyOf("anywhere")] }).ok).toBe(true);
});

it("[RUN20] builders give evidence that passes", () => {
	const asked = [files, field("a", "text"), field("b", "number"), field("c", "boolean"), field("d", "instant"), field("e", "version")];
	const planStep = step("mfa-server.verify", "MFA01", { evidence: asked });
	expect(answer(goodEvidence(planStep, AT), ...asked).ok).toBe(true);
});
