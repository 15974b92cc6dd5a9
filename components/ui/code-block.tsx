import type { ReactNode } from "react";
import { CopyButton } from "./copy-button.tsx";
import { Icon } from "./icon.tsx";

/** Text to run or keep exactly as it is: head with where it belongs, copy button, wrapped so nothing hides. */
export function CodeBlock({ text, head, what }: { readonly text: string; readonly head?: ReactNode; readonly what: string }) {
	return (
		<figure className="min-w-0 overflow-hidden rounded-card border border-line bg-well">
			<figcaption className="flex min-h-9 items-center gap-2 border-b border-line pr-1 pl-3 text-12 text-ink-2">
				<Icon name="terminal" />
				<span className="flex min-w-0 flex-1 flex-wrap items-center gap-x-2 py-1">{head}</span>
				<CopyButton text={text} what={what} />
			</figcaption>
			<pre className="px-3 py-2.5 text-12 leading-[1.125rem] wrap-anywhere whitespace-pre-wrap text-ink">{text}</pre>
		</figure>
	);
}
