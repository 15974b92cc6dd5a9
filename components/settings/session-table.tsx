"use client";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { Alert } from "@/components/ui/alert.tsx";
import { Button } from "@/components/ui/button.tsx";
import { Chip } from "@/components/ui/chip.tsx";
import { Row, Table, TableBody, TableHead, Td, Th } from "@/components/ui/table.tsx";
import { RelativeTime } from "@/components/ui/time.tsx";
import type { SessionView } from "@/lib/wire/api-access-views.ts";
import { sendJson } from "../shell/send-json.ts";
import { methodText } from "./method-text.ts";

/** One's own sessions, each to be ended; the present one is left by signing out. */
export function SessionTable({ sessions }: { readonly sessions: readonly SessionView[] }) {
	const [pending, setPending] = useState<string>();
	const [failure, setFailure] = useState<string>();
	const router = useRouter();
	const end = async (id: string) => {
		setPending(id);
		const answer = await sendJson("DELETE", `/api/me/sessions/${encodeURIComponent(id)}`);
		setPending(undefined);
		setFailure(answer.ok ? undefined : answer.failure.message);
		router.refresh();
	};
	return (
		<>
			{failure !== undefined && (
				<div className="p-4 pb-0">
					<Alert tone="blocker" title={failure} live />
				</div>
			)}
			<Table label="Where you are signed in">
				<TableHead>
					<Th>Browser</Th>
					<Th>Signed in by</Th>
					<Th>Since</Th>
					<Th>Last used</Th>
					<Th>
						<span className="sr-only">What can be done</span>
					</Th>
				</TableHead>
				<TableBody>
					{sessions.map(({ id, current, browser, method, createdAt, seenAt }) => (
						<Row key={id}>
							<Td className="font-medium">{browser}</Td>
							<Td className="text-ink-2">{methodText(method)}</Td>
							<Td className="text-ink-2">
								<RelativeTime at={createdAt} />
							</Td>
							<Td className="text-ink-2">
								<RelativeTime at={seenAt} />
							</Td>
							<Td>
								{current ? (
									<Chip tone="green" className="ml-auto">
										This one
									</Chip>
								) : (
									<Button size="sm" className="ml-auto flex" onClick={() => void end(id)} pending={pending === id && "Ending…"}>
										End<span className="sr-only"> the session of {browser}</span>
									</Button>
								)}
							</Td>
						</Row>
					))}
				</TableBody>
			</Table>
		</>
	);
}
