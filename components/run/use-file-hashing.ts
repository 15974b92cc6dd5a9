"use client";
import { useCallback, useEffect, useRef, useState } from "react";
import { hashFile } from "@/lib/client/hash-file.ts";
import type { PastedFile } from "./parse-pasted.ts";

export type Hashing = { readonly name: string; readonly size: number; readonly done: number; readonly seconds: number };

/** Hashes dropped files one after another, tells how far it is, and stops when the form goes away. */
export function useFileHashing(found: (file: PastedFile) => void): {
	readonly hashing: Hashing | undefined;
	readonly problem: string | undefined;
	readonly hash: (files: Iterable<File>) => Promise<void>;
	readonly stop: () => void;
} {
	const [hashing, setHashing] = useState<Hashing>();
	const [problem, setProblem] = useState<string>();
	const abort = useRef<AbortController>(undefined);
	const stop = useCallback(() => abort.current?.abort(), []);
	useEffect(() => stop, [stop]);
	const hash = async (files: Iterable<File>) => {
		stop();
		const mine = new AbortController();
		abort.current = mine;
		setProblem(undefined);
		for (const file of files) {
			const began = performance.now();
			const tell = (done: number) => setHashing({ name: file.name, size: file.size, done, seconds: (performance.now() - began) / 1000 });
			tell(0);
			try {
				const sha256 = await hashFile(file, tell, mine.signal);
				if (file.size === 0) setProblem(`${file.name} is empty: an empty copy is no backup.`);
				else found({ path: file.name, sizeBytes: file.size, sha256 });
			} catch {
				if (!mine.signal.aborted) setProblem(`${file.name} could not be read. Did it change while it was being read?`);
			}
		}
		if (abort.current === mine) setHashing(undefined);
	};
	return { hashing, problem, hash, stop };
}
