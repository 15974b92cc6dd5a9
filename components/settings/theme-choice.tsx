"use client";
import { useState } from "react";
import { Radio } from "@/components/ui/checkbox.tsx";

export type Theme = "system" | "light" | "dark";

const choices: readonly { readonly theme: Theme; readonly label: string; readonly hint: string }[] = [
	{ theme: "system", label: "As the system", hint: "Follows this device, also when it changes in the evening." },
	{ theme: "light", label: "Light", hint: "For bright rooms and print." },
	{ theme: "dark", label: "Dark", hint: "For the night." },
];

/** The theme of this browser. Changes at once; `choose` keeps it, so that the server draws it from the first byte. */
export function ThemeChoice({ initial, choose }: { readonly initial: Theme; readonly choose: (theme: Theme) => Promise<void> }) {
	const [theme, setTheme] = useState(initial);
	const pick = (next: Theme) => {
		setTheme(next);
		if (next === "system") document.documentElement.removeAttribute("data-theme");
		else document.documentElement.dataset.theme = next;
		void choose(next);
	};
	return (
		<fieldset className="flex flex-col gap-1">
			<legend className="sr-only">Theme</legend>
			{choices.map((choice) => (
				<Radio
					key={choice.theme}
					name="theme"
					value={choice.theme}
					label={choice.label}
					hint={choice.hint}
					checked={theme === choice.theme}
					onChange={() => pick(choice.theme)}
				/>
			))}
		</fieldset>
	);
}
