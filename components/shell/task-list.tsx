import type { Route } from "next";
import { Avatar } from "@/components/ui/avatar.tsx";
import { ButtonLink } from "@/components/ui/button-link.tsx";
import { RelativeTime } from "@/components/ui/time.tsx";
import type { People } from "@/lib/wire/views.ts";
import type { Task } from "./overview-model.ts";

const said: Record<Task["about"], (name: string) => string> = {
	approve: (name) => `Submitted by ${name}`,
	"sent-back": () => "Your plan was not approved",
	start: (name) => `Approved, made by ${name}`,
	submit: () => "Your draft",
	copies: (name) => `They hold secrets; ${name} planned this run`,
};

/** What others wait for from this person: who asks, since when, one way to it. */
export function TaskList({ tasks, people, myId }: { readonly tasks: readonly Task[]; readonly people: People; readonly myId: string }) {
	return (
		<ul className="divide-y divide-line">
			{tasks.map((task) => {
				const name = people[task.byId]?.name ?? "somebody";
				return (
					<li key={task.key} className="flex items-center gap-3 px-4 py-2.5">
						<Avatar name={name} me={task.byId === myId} size="lg" decorative />
						<div className="min-w-0 flex-1">
							<p className="font-medium">{task.what}</p>
							<p className="text-12 text-ink-3">
								{said[task.about](name)}, <RelativeTime at={task.at} />
							</p>
						</div>
						<ButtonLink href={task.href as Route} size="sm" aria-label={`${task.action}: ${task.what}`}>
							{task.action}
						</ButtonLink>
					</li>
				);
			})}
		</ul>
	);
}
