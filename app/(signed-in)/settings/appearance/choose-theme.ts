"use server";
import { cookies } from "next/headers";
import { z } from "zod";

const theme = z.enum(["system", "light", "dark"]);
const YEAR = 365 * 24 * 60 * 60;

/** Keeps the choice in a cookie of this browser; the server draws by it from the first byte. It guards nothing, so anyone may call. */
export async function chooseTheme(chosen: string): Promise<void> {
	const parsed = theme.safeParse(chosen);
	if (!parsed.success) return;
	const jar = await cookies();
	if (parsed.data === "system") jar.delete("theme");
	else jar.set("theme", parsed.data, { path: "/", maxAge: YEAR, sameSite: "lax", httpOnly: true });
}
