/** The stretches of a plan people have to be told about: MFA gaps, write freezes, outages (contracts section 2). */
import type { Draft } from "./draft.ts";
import { gapMinutes } from "./gap.ts";
import type { PlanWindow } from "./plan-document.ts";
import type { Work } from "./scope.ts";
import { stepId } from "./step.ts";

/** Everything an operator does on the primary's host from its drain to the end of its check. */
const ON_HOST = [
	"mfa-server.drain",
	"mfa-server.install",
	"mfa-server.install-sdk",
	"user-portal.accept-update",
	"user-portal.reconcile-config",
	"user-portal.verify",
	"mfa-server.verify",
] as const;

export function planWindows(work: Work, minutesOf: Draft["minutesOf"]): PlanWindow[] {
	const of = minutesOf;
	const servers = work.groups.flatMap(({ group, primary, order, candidate }): PlanWindow[] => {
		const host = primary.name;
		const untilChecked = ON_HOST.reduce((sum, kind) => sum + of(stepId(kind, host)), 0);
		if (candidate) {
			const opens = stepId("mfa-server.promote", group.name);
			return [windowOf("write-freeze", group.subject, opens, stepId("mfa-server.verify", host), of(opens) + untilChecked)];
		}
		const alone = group.servers.length === 1 && order.length === 1;
		const back = stepId("mfa-server.undrain", host);
		return alone ? [windowOf("outage", primary.subject, stepId("mfa-server.drain", host), back, untilChecked + of(back))] : [];
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
