"use client";
import { useState } from "react";
import { Disclosure } from "@/components/ui/disclosure.tsx";
import { Field } from "@/components/ui/field.tsx";
import { Icon } from "@/components/ui/icon.tsx";
import { hashFile } from "@/lib/client/hash-file.ts";
import { type ConfigComparison, type ConfigFile, compareConfigs } from "@/lib/domain/config-names.ts";

export type Compared = ConfigComparison & { /** SHA-256 of the proposed file, where one was given. */ readonly sha256?: string };

const labels: Readonly<Record<ConfigFile, string>> = {
	old: "Backup of the old file",
	new: "New file, as installed",
	proposed: "File you are going to use (optional)",
};

const mark = (there: boolean | undefined): string => (there === undefined ? "" : there ? "yes" : "no");

/**
 * Old, new and proposed configuration side by side, by name. The files are read in this browser and forgotten: no value
 * is shown, kept or sent.
 */
export function ConfigCompare({ onCompared }: { readonly onCompared: (found: Compared | undefined) => void }) {
	const [files, setFiles] = useState<Partial<Record<ConfigFile, File>>>({});
	const [found, setFound] = useState<Compared>();
	const [problem, setProblem] = useState<string>();
	const take = async (which: ConfigFile, file: File | undefined) => {
		const { [which]: _, ...others } = files;
		const next: Partial<Record<ConfigFile, File>> = file ? { ...others, [which]: file } : others;
		setFiles(next);
		setProblem(undefined);
		if (!next.old || !next.new) return;
		try {
			const [before, after, proposed] = await Promise.all([next.old.text(), next.new.text(), next.proposed?.text()]);
			const compared = compareConfigs({ old: before, new: after, proposed });
			if (!compared.ok) {
				setProblem(`${labels[compared.error.file]}: ${compared.error.problem}.`);
				return;
			}
			const sha256 = next.proposed && (await hashFile(next.proposed, () => undefined));
			const result = { ...compared.value, ...(sha256 !== undefined && { sha256 }) };
			setFound(result);
			onCompared(result);
		} catch {
			setProblem("A file could not be read. Did it change meanwhile?");
		}
	};
	return (
		<section aria-label="Compare configuration files" className="flex flex-col gap-3 rounded-control border border-line p-3">
			<p className="text-12 text-ink-3">Files are compared on this machine by the names in them. Values are neither shown nor sent.</p>
			<div className="grid gap-3 sm:grid-cols-3">
				{(Object.keys(labels) as ConfigFile[]).map((which) => (
					<Field key={which} label={labels[which]}>
						<input
							type="file"
							aria-label={labels[which]}
							accept=".config,.xml,text/xml"
							className="w-full text-12 file:mr-2 file:min-h-8 file:rounded-control file:border file:border-line-strong file:bg-surface file:px-2 pointer-coarse:file:min-h-11"
							onChange={(event) => void take(which, event.target.files?.[0])}
						/>
					</Field>
				))}
			</div>
			{problem && (
				<p role="alert" className="flex items-start gap-1.5 text-12">
					<Icon name="state-warning" size={14} className="mt-px text-amber" />
					{problem}
				</p>
			)}
			{found && !problem && <Findings found={found} />}
		</section>
	);
}

function Findings({ found }: { readonly found: Compared }) {
	const { rows, added, removed, mayRestore, lost, ampersand } = found;
	const interesting = rows.filter((row) => row.old !== row.new || row.same === false || (row.proposed === false && row.new));
	return (
		<div role="status" className="flex flex-col gap-2 text-13">
			<p className="font-medium">
				{mayRestore
					? "Nothing new in the new file: put the backup back, or carry its values over."
					: `${added.length} ${added.length === 1 ? "name is" : "names are"} only in the new file: carry the old values over into it. Putting the backup back would lose them.`}
			</p>
			{removed.length > 0 && <p>{removed.length === 1 ? "One name is" : `${removed.length} names are`} only in the backup.</p>}
			{lost.length > 0 && (
				<p className="text-red-text">
					The file you are going to use lacks {lost.length} of the new file's names: {lost.slice(0, 5).join(", ")}
				</p>
			)}
			{ampersand && <p className="text-red-text">The SDK password holds an ampersand, which breaks the adapter's configuration.</p>}
			<Disclosure summary={`${interesting.length} of ${rows.length} names differ`}>
				<div className="overflow-x-auto" {...{ tabIndex: 0 }}>
					<table className="w-full text-12">
						<thead>
							<tr className="text-left text-ink-3">
								<th className="pr-3 font-normal">Name</th>
								<th className="pr-3 font-normal">Old</th>
								<th className="pr-3 font-normal">New</th>
								<th className="pr-3 font-normal">Yours</th>
								<th className="font-normal">Value</th>
							</tr>
						</thead>
						<tbody>
							{interesting.map((row) => (
								<tr key={row.name} className="border-t border-line align-top">
									<td className="mono py-1 pr-3 wrap-anywhere">{row.name}</td>
									<td className="py-1 pr-3">{mark(row.old)}</td>
									<td className="py-1 pr-3">{mark(row.new)}</td>
									<td className="py-1 pr-3">{mark(row.proposed)}</td>
									<td className="py-1">{row.same === undefined ? "•••" : row.same ? "••• alike" : "••• differs"}</td>
								</tr>
							))}
						</tbody>
					</table>
				</div>
			</Disclosure>
		</div>
	);
}
