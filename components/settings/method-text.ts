import type { SignInMethod } from "@/lib/domain/access/sign-in-events.ts";

const words: Readonly<Record<SignInMethod, string>> = {
	password: "Password",
	"password-and-code": "Password and code",
	"recovery-code": "Password and recovery code",
	passkey: "Passkey",
	link: "One-time link",
	"set-up": "First set-up",
	oidc: "Company sign-in",
};

/** How somebody signed in, in words. */
export const methodText = (method: SignInMethod | undefined): string => (method === undefined ? "Signed in" : words[method]);
