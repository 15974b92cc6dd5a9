"use client";
import { usePathname, useRouter } from "next/navigation";
import { useEffect } from "react";
import { wantsRail } from "./place-of.ts";

/** Lists that people leave open to watch; other pages change more slowly. */
const watched = (path: string): boolean => path === "/" || path === "/runs" || path === "/plans";

/**
 * Draws the page anew from the server from time to time and on coming back to it, so that an open gap or a new
 * approval appears without a reload. What is typed stays. The run and the wall have a live stream of their own.
 */
export function KeepFresh() {
	const path = usePathname();
	const router = useRouter();
	const rest = wantsRail(path) || path.endsWith("/wall");
	useEffect(() => {
		if (rest) return;
		const every = watched(path) ? 15_000 : 60_000;
		let last = Date.now();
		const look = () => {
			if (document.visibilityState === "hidden" || Date.now() - last < every - 500) return;
			last = Date.now();
			router.refresh();
		};
		const timer = setInterval(look, every);
		document.addEventListener("visibilitychange", look);
		return () => {
			clearInterval(timer);
			document.removeEventListener("visibilitychange", look);
		};
	}, [path, rest, router]);
	return null;
}
