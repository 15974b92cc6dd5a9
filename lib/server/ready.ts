import "server-only";
import { database } from "./db.ts";

/** One cheap read through everything a request goes through; throws what the database throws. */
export async function databaseAnswers(): Promise<void> {
	await database().installation.count();
}
