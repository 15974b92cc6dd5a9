/**
 * [K1] Five browsers follow one run while their connections are cut at random: two operators work through the whole
 * plan, an approver, an auditor and a viewer watch. All five end on the same head. `LOCKSTEP_RUNS_OF_FIVE` repeats it.
 */
import { readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { type APIRequestContext, expect, type Page, test } from "@playwright/test";
import type { PlanDocument, PlanStep } from "@/lib/domain/planner/plan-document.ts";
import { goodEvidence } from "@/lib/domain/testing/run-builders.ts";
import { signedIn, tokenOf } from "./people.ts";

const sample = JSON.parse(readFileSync(join(resolve(import.meta.dirname, ".."), "prisma/sample-estate.json"), "utf8"));
const RUNS = Number(process.env.LOCKSTEP_RUNS_OF_FIVE ?? 1);
const SEED = Number(process.env.LOCKSTEP_SEED ?? 20261124);

type Answer = { readonly status: number; readonly body: { readonly code?: string; readonly subject?: string } };
type RunView = { readonly steps: Readonly<Record<string, { readonly status: string }>> };

function dice(seed: number): (sides: number) => number {
	let state = seed >>> 0;
	return (sides) => {
		state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
		return (state >>> 8) % sides;
	};
}

/** An order from inside the page, sent again under its own key until an answer arrives, as the product's client does. */
const order = (page: Page, planId: string, command: Record<string, unknown>): Promise<Answer> =>
	page.evaluate(
		async ([url, body]) => {
			const key = crypto.randomUUID();
			for (;;) {
				try {
					const answer = await fetch(url, {
						method: "POST",
						headers: { "content-type": "application/json", "idempotency-key": key },
						body,
					});
					if (answer.status < 500) return { status: answer.status, body: await answer.json() };
				} catch {
					// The line is cut: once more.
				}
				await new Promise((again) => setTimeout(again, 100));
			}
		},
		[`/api/v1/plans/${planId}/commands`, JSON.stringify(command)] as const,
	);

const scripted = (request: APIRequestContext, token: string) => async (url: string, data: unknown) => {
	const answer = await request.post(`/api/v1${url}`, { headers: { authorization: `Bearer ${token}` }, data });
	expect(answer.ok(), `${url}: ${await answer.text()}`).toBe(true);
	return answer.json();
};

test.use({ trace: "off" }); // five recorded browsers would mostly record

test("[K1] five browsers with cut connections end on the same head", async ({ browser, request }) => {
	test.setTimeout(RUNS * 600_000);
	const people = {
		igor: await signedIn(browser, "Igor", "operator"),
		tomas: await signedIn(browser, "Tomas", "operator"),
		abel: await signedIn(browser, "Abel", "lead"),
		aude: await signedIn(browser, "Aude", "auditor"),
		vito: await signedIn(browser, "Vito", "viewer"),
	};
	await signedIn(browser, "Lou", "lead");
	const lou = tokenOf("Lou");
	const [author, approver] = [scripted(request, lou), scripted(request, tokenOf("Abel"))];
	const pages = Object.values(people);

	for (let run = 0; run < RUNS; run++) {
		const roll = dice(SEED + run);
		const name = `Five ${run + 1}`;
		const { id: estate } = await author("/estates", { inventory: { ...sample, estate: { ...sample.estate, name } } });
		const { id: planId } = await author(`/estates/${estate}/plans`, { targetVersion: "8.1" });
		const read = async (): Promise<{ plan: PlanDocument; run: RunView }> =>
			(await request.get(`/api/v1/plans/${planId}`, { headers: { authorization: `Bearer ${lou}` } })).json();
		await author(`/plans/${planId}/commands`, { type: "submit-plan" });
		const { plan } = await read();
		await approver(`/plans/${planId}/commands`, { type: "approve-plan", planDigest: plan.planDigest });
		await author(`/plans/${planId}/commands`, { type: "start-run", mode: "live" });
		for (const page of pages) await page.goto(`/plans/${planId}/run`);
		const required = plan.steps.filter((step) => !step.optional);
		expect(required.length).toBeGreaterThanOrEqual(60);

		const cuts = { going: true, made: 0 };
		const cutting = cutAtRandom(pages, roll, cuts);
		const hands = [people.igor, people.tomas] as const;
		for (let done = 0; done < required.length; done++) {
			const { run: now } = await read();
			const ready = required.filter((step) => now.steps[step.id]?.status === "ready");
			const step = ready[roll(ready.length)];
			if (step === undefined) throw new Error(`Nothing is ready after ${done} steps`);
			const first = roll(2);
			await carryOut(planId, step, hands[first] ?? people.igor, hands[1 - first] ?? people.tomas, people.abel);
		}
		cuts.going = false;
		await cutting;
		expect(cuts.made).toBeGreaterThan(5);
		await approver(`/plans/${planId}/commands`, { type: "end-run", outcome: "complete" });

		for (const page of pages)
			await expect(page.getByText(`${required.length} of`, { exact: false }).first()).toBeVisible({ timeout: 30_000 });
		const heads = new Set<string>();
		for (const page of pages) {
			await page.goto(`/plans/${planId}/history`);
			const chain = page.getByRole("region", { name: "Chain" });
			await chain.getByRole("button", { name: "Check in this browser" }).click();
			await expect(chain.getByText(/Checked in this browser.*: sound/)).toBeVisible({ timeout: 30_000 });
			heads.add((await chain.textContent())?.match(/Head ([0-9a-f]{4} [0-9a-f]{4} … [0-9a-f]{4} [0-9a-f]{4})/)?.[1] ?? "none");
		}
		expect([...heads]).toHaveLength(1);
		expect([...heads][0]).not.toBe("none");
	}
});

/** Takes one browser after the other off the network for a moment, until told to stop; at the end all are back. */
async function cutAtRandom(pages: readonly Page[], roll: (sides: number) => number, cuts: { going: boolean; made: number }): Promise<void> {
	while (cuts.going) {
		const context = pages[roll(pages.length)]?.context();
		await context?.setOffline(true);
		cuts.made += 1;
		await new Promise((later) => setTimeout(later, 200 + roll(1200)));
		await context?.setOffline(false);
		await new Promise((later) => setTimeout(later, roll(600)));
	}
}

/** Starts and completes one step, with the second person's or the lead's word where the gate asks for it. */
async function carryOut(planId: string, step: PlanStep, hand: Page, second: Page, lead: Page): Promise<void> {
	const { id: stepId } = step;
	for (;;) {
		const started = await order(hand, planId, { type: "start-step", stepId });
		if (started.status === 200) break;
		const { code, subject } = started.body;
		if (code === "needs-second-person") expect((await order(second, planId, { type: "confirm-step", stepId })).status).toBe(200);
		else if (code === "last-serving-node") {
			const waived = await order(lead, planId, { type: "waive", code, subject, reason: "The outage is announced" });
			expect(waived.status).toBe(200);
		} else throw new Error(`${stepId}: ${JSON.stringify(started)}`);
	}
	const name = step.evidence.some((field) => field.name === "providerName") ? providerNameFor(step) : undefined;
	const evidence = goodEvidence(step, new Date().toISOString(), name);
	const completed = await order(hand, planId, { type: "complete-step", stepId, evidence });
	expect(completed.status, `${stepId}: ${JSON.stringify(completed.body)}`).toBe(200);
}

/** The name on the screen: the old one until the new adapter is registered. */
function providerNameFor(step: PlanStep): string {
	const farm = sample.adfsFarms.find((candidate: { name: string }) => step.subject.endsWith(`:${candidate.name}`));
	return step.kind === "adfs.register-provider" || step.kind === "adfs.enable-provider"
		? "AzureMfaServerAuthentication"
		: (farm?.adapterName ?? "AzureMfaServerAuthentication");
}
