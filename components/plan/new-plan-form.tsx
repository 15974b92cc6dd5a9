"use client";
import type { Route } from "next";
import { useRouter } from "next/navigation";
import { type FormEvent, useState } from "react";
import { z } from "zod";
import { RefusalText } from "@/components/run/refusal-plain.tsx";
import { Alert } from "@/components/ui/alert.tsx";
import { Button } from "@/components/ui/button.tsx";
import { Card } from "@/components/ui/card.tsx";
import { Field, Select, TextField } from "@/components/ui/field.tsx";
import { type Problem, readProblem } from "@/lib/client/problem.ts";
import { newCommandId } from "@/lib/client/send-command.ts";
import type { Purpose, Recipe } from "@/lib/domain/planner/plan-document.ts";
import { versionPattern } from "@/lib/domain/version.ts";
import type { EstateSummary, People } from "@/lib/wire/views.ts";
import { PlanPreview } from "./plan-preview.tsx";
import { RecipeChoice } from "./recipe-choice.tsx";
import { targetCatalogue } from "./target-catalogue.ts";
import { usePreview } from "./use-preview.ts";
import { readWindow, WindowFields } from "./window-fields.tsx";

const OTHER = "other";
const created = z.object({ id: z.string() });
const purposes: readonly (readonly [Purpose, string])[] = [
	["upgrade", "Upgrade: keep the estate running on a newer version"],
	["migration-prep", "Migration prep: get ready to move users to Microsoft Entra ID"],
	["lab", "Lab: a test estate without users"],
];

/** Choose estate, target, recipe, purpose and window; see at once what comes out; make the plan. */
export function NewPlanForm({
	estates,
	estateId: given,
	people,
}: {
	readonly estates: readonly EstateSummary[];
	readonly estateId: string | undefined;
	readonly people: People;
}) {
	const router = useRouter();
	const [estateId, setEstateId] = useState(given ?? (estates.length === 1 ? (estates[0]?.id ?? "") : ""));
	const estate = estates.find((candidate) => candidate.id === estateId);
	const [chosen, setChosen] = useState(targetCatalogue[0]?.version ?? OTHER);
	const [typed, setTyped] = useState("");
	const [recipe, setRecipe] = useState<Recipe>("guide");
	const [purpose, setPurpose] = useState<Purpose>("upgrade");
	const [draft, setDraft] = useState({ start: "", end: "", timeZone: estate?.timeZone ?? "UTC" });
	const [making, setMaking] = useState(false);
	const [problem, setProblem] = useState<Problem>();

	const targetVersion = chosen === OTHER ? typed.trim() : chosen;
	const entry = targetCatalogue.find((candidate) => candidate.version === chosen);
	const sound = versionPattern.test(targetVersion);
	const { window, problem: windowProblem } = readWindow(draft);
	const preview = usePreview(estate && sound ? { estateId, targetVersion, recipe, purpose } : undefined);
	const missing = !estate
		? "Opens when an estate is chosen."
		: !sound
			? "Opens when the version has 2 to 4 numeric parts, like 8.1."
			: windowProblem !== undefined
				? "Opens when the window makes sense, or is left out."
				: preview.status === "refused"
					? "Opens when a plan can be computed."
					: undefined;

	const make = async (event: FormEvent) => {
		event.preventDefault();
		if (missing !== undefined || making) return;
		setMaking(true);
		setProblem(undefined);
		try {
			const answer = await fetch(`/api/v1/estates/${encodeURIComponent(estateId)}/plans`, {
				method: "POST",
				headers: { "content-type": "application/json", "idempotency-key": newCommandId() },
				body: JSON.stringify({ targetVersion, recipe, purpose, ...(window && { window }) }),
			});
			const body: unknown = await answer.json().catch(() => undefined);
			const made = created.safeParse(body);
			if (answer.ok && made.success) {
				router.push(`/plans/${made.data.id}` as Route);
				return;
			}
			setProblem(readProblem(answer.status, body));
		} catch {
			setProblem({ code: "unreachable" });
		}
		setMaking(false);
	};

	return (
		<div className="grid items-start gap-6 xl:grid-cols-[minmax(0,32rem)_minmax(0,1fr)]">
			<form onSubmit={(event) => void make(event)} className="min-w-0 xl:sticky xl:top-4">
				<Card padded>
					<div className="flex flex-col gap-5">
						<Field label="Estate" required>
							<Select
								value={estateId}
								onChange={(event) => {
									setEstateId(event.target.value);
									const next = estates.find((candidate) => candidate.id === event.target.value);
									if (next && draft.start === "" && draft.end === "") setDraft({ ...draft, timeZone: next.timeZone });
								}}
							>
								<option value="">Choose…</option>
								{estates.map((option) => (
									<option key={option.id} value={option.id}>
										{option.name}
									</option>
								))}
							</Select>
						</Field>
						<div className="grid gap-3 sm:grid-cols-2">
							<Field
								label="Target version"
								hint={
									entry ? `${entry.note}${entry.confidence === "not-documented" ? " Not confirmed by a public document." : ""}` : undefined
								}
								required
							>
								<Select value={chosen} onChange={(event) => setChosen(event.target.value)}>
									{targetCatalogue.map((option) => (
										<option key={option.version} value={option.version}>
											{option.version}
											{option.confidence === "documented" ? ", documented" : ", not confirmed"}
										</option>
									))}
									<option value={OTHER}>Another version…</option>
								</Select>
							</Field>
							{chosen === OTHER && (
								<TextField
									label="Version"
									required
									placeholder="8.0.1.1"
									value={typed}
									onChange={(event) => setTyped(event.target.value)}
								/>
							)}
						</div>
						<RecipeChoice value={recipe} onChange={setRecipe} />
						<Field label="Purpose">
							<Select
								value={purpose}
								onChange={(event) => {
									const next = purposes.find(([value]) => value === event.target.value);
									if (next) setPurpose(next[0]);
								}}
							>
								{purposes.map(([value, label]) => (
									<option key={value} value={value}>
										{label}
									</option>
								))}
							</Select>
						</Field>
						<WindowFields draft={draft} onChange={setDraft} />
						{problem && (
							<Alert tone="blocker" live>
								<RefusalText problem={problem} zone={estate?.timeZone ?? "UTC"} />
							</Alert>
						)}
						<Button type="submit" variant="primary" className="self-start" pending={making && "Making the plan…"} reason={missing}>
							Make this plan
						</Button>
					</div>
				</Card>
			</form>
			<div className="min-w-0">
				<PlanPreview preview={preview} estateId={estateId} window={window} people={people} zone={estate?.timeZone ?? "UTC"} />
			</div>
		</div>
	);
}
