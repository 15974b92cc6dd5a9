/** What calls somebody back, in a title and a line. Pure. */
import { subjectText } from "@/components/plan/lanes.ts";
import type { Attention } from "@/lib/domain/run/attention.ts";

export type AttentionWords = { readonly title: string; readonly body: string; readonly urgent: boolean };

export function attentionWords(call: Attention, stepTitle: (id: string) => string): AttentionWords {
	switch (call.kind) {
		case "step-ready":
			return { title: "Your step is ready", body: stepTitle(call.stepId), urgent: false };
		case "step-reopened":
			return { title: "Your step was taken back", body: stepTitle(call.stepId), urgent: true };
		case "step-refused":
			return { title: "An order to your step was refused", body: stepTitle(call.stepId), urgent: true };
		case "gap-half":
			return { title: "Half of the MFA gap is used", body: `${subjectText(call.subject)}, ${call.budget} min planned`, urgent: false };
		case "forecast-amber":
			return { title: "The run may end after its window", body: "If steps take as long as the slow ones did", urgent: false };
		case "forecast-red":
			return { title: "The run will end after its window", body: "By the minutes steps are expected to take", urgent: true };
		case "gap-over":
			return { title: "The MFA gap is over its minutes", body: `${subjectText(call.subject)}, ${call.budget} min planned`, urgent: true };
	}
}
