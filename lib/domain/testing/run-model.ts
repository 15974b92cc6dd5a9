/**
 * The run, thought out a second time and as naively as can be: sets, loops over all edges, no graph, no events, nothing
 * shared with the engine but the shape of a plan. It says only whether an order passes or with which code it fails.
 * It knows no inventory: plans for it hold steps whose kinds ask nothing of one.
 */
import type { PlanDocument, PlanStep } from "../planner/plan-document.ts";
import type { RunCommand } from "../run/commands.ts";
import type { DecideContext } from "../run/decide-context.ts";

type Who = DecideContext["actor"];
type Stand = "open" | "running" | "done" | "failed" | "skipped";

export function naiveRun(plan: PlanDocument) {
	const steps = new Map(plan.steps.map((step) => [step.id, step]));
	const stand = new Map<string, Stand>(plan.steps.map(({ id }) => [id, "open"]));
	const begun = new Set<string>();
	const owner = new Map<string, string>();
	const seenBy = new Map<string, string>();
	const parked = new Map<string, string[]>();
	let paused = false;
	let ended = false;

	const isStep = (id: string) => steps.has(id);
	const isFinished = (id: string) => ["done", "skipped"].includes(stand.get(id) ?? "");
	const isParked = (id: string) => [...parked.values()].some((ids) => ids.includes(id));
	const inFront = (id: string): string[] =>
		plan.edges.filter(({ to }) => to === id).flatMap(({ from }) => (isStep(from) ? [from] : inFront(from)));
	const allInFront = (id: string): string[] => inFront(id).flatMap((before) => [before, ...allInFront(before)]);
	const wasBegun = (id: string) => begun.has(id) || ["running", "done", "failed"].includes(stand.get(id) ?? "");
	const begunBehind = (id: string): boolean =>
		plan.edges
			.filter(({ from }) => from === id)
			.some(({ to }) => (!isStep(to) || stand.get(to) === "skipped" ? begunBehind(to) : wasBegun(to)));
	const openGaps = () =>
		plan.windows.filter(({ kind, opens, closes }) => kind === "mfa-gap" && begun.has(opens) && stand.get(closes) !== "done");
	const needsTwo = ({ kind }: PlanStep) => kind === "adfs.disable-provider" || kind === "mfa-server.promote";

	const stepOrder = (command: Extract<RunCommand, { stepId: string }>, who: Who): string => {
		const id = command.stepId;
		const step = steps.get(id);
		if (!step) return "not-found";
		if (paused) return "run-paused";
		if (isParked(id)) return "step-blocked";
		const now = stand.get(id);
		const mine = !owner.has(id) || owner.get(id) === who.id;
		switch (command.type) {
			case "claim-step":
				if (now === "running") return "step-running";
				if (isFinished(id)) return "step-already-done";
				if (owner.has(id)) return "step-claimed";
				owner.set(id, who.id);
				return "ok";
			case "release-step":
				if (now === "running") return "step-running";
				if (isFinished(id)) return "step-already-done";
				if (!owner.has(id)) return "stale-sequence";
				if (!mine && who.role !== "lead") return "step-claimed";
				owner.delete(id);
				return "ok";
			case "assign-step":
				if (isFinished(id)) return "step-already-done";
				owner.set(id, command.userId);
				return "ok";
			case "confirm-step":
				if (now === "running") return "step-running";
				if (isFinished(id)) return "step-already-done";
				if (now === "failed") return "step-blocked";
				if (!needsTwo(step)) return "invalid";
				seenBy.set(id, who.id);
				return "ok";
			case "start-step":
				if (now === "running") return "step-running";
				if (isFinished(id)) return "step-already-done";
				if (now === "failed") return "step-blocked";
				if (!inFront(id).every(isFinished)) return "step-blocked";
				if (!mine) return "step-claimed";
				if (step.kind === "adfs.disable-provider" && openGaps().some(({ opens }) => opens !== id)) return "mfa-gap-elsewhere";
				if (needsTwo(step) && (!seenBy.has(id) || seenBy.get(id) === who.id)) return "needs-second-person";
				stand.set(id, "running");
				begun.add(id);
				owner.set(id, who.id);
				return "ok";
			case "complete-step":
			case "fail-step":
				if (isFinished(id)) return "step-already-done";
				if (now !== "running") return "step-not-started";
				if (!mine) return "step-claimed";
				if (command.type === "complete-step" && step.evidence.some(({ name }) => command.evidence?.[name] === undefined))
					return "evidence-missing";
				stand.set(id, command.type === "complete-step" ? "done" : "failed");
				if (command.type === "fail-step") owner.delete(id);
				return "ok";
			case "retry-step":
				if (now === "running") return "step-running";
				if (isFinished(id)) return "step-already-done";
				if (now !== "failed") return "step-not-started";
				stand.set(id, "open");
				seenBy.delete(id);
				return "ok";
			case "skip-step":
				if (now === "running") return "step-running";
				if (isFinished(id)) return "step-already-done";
				if (!step.optional) return "required-step";
				stand.set(id, "skipped");
				owner.delete(id);
				return "ok";
			case "reopen-step":
				if (now === "running") return "step-running";
				if (now === "open" && !begun.has(id)) return "step-not-started";
				if (begunBehind(id)) return "dependant-started";
				stand.set(id, "open");
				begun.delete(id);
				owner.delete(id);
				seenBy.delete(id);
				return "ok";
		}
		throw new Error("The model does not know this order");
	};

	const park = (subject: string): string => {
		const own = plan.steps.filter((step) => step.subject === subject).map(({ id }) => id);
		if (own.length === 0) return "not-found";
		if (paused) return "run-paused";
		if (own.some((id) => stand.get(id) === "running")) return "step-running";
		const leaving = own.filter((id) => ["open", "failed"].includes(stand.get(id) ?? "") && !isParked(id));
		if (openGaps().some(({ closes }) => [closes, ...allInFront(closes)].some((id) => leaving.includes(id)))) return "mfa-gap-open";
		if (leaving.length === 0) return "invalid";
		parked.set(subject, [...(parked.get(subject) ?? []), ...leaving]);
		return "ok";
	};

	/** `ok` and the model has moved, or the code of the refusal and it has not. */
	const order = (command: RunCommand, who: Who): string => {
		if ("stepId" in command && command.stepId !== undefined && !isStep(command.stepId)) return "not-found";
		const leadOnly = ["assign-step", "park-subject", "unpark-subject", "pause-run", "resume-run", "end-run"];
		if (leadOnly.includes(command.type) && who.role !== "lead") return "forbidden";
		if (ended) return "run-ended";
		switch (command.type) {
			case "park-subject":
				return park(command.subject);
			case "unpark-subject":
				if (!parked.has(command.subject)) return "not-found";
				if (paused) return "run-paused";
				parked.delete(command.subject);
				return "ok";
			case "pause-run":
				if (paused) return "run-paused";
				if (openGaps().length > 0 && !command.acknowledgeOpenGap) return "mfa-gap-open";
				paused = true;
				return "ok";
			case "resume-run":
				if (!paused) return "stale-sequence";
				paused = false;
				return "ok";
			case "end-run":
				if (openGaps().length > 0) return "mfa-gap-open";
				if ([...stand.values()].includes("running")) return "step-running";
				if (command.outcome === "complete" && plan.steps.some(({ id, optional }) => !optional && stand.get(id) !== "done"))
					return "required-step";
				ended = true;
				return "ok";
			default:
				if (!("stepId" in command) || command.stepId === undefined) throw new Error("The model does not know this order");
				return stepOrder(command as Extract<RunCommand, { stepId: string }>, who);
		}
	};

	return { order, stands: () => Object.fromEntries(stand), ended: () => ended };
}
