/** What browsers send about passkeys: the JSON forms of WebAuthn Level 3, as far as they are used. */
import { z } from "zod";
import { text } from "@/lib/domain/inventory/fields.ts";

const bytes = z
	.string()
	.regex(/^[A-Za-z0-9_-]*$/, "base64url")
	.max(20_000);
const credential = { id: bytes, rawId: bytes, type: z.literal("public-key"), clientExtensionResults: z.looseObject({}) };
const attachment = z.enum(["platform", "cross-platform"]).optional();

const answer = z.object({
	...credential,
	authenticatorAttachment: attachment,
	response: z.object({ clientDataJSON: bytes, authenticatorData: bytes, signature: bytes, userHandle: bytes.optional() }),
});
export type PasskeyAnswer = z.infer<typeof answer>;

const transport = z.enum(["ble", "cable", "hybrid", "internal", "nfc", "smart-card", "usb"]);
const made = z.object({
	...credential,
	authenticatorAttachment: attachment,
	response: z.object({ clientDataJSON: bytes, attestationObject: bytes, transports: z.array(transport).optional().catch(undefined) }),
});
export type PasskeyMade = z.infer<typeof made>;

export const passkeyAnswerBody = z.strictObject({ passkey: answer });

/** Begin answers what the browser needs; add keeps what it made. */
export const passkeyBody = z.discriminatedUnion("type", [
	z.strictObject({ type: z.literal("begin") }),
	z.strictObject({ type: z.literal("add"), name: text(60), passkey: made }),
]);
