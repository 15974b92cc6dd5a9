/** The stretches of a plan people have to be told about: MFA gaps, write freezes, outages (contracts section 2). */
import { gapMinutes } from "./gap.ts";
import type { PlanStep, PlanWindow } from "./plan-document.ts";
import type { Work } from "./scope.ts";
import { stepId } from "./step.ts";

export function planWindows(work: Work, steps: readonly PlanStep[]): PlanWindow[] {
	const serverMinutes = new Map<string, number>();
	for (const step of steps) {
		if (step.host === undefined || step.phase !== "mfa-servers" || step.optional) continue;
		serverMinutes.set(step.host, (serverMinutes.get(step.host) ?? 0) + (step.kind === "mfa-server.promote" ? 0 : step.estimateMinutes));
	}
	const minutes = new Map(steps.map((step) => [step.id, step.estimateMinutes]));
	const of = (id: string): number => minutes.get(id) ?? 0;
	const servers = work.groups.flatMap(({ group, primary, order, candidate }): PlanWindow[] => {
		const host = primary.name;
		const onHost = serverMinutes.get(host) ?? 0;
		if (candidate) {
			const opens = stepId("mfa-server.promote", group.name);
			const untilVerified = of(opens) + onHost - of(stepId("mfa-server.undrain", host));
			return [windowOf("write-freeze", group.subject, opens, stepId("mfa-server.verify", host), untilVerified)];
		}
		const alone = group.servers.length === 1 && order.length === 1;
		return alone ? [windowOf("outage", primary.subject, stepId("mfa-server.drain", host), stepId("mfa-server.undrain", host), onHost)] : [];
	});
	const farms = work.farms.flatMap(({ farm, wid, a, b }): PlanWindow[] => {
		const gap = windowOf(
			"mfa-gap",
			farm.subject,
			stepId("adfs.disable-provider", farm.name),
			stepId("adfs.enable-provider", farm.name),
			gapMinutes(wid, b.length > 0),
		);
		const [node] = a;
		if (b.length > 0 || node === undefined) return [gap];
		const name = `${farm.name}/${node.name}`;
		const [install, restart] = [stepId("adfs.install-adapter", name), stepId("adfs.restart-service", name)];
		const inside = ["disable-provider", "unregister-provider", "register-provider"].reduce(
			(sum, kind) => sum + of(`adfs.${kind}:${farm.name}`),
			0,
		);
		return [gap, windowOf("outage", farm.subject, install, restart, of(install) + inside + of(restart))];
	});
	return [...servers, ...farms];
}

const windowOf = (kind: PlanWindow["kind"], subject: string, opens: string, closes: string, estimateMinutes: number): PlanWindow => ({
	closes,
	estimateMinutes,
	kind,
	opens,
	subject,
});
