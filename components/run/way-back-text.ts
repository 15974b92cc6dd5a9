/** The way back in words: what is lost with which copy. Pure. */
import { subjectText } from "@/components/plan/lanes.ts";
import { formatInstant, zoneWord } from "@/components/ui/time-format.ts";
import type { Loss } from "@/lib/domain/run/back-out.ts";

const losing: Readonly<Record<Loss["what"], string>> = {
	"users-and-settings": "Users and settings changed",
	"portal-configuration": "The portal's configuration changed",
	"adapter-configuration": "The adapter's configuration changed",
};

/** `Users and settings changed since 24 Nov 02:10 UTC, the copy of MFA Server MFA01.` Without a copy it says so. */
export function lossText({ what, since, subject }: Loss, zone: string): string {
	if (since === undefined) return `${losing[what]} in this run: there is no copy of ${subjectText(subject)} to put back.`;
	return `${losing[what]} since ${formatInstant(since, zone, "date-time")} ${zoneWord(since, zone)}, the copy of ${subjectText(subject)}.`;
}

export const stepsWord = (count: number): string => `${count} ${count === 1 ? "step" : "steps"}`;
