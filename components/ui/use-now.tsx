"use client";
import { createContext, type ReactNode, use, useCallback, useRef, useSyncExternalStore } from "react";

const ServerInstant = createContext(0);

/** Carries the instant at which the server drew the page, so the first drawing in the browser says the same. */
export function NowProvider({ at, children }: { readonly at: number; readonly children: ReactNode }) {
	return <ServerInstant value={at}>{children}</ServerInstant>;
}

/** The present instant in milliseconds, anew every `everyMs`; rests while the tab is hidden. */
export function useNow(everyMs = 30_000): number {
	const atServer = use(ServerInstant);
	const last = useRef(0);
	const subscribe = useCallback(
		(changed: () => void) => {
			const tick = () => {
				if (document.visibilityState === "hidden") return;
				last.current = Date.now();
				changed();
			};
			const timer = setInterval(tick, everyMs);
			document.addEventListener("visibilitychange", tick);
			tick();
			return () => {
				clearInterval(timer);
				document.removeEventListener("visibilitychange", tick);
			};
		},
		[everyMs],
	);
	return useSyncExternalStore(
		subscribe,
		() => last.current || atServer,
		() => atServer,
	);
}

const never = () => () => undefined;
/** The reader's own IANA zone; undefined on the server and in the first drawing. */
export const useMyZone = (): string | undefined =>
	useSyncExternalStore(
		never,
		() => Intl.DateTimeFormat().resolvedOptions().timeZone,
		() => undefined,
	);
