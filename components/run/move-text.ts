/** The moves of a failed step in words: what parking means, and why a move is shut. Pure. */
import { unreachable } from "@/lib/domain/result.ts";
import type { Move } from "@/lib/domain/run/moves.ts";
import { type Names, refusalWords } from "./refusal-text.ts";
import { stepsWord } from "./way-back-text.ts";

/** What becomes a debt, what then stays shut, what goes on. */
export function parkText(move: Extract<Move, { move: "park"; allowed: true }>): string {
	const shut = move.staysShut.length > 0 ? ` ${stepsWord(move.staysShut.length)} behind it can then never start.` : "";
	const on = move.goesOn.length > 0 ? ` ${stepsWord(move.goesOn.length)} elsewhere can go on now.` : " Nothing else can go on now.";
	return `${stepsWord(move.parks.length)} of it become debts of this run.${shut}${on}`;
}

type Because = Extract<Move, { allowed: false }>["because"];

function noMove(move: Move["move"]): string {
	switch (move) {
		case "retry":
			return "No retry";
		case "back-out":
			return "No way back";
		case "park":
			return "No parking";
		case "stop":
			return "No stop";
		default:
			return unreachable(move);
	}
}

/** `No parking: Still open: the MFA gap of AD FS farm CORP.` */
export function shutMove(move: Move["move"], because: Because, names: Names): string {
	const why = because.code === "nothing-to-undo" ? "nothing of it has to be undone." : refusalWords(because, names).sentence;
	return `${noMove(move)}: ${why}`;
}
