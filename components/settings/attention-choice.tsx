"use client";
import { useState } from "react";
import { Button } from "@/components/ui/button.tsx";
import { Checkbox } from "@/components/ui/checkbox.tsx";
import { askToNotify, chooseAttention, notifyPermission, useAttentionChoice } from "@/lib/client/attention-choice.ts";
import { notify, readySound, ring } from "@/lib/client/call-attention.ts";

/** Whether this browser calls me back while a run is open in it. Off until chosen. */
export function AttentionChoice() {
	const choice = useAttentionChoice();
	const [refused, setRefused] = useState<string>();
	const chooseNotify = async (on: boolean) => {
		setRefused(undefined);
		if (!on) return chooseAttention({ ...choice, notify: false });
		const permission = await askToNotify();
		if (permission === "granted") chooseAttention({ ...choice, notify: true });
		else
			setRefused(
				permission === "missing"
					? "This browser shows no notifications here."
					: "The browser does not allow notifications for this site. Allow them in its site settings, then choose again.",
			);
	};
	const attempt = () => {
		readySound();
		if (choice.sound) setTimeout(() => ring(false), 100);
		if (choice.notify && notifyPermission() === "granted") notify("Lockstep", "This is how a call looks.", "try", () => undefined);
	};
	return (
		<div className="flex flex-col gap-3">
			<p className="text-13 text-ink-2">
				While a run is open in this browser, call me when a step of mine becomes ready, is refused or taken back, and when an MFA gap has
				used half or all of its minutes.
			</p>
			<div>
				<Checkbox
					label="Notification, while the page is out of sight"
					checked={choice.notify}
					onChange={(event) => void chooseNotify(event.target.checked)}
				/>
				<Checkbox
					label="Sound"
					checked={choice.sound}
					onChange={(event) => {
						readySound();
						chooseAttention({ ...choice, sound: event.target.checked });
					}}
				/>
			</div>
			<p role="status" className="text-13 text-ink-2 empty:hidden">
				{refused}
			</p>
			{(choice.notify || choice.sound) && (
				<div>
					<Button size="sm" onClick={attempt}>
						Try it
					</Button>
				</div>
			)}
		</div>
	);
}
