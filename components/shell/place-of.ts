/** Which place of the side bar a page belongs to. A run and a history live under their plan, but are places of their own. */
export function placeOf(path: string): string {
	if (/^\/plans\/[^/]+\/run(\/|$)/.test(path)) return "/runs";
	if (/^\/(plans|estates)\/[^/]+\/history(\/|$)/.test(path)) return path.startsWith("/estates") ? path : "/history";
	return path;
}

/** Pages that need the whole width: the side bar shrinks to a rail. */
export const wantsRail = (path: string): boolean => /^\/plans\/[^/]+\/run(\/|$)/.test(path);
