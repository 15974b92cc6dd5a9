/** A lead's word, with a reason, that a waivable refusal shall not stand for one subject. */
import { sameName } from "../names.ts";
import type { Waivable } from "./commands.ts";
import type { RunState } from "./state.ts";

/** True when `code` was waived for exactly the subject the refusal returned. */
export const isWaived = (state: RunState, code: Waivable, subject: string): boolean =>
	state.waivers.some((waiver) => waiver.code === code && sameName(waiver.subject, subject));
