"use client";
import { useState } from "react";
import { Avatar } from "@/components/ui/avatar.tsx";
import { Icon } from "@/components/ui/icon.tsx";
import { Menu } from "@/components/ui/menu.tsx";
import type { Me } from "@/lib/wire/views.ts";
import { roleWord } from "../settings/role-text.ts";
import { sendJson } from "./send-json.ts";

/** Who is signed in, with the way to the own account and out. */
export function PersonMenu({ me }: { readonly me: Me }) {
	const [failed, setFailed] = useState(false);
	const signOut = async () => {
		const answer = await sendJson("POST", "/api/auth/sign-out", {});
		// A full load, so that nothing of the last person stays in memory.
		if (answer.ok || answer.failure.code === "unauthenticated") window.location.assign("/sign-in");
		else setFailed(true);
	};
	return (
		<div className="min-w-0">
			<Menu
				variant="quiet"
				className="w-full justify-start px-1.5 text-left"
				trigger={
					<>
						<Avatar name={me.name} me decorative />
						<span className="min-w-0 truncate text-13 font-medium text-ink">{me.name}</span>
						<span className="text-12 font-normal text-ink-3">{roleWord(me.role)}</span>
					</>
				}
				entries={[
					{ label: "Your account", icon: <Icon name="person" />, href: "/settings" },
					{ label: "Sign out", icon: <Icon name="sign-out" />, onSelect: () => void signOut() },
				]}
			/>
			{failed && (
				<p role="alert" className="px-1.5 text-12 text-ink-2">
					Signing out did not work. Try again.
				</p>
			)}
		</div>
	);
}
