import { buttonLook } from "@/components/ui/button-look.ts";
import { Card } from "@/components/ui/card.tsx";
import { CodeBlock } from "@/components/ui/code-block.tsx";
import { Icon } from "@/components/ui/icon.tsx";

type Facts = { readonly logId: string; readonly streams: number; readonly events: number; readonly people: number };

const count = (n: number, one: string, many: string): string => `${n.toLocaleString("en-GB")} ${n === 1 ? one : many}`;

/** What the installation keeps and for how long; how to take all of it away, and how to remove it. */
export function DataCards({ facts, retentionDays }: { readonly facts: Facts; readonly retentionDays: number }) {
	const { logId, streams, events, people } = facts;
	return (
		<>
			<Card title="Take everything away" padded>
				<p className="max-w-[72ch] text-13 text-ink-2">
					{count(events, "event", "events")} in {count(streams, "stream", "streams")}, every inventory, the names behind the ids and the
					signed checkpoints, in one zip of open formats. Both verifiers are in it. It holds no password, token or key.
				</p>
				<a href="/api/v1/audit/export" download className={`${buttonLook({ variant: "primary" })} mt-3`}>
					<Icon name="download" />
					Export the installation
				</a>
			</Card>
			<Card title="How long it is kept" padded>
				<dl className="grid gap-x-6 gap-y-2 text-13 md:grid-cols-[14rem_minmax(0,1fr)]">
					<dt className="text-ink-3">The log</dt>
					<dd>
						For good, and nothing can be taken out of it. It names people by ids and holds no network addresses; what somebody writes into a
						note or a reason stays as it was written.
					</dd>
					<dt className="text-ink-3">Who came from where</dt>
					<dd>
						{count(retentionDays, "day", "days")} after a session or link has ended: its network address and browser are removed, and an
						event says how many went. Set <code className="mono">LOCKSTEP_ACCESS_RETENTION_DAYS</code> to change it.
					</dd>
					<dt className="text-ink-3">Names</dt>
					<dd>Until somebody asks for theirs to be replaced. The chain verifies as before, and the person gets in no more.</dd>
					<dt className="text-ink-3">Secrets of your servers</dt>
					<dd>Never stored. Configuration files are compared and hashed in the browser and stay there.</dd>
				</dl>
				<div className="mt-3">
					<CodeBlock
						head="Replace a person's name for good"
						what="the command that replaces a name"
						text="npm run admin -- pseudonymise --email <address>"
					/>
				</div>
			</Card>
			<Card title="Remove everything" padded>
				<p className="mb-3 max-w-[72ch] text-13 text-ink-2">
					Removes all of it from this machine for good, {count(people, "person", "people")} with their sessions and tokens included, and
					begins a new log. Backups, exports and copies of checkpoints elsewhere are not reached. What was signed stays remembered, so that
					it is never signed again otherwise. It is done at the server, where no stolen session can do it; typing the log's id confirms it.
				</p>
				<CodeBlock head="Wipe this installation" what="the command that wipes" text={`npm run admin -- wipe --confirm ${logId}`} />
			</Card>
		</>
	);
}
