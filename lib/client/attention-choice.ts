import "client-only";
/**
 * Whether this browser may call its reader back: by a notification of the system, by a sound. Off until chosen; kept in
 * this browser alone. Promises: never throws; without the browser's permission there is no notification.
 */
import { useSyncExternalStore } from "react";

export type AttentionChoice = { readonly notify: boolean; readonly sound: boolean };

const KEY = "lockstep attention";
const off: AttentionChoice = { notify: false, sound: false };
let known: AttentionChoice | undefined;
const listeners = new Set<() => void>();

function load(): AttentionChoice {
	if (known) return known;
	let words = "";
	try {
		words = localStorage.getItem(KEY) ?? "";
	} catch {
		// storage shut off: the choice lives as long as the page
	}
	known = { notify: words.includes("notify"), sound: words.includes("sound") };
	return known;
}

export function chooseAttention(choice: AttentionChoice): void {
	known = choice;
	try {
		localStorage.setItem(KEY, [choice.notify && "notify", choice.sound && "sound"].filter(Boolean).join(" "));
	} catch {
		// as above
	}
	for (const listener of listeners) listener();
}

function subscribe(changed: () => void): () => void {
	const elsewhere = (event: StorageEvent) => {
		if (event.key !== KEY) return;
		known = undefined;
		changed();
	};
	listeners.add(changed);
	addEventListener("storage", elsewhere);
	return () => {
		listeners.delete(changed);
		removeEventListener("storage", elsewhere);
	};
}

export const useAttentionChoice = (): AttentionChoice => useSyncExternalStore(subscribe, load, () => off);

export type NotifyPermission = "granted" | "denied" | "default" | "missing";

/** What the browser says about notifications; `missing` where it has none. */
export const notifyPermission = (): NotifyPermission => (typeof Notification === "undefined" ? "missing" : Notification.permission);

/** Asks the reader, where the browser has not been told yet. */
export async function askToNotify(): Promise<NotifyPermission> {
	if (typeof Notification === "undefined") return "missing";
	return Notification.permission === "default" ? Notification.requestPermission() : Notification.permission;
}
