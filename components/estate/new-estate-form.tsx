"use client";
import type { Route } from "next";
import { useRouter } from "next/navigation";
import { type FormEvent, useMemo, useRef, useState } from "react";
import { Alert, ErrorSummary } from "@/components/ui/alert.tsx";
import { Button } from "@/components/ui/button.tsx";
import { Card } from "@/components/ui/card.tsx";
import { TextField } from "@/components/ui/field.tsx";
import { Tabs } from "@/components/ui/tabs.tsx";
import { type Failure, newKey, sendJson } from "../shell/send-json.ts";
import { CsvDownloads } from "./csv-downloads.tsx";
import { DocumentInput } from "./document-input.tsx";
import { isEmpty, noSources, readSources } from "./import-sources.ts";
import { inventorySummary } from "./inventory-summary.ts";

/** Adds an estate from a document, from the sample, or with a name alone to fill in later. */
export function NewEstateForm({ sample }: { readonly sample: unknown }) {
	const [way, setWay] = useState("document");
	const [name, setName] = useState("");
	const [sources, setSources] = useState(noSources);
	const [failure, setFailure] = useState<Failure>();
	const [pending, setPending] = useState(false);
	const key = useRef<string>(undefined);
	const router = useRouter();
	// Judged here with the server's own rules, before anything is sent.
	const judged = useMemo(() => (isEmpty(sources) ? undefined : readSources(sources)), [sources]);

	const change = (act: () => void) => {
		act();
		setFailure(undefined);
		key.current = undefined;
	};
	const add = async (event: FormEvent) => {
		event.preventDefault();
		const body = way === "name" ? { name } : judged?.ok ? { inventory: judged.value.inventory } : undefined;
		if (pending || body === undefined) return;
		setPending(true);
		setFailure(undefined);
		// The same key when the answer was lost, so that trying again cannot make two estates.
		key.current ??= newKey();
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
				? "Opens when there is something to read."
				: judged.ok
					? undefined
					: "Opens when nothing above is wrong.";
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
											onClick={() => change(() => setSources({ ...noSources, text: JSON.stringify(sample, null, 2) }))}
										>
											Load the sample estate
										</button>{" "}
										to see how one looks.
									</p>
									<CsvDownloads />
									<DocumentInput sources={sources} onSources={(next) => change(() => setSources(next))} intoEstate={false} />
									{judged !== undefined &&
										(judged.ok ? (
											<Alert
												tone="success"
												title={`${judged.value.inventory.estate.name}: ${inventorySummary(judged.value.inventory)}`}
												live
											>
												Nothing is stored yet.
											</Alert>
										) : (
											<ErrorSummary title="This is not an inventory yet" issues={judged.error} />
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
