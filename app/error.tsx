"use client";
import { Button } from "@/components/ui/button.tsx";
import { ButtonLink } from "@/components/ui/button-link.tsx";

/** A fault of ours: says so, gives the mark under which it stands in the server's log, offers another try. */
export default function ErrorPage({ error, reset }: { readonly error: Error & { readonly digest?: string }; readonly reset: () => void }) {
	return (
		<div className="grid min-h-[60dvh] flex-1 place-items-center px-5 py-10">
			<div className="flex max-w-[56ch] flex-col items-start gap-4">
				<h1 className="text-24 font-semibold tracking-tight">Something broke on our side</h1>
				<p className="text-ink-2">
					Nothing you did is lost: what the server accepted is in the log, what it did not is not.
					{error.digest !== undefined && (
						<>
							{" "}
							The server's log has this under <code className="mono">{error.digest}</code>.
						</>
					)}
				</p>
				<div className="flex flex-wrap gap-3">
					<Button variant="primary" size="lg" onClick={reset}>
						Try again
					</Button>
					<ButtonLink href="/" size="lg">
						Go to the overview
					</ButtonLink>
				</div>
			</div>
		</div>
	);
}
