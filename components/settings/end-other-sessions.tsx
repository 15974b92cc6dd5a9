"use client";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { Button } from "@/components/ui/button.tsx";
import { sendJson } from "../shell/send-json.ts";

/** Signs every other browser out; when it fails the list simply stays as it is and says so. */
export function EndOtherSessions() {
	const [state, setState] = useState<"open" | "sending" | "failed">("open");
	const router = useRouter();
	const end = async () => {
		setState("sending");
		const answer = await sendJson("DELETE", "/api/me/sessions/all-others");
		setState(answer.ok ? "open" : "failed");
		router.refresh();
	};
	return (
		<Button size="sm" onClick={() => void end()} pending={state === "sending" && "Ending…"}>
			{state === "failed" ? "Not ended: try again" : "End all others"}
		</Button>
	);
}
