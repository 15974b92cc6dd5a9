/**
 * `npm run --silent verify -- <audit-pack.zip|events.jsonl> [--sealed] [--keys <file>] [--checkpoint <file>]`, judged by the
 * verifier that lies in every audit pack; without a file: every stream of the database, against what was signed.
 * Exit 0: sound. 1: broken, naming the first bad sequence, or unusable. 2, only with --sealed: sound, and not sealed to
 * the end by a checkpoint.
 */
import "./local-settings.ts";
import { checkAgainstSigned } from "@/lib/server/checkpoints.ts";
import { closeDatabase } from "@/lib/server/db.ts";
import { unsignedStreams } from "@/lib/server/sealing.ts";
import { stoppedStreams } from "@/lib/server/stream-state.ts";
import { verifyStreams } from "@/lib/server/verify-streams.ts";
import { main } from "./audit-pack/verify.mjs";

/** The exit code for the database this installation uses. */
async function verifyDatabase(sealed: boolean): Promise<number> {
	let [streams, events, broken] = [0, 0, 0];
	for await (const { stream, verdict } of verifyStreams()) {
		streams += 1;
		if (verdict.sound) events += verdict.events;
		else {
			broken += 1;
			console.log(`BROKEN ${stream} at sequence ${verdict.sequence}: ${verdict.problem}`);
		}
	}
	if (broken === 0) await checkAgainstSigned();
	for (const [stream, problem] of stoppedStreams()) {
		broken += 1;
		console.log(`BROKEN ${stream}: ${problem}`);
	}
	const unsigned = await unsignedStreams();
	await closeDatabase();
	if (broken > 0) return 1;
	console.log(
		`Sound: ${events} events in ${streams} streams; ${unsigned.length === 0 ? "all signed" : `${unsigned.length} streams not signed to the end`}`,
	);
	return sealed && unsigned.length > 0 ? 2 : 0;
}

try {
	const args = process.argv.slice(2);
	const isFile = args.some((arg) => !arg.startsWith("--"));
	process.exitCode = isFile ? main(args) : await verifyDatabase(args.includes("--sealed"));
} catch (error) {
	console.error(error instanceof Error ? error.message : String(error));
	process.exitCode = 1;
}
