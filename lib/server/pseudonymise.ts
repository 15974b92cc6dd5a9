/**
 * Replaces a person's name and address on request. The log holds ids alone, so the chain verifies as before; who acted
 * stays told apart. The person can no longer sign in, and the replacement cannot be taken back.
 */
import "server-only";
import { appendAccess } from "./access-stream.ts";
import { commit } from "./event-store.ts";
import { newId } from "./secret-token.ts";
import { SYSTEM } from "./system-actor.ts";

/** The name that stands in the old one's place. Throws when there is no such person. */
export async function pseudonymise(userId: string, at: string = new Date().toISOString()): Promise<string> {
	const name = `Person ${userId.slice(-6)}`;
	const envelope = { actor: SYSTEM, command: { id: newId("pseudonymise"), type: `pseudonymise ${userId}` }, at };
	const done = await commit(async (unit) => {
		const email = `${userId.toLowerCase()}@removed.invalid`;
		await unit.tx.user.update({ where: { id: userId }, data: { name, email, image: null, disabledAt: new Date(at) } });
		await unit.tx.session.deleteMany({ where: { userId } });
		await unit.tx.account.deleteMany({ where: { userId } });
		await unit.tx.twoFactor.deleteMany({ where: { userId } });
		await unit.tx.passkey.deleteMany({ where: { userId } });
		await unit.tx.signInLink.deleteMany({ where: { userId } });
		await unit.tx.apiToken.updateMany({ where: { userId, revokedAt: null }, data: { revokedAt: new Date(at) } });
		return appendAccess(unit, envelope, [{ type: "person-pseudonymised", data: { userId } }]);
	});
	if (!done.ok) throw new Error(`Replacing the name was refused: ${done.error.code}`);
	return name;
}
