/** Random texts that open doors. Only their SHA-256 is stored: with 256 bits of chance no slower hash is needed. */
import "server-only";
import { createHash, randomBytes, timingSafeEqual } from "node:crypto";

/** 43 characters, 256 bits, safe in addresses and headers. */
export const newSecret = (): string => randomBytes(32).toString("base64url");

export const hashOfSecret = (secret: string): string => createHash("sha256").update(secret).digest("hex");

/** Takes the same time whichever character differs, and whatever the lengths are. */
export const sameSecret = (given: string, expected: string): boolean =>
	timingSafeEqual(createHash("sha256").update(given).digest(), createHash("sha256").update(expected).digest());

/** An id for rows beside the log, e.g. `u_8fK…`. */
export const newId = (prefix: string): string => `${prefix}_${randomBytes(15).toString("base64url")}`;
