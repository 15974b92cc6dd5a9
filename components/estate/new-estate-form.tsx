"use client";
import type { Route } from "next";
import { useRouter } from "next/navigation";
import { type FormEvent, useRef, useState } from "react";
import { Alert, ErrorSummary } from "@/components/ui/alert.tsx";
import { Button } from "@/components/ui/button.tsx";
import { Card } from "@/components/ui/card.tsx";
import { TextField } from "@/components/ui/field.tsx";
import { Tabs } from "@/components/ui/tabs.tsx";
import type { Inventory } from "@/lib/domain/inventory/document.ts";
import { parseInventory } from "@/lib/domain/inventory/parse-inventory.ts";
import type { Result } from "@/lib/domain/result.ts";
import { type Failure, newKey, sendJson } from "../shell/send-json.ts";
import { DocumentInput } from "./document-input.tsx";
import { inventorySummary } from "./inventory-summary.ts";
import { readDocument } from "./read-document.ts";
import sample from "./sample-estate.json" with { type: "json" };

/** What the text is, judged here with the server's own rules before anything is sent. */
function judge(text: string): Result<Inventory, Failure> | undefined {
	if (text.trim() === "") return undefined;
	const read = readDocument(text);
	if (!read.ok) return { ok: false, error: { code: "invalid", message: read.error, issues: [] } };
	const parsed = parseInventory(read.value);
	return parsed.ok
		? parsed
		: { ok: false, error: { code: "invalid", message: "The document is not an inventory yet", issues: parsed.error } };
}

/** Adds an estate from a document, from the sample, or with a name alone to fill in later. */
export function NewEstateForm() {
	const [way, setWay] = useState("document");
	const [name, setName] = useState("");
	const [text, setText] = useState("");
	const [failure, setFailure] = useState<Failure>();
	const [pending, setPending] = useState(false);
	const key = useRef<string>(undefined);
	const router = useRouter();
	const judged = judge(text);

	const change = (act: () => void) => {
		act();
		setFailure(undefined);
		key.current = undefined;
	};
	const add = async (event: FormEvent) => {
		event.preventDefault();
		if (pending || (way === "document" && judged?.ok !== true)) return;
		setPending(true);
		setFailure(undefined);
		// The same key when the answer was lost, so that trying again cannot make two estates.
		key.current ??= newKey();
		const body = way === "name" ? { name } : { inventory: JSON.parse(text.replace(/^\uFEFF/, "")) as unknown };
		const answer = await sendJson<{ readonly id: string }>("POST", "/api/v1/estates", body, key.current);
		if (answer.ok) {
			router.push(`/estates/${answer.value.id}` as Route);
			router.refresh();
			return;
		}
		setPending(false);
		setFailure(answer.failure);
	};
	const shut =
		way === "name"
			? name.trim() === ""
				? "Opens when the estate has a name."
				: undefined
			: judged === undefined
				? "Opens when there is a document."
				: judged.ok
					? undefined
					: "Opens when the document is an inventory.";
	return (
		<form onSubmit={(event) => void add(event)}>
			<Card>
				<Tabs
					label="How to begin"
					value={way}
					onValueChange={(next) => change(() => setWay(next))}
					items={[
						{
							id: "document",
							label: "From a document",
							content: (
								<div className="flex flex-col gap-4 p-4">
									<p className="text-13 text-ink-2">
										No document at hand?{" "}
										<button
											type="button"
											className="link min-h-6 font-medium pointer-coarse:min-h-11"
											onClick={() => change(() => setText(JSON.stringify(sample, null, 2)))}
										>
											Load the sample estate
										</button>{" "}
										to see how one looks.
									</p>
									<DocumentInput text={text} onText={(next) => change(() => setText(next))} />
									{judged !== undefined &&
										(judged.ok ? (
											<Alert tone="success" title={`${judged.value.estate.name}: ${inventorySummary(judged.value)}`} live>
												Nothing is stored yet.
											</Alert>
										) : (
											<ErrorSummary title={judged.error.message} issues={judged.error.issues} />
										))}
								</div>
							),
						},
						{
							id: "name",
							label: "With a name alone",
							content: (
								<div className="flex flex-col gap-4 p-4">
									<TextField
										label="Name of the estate"
										hint="Usually the organisation, or the site. Its inventory can be imported afterwards."
										value={name}
										maxLength={80}
										required
										onChange={(event) => change(() => setName(event.target.value))}
										className="max-w-md"
									/>
								</div>
							),
						},
					]}
				/>
				<div className="flex flex-col gap-3 border-t border-line bg-canvas p-4">
					{failure !== undefined && <ErrorSummary title={`${failure.message}. Nothing was stored.`} issues={failure.issues} />}
					<Button type="submit" variant="primary" className="self-start" reason={shut} pending={pending && "Adding…"}>
						Add the estate
					</Button>
				</div>
			</Card>
		</form>
	);
}
