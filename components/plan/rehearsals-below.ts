/** Order of a list of plans: each followed by its rehearsals. Pure; a rehearsal whose plan is not listed stands by itself. */
export function withRehearsalsBelow<P extends { readonly id: string; readonly rehearsalOf?: string }>(plans: readonly P[]): readonly P[] {
	const listed = new Set(plans.map(({ id }) => id));
	const below = new Map<string, P[]>();
	const own = plans.filter((plan) => {
		if (plan.rehearsalOf === undefined || !listed.has(plan.rehearsalOf)) return true;
		below.set(plan.rehearsalOf, [...(below.get(plan.rehearsalOf) ?? []), plan]);
		return false;
	});
	return own.flatMap((plan) => [plan, ...(below.get(plan.id) ?? [])]);
}
