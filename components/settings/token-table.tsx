"use client";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { Alert } from "@/components/ui/alert.tsx";
import { Button } from "@/components/ui/button.tsx";
import { Chip } from "@/components/ui/chip.tsx";
import { ConfirmDialog } from "@/components/ui/confirm-dialog.tsx";
import { Row, Table, TableBody, TableHead, Td, Th } from "@/components/ui/table.tsx";
import { RelativeTime } from "@/components/ui/time.tsx";
import type { TokenView } from "@/lib/wire/api-access-views.ts";
import { sendJson } from "../shell/send-json.ts";
import { roleWord } from "./role-text.ts";

const state = (token: TokenView, now: number): { readonly word: string; readonly tone: "green" | "line" } =>
	token.revoked
		? { word: "Revoked", tone: "line" }
		: token.expiresAt !== undefined && Date.parse(token.expiresAt) <= now
			? { word: "Ended", tone: "line" }
			: { word: "Active", tone: "green" };

/** Tokens with whom they act as, when they were used and when they end. `names` by person's id; `estates` for tokens made for one. */
export function TokenTable({
	tokens,
	names,
	estates,
	now,
}: {
	readonly tokens: readonly TokenView[];
	readonly names: Readonly<Record<string, string>>;
	readonly estates: readonly { readonly id: string; readonly name: string }[];
	readonly now: number;
}) {
	const [asked, setAsked] = useState<TokenView>();
	const [pending, setPending] = useState(false);
	const [failure, setFailure] = useState<string>();
	const router = useRouter();
	const revoke = async (token: TokenView) => {
		setPending(true);
		const answer = await sendJson("DELETE", `/api/tokens/${token.id}`);
		setPending(false);
		if (answer.ok) {
			setAsked(undefined);
			router.refresh();
		} else setFailure(answer.failure.message);
	};
	return (
		<>
			<Table label="Tokens">
				<TableHead>
					<Th>Name</Th>
					<Th>Acts as</Th>
					<Th>State</Th>
					<Th>Last used</Th>
					<Th>Ends</Th>
					<Th>
						<span className="sr-only">What can be done</span>
					</Th>
				</TableHead>
				<TableBody>
					{tokens.map((token) => {
						const { word, tone } = state(token, now);
						const estate = estates.find(({ id }) => id === token.estateId)?.name ?? "an estate";
						return (
							<Row key={token.id}>
								<Td className="font-medium">{token.name}</Td>
								<Td className="text-ink-2">
									{token.userId === undefined ? "Service account" : (names[token.userId] ?? "A person")},{" "}
									{roleWord(token.role).toLowerCase()}
									{token.estateId !== undefined && `, on ${estate} only`}
								</Td>
								<Td>
									<Chip tone={tone}>{word}</Chip>
								</Td>
								<Td className="text-ink-2">{token.lastUsedAt === undefined ? "never" : <RelativeTime at={token.lastUsedAt} />}</Td>
								<Td className="text-ink-2">{token.expiresAt === undefined ? "never" : <RelativeTime at={token.expiresAt} />}</Td>
								<Td>
									{word === "Active" && (
										<Button
											size="sm"
											className="ml-auto flex"
											onClick={() => {
												setFailure(undefined);
												setAsked(token);
											}}
										>
											Revoke<span className="sr-only"> {token.name}</span>
										</Button>
									)}
								</Td>
							</Row>
						);
					})}
				</TableBody>
			</Table>
			<ConfirmDialog
				open={asked !== undefined}
				onOpenChange={(open) => !open && setAsked(undefined)}
				title={`Revoke ${asked?.name}`}
				description="What uses it is refused from the next call on. It cannot be brought back."
				action={`Revoke ${asked?.name}`}
				pending={pending}
				refusal={failure === undefined ? undefined : <Alert tone="blocker" title={failure} />}
				onConfirm={() => asked !== undefined && void revoke(asked)}
			/>
		</>
	);
}
