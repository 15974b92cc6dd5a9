"use client";
import { useEffect } from "react";

export type RunKeys = {
	readonly move: (by: 1 | -1) => void;
	readonly open: () => void;
	readonly close: () => void;
	readonly help: () => void;
};

const typing = (target: EventTarget | null): boolean =>
	target instanceof HTMLElement && (target.isContentEditable || /^(input|textarea|select)$/i.test(target.tagName));

/**
 * Keys of the board: j k move, Enter opens, Escape closes, c s d n act on the step that is open, ? lists them.
 * Letters are left alone while somebody types, and every key while a dialog is open.
 */
export function useRunKeys(keys: RunKeys): void {
	useEffect(() => {
		const onKey = (event: KeyboardEvent) => {
			if (event.defaultPrevented || event.metaKey || event.ctrlKey || event.altKey || document.querySelector('[role="dialog"]')) return;
			if (event.key === "Escape") {
				if (typing(event.target)) (event.target as HTMLElement).blur();
				else keys.close();
				return;
			}
			if (typing(event.target)) return;
			switch (event.key) {
				case "j":
				case "k":
					keys.move(event.key === "j" ? 1 : -1);
					break;
				case "?":
					keys.help();
					break;
				case "Enter":
					// A focused link or button has its own Enter.
					if (event.target instanceof HTMLElement && event.target.closest("a,button,summary")) return;
					keys.open();
					break;
				case "c":
				case "s":
				case "d":
				case "n": {
					const control = document.querySelector<HTMLElement>(`[data-hotkey="${event.key}"]`);
					if (!control) return;
					if (event.key === "n") control.focus();
					else control.click();
					break;
				}
				default:
					return;
			}
			event.preventDefault();
		};
		document.addEventListener("keydown", onKey);
		return () => document.removeEventListener("keydown", onKey);
	}, [keys]);
}
