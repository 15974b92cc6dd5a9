/** Where to go after signing in: a path of this site, never another site, never the sign-in page again. */
export function nextPath(asked: string | readonly string[] | undefined): string {
	if (typeof asked !== "string" || !/^\/(?![/\\])/.test(asked) || asked.length > 2000) return "/";
	// A browser drops tabs and line ends before it reads an address, which could uncover a second slash.
	const path = asked.replace(/[\t\r\n]/g, "");
	return path.startsWith("//") || path.startsWith("/\\") || /^\/(sign-in|setup)(\/|\?|#|$)/.test(path) ? "/" : path;
}
