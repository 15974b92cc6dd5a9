import { Card } from "@/components/ui/card.tsx";
import { cx } from "@/components/ui/cx.ts";
import { Icon } from "@/components/ui/icon.tsx";
import { Bar } from "@/components/ui/progress.tsx";
import { StateIcon, type StateName } from "@/components/ui/state.tsx";
import { formatInstant } from "@/components/ui/time-format.ts";
import type { Board, BoardPhase, BoardStep } from "./replay-model.ts";

const windowWords = { "mfa-gap": "MFA gap", "write-freeze": "Write freeze", outage: "Outage" } as const;

/** The board at one moment: phases, open windows, what moved, and every step of the plan as it stood. */
export function ReplayBoard({
	board,
	status,
	zone,
	name,
	touched,
}: {
	readonly board: Board;
	readonly status: string;
	readonly zone: string;
	readonly name: (id: string) => string;
	/** Step that the chosen event is about. */
	readonly touched?: string | undefined;
}) {
	return (
		<div className="grid items-start gap-4 p-4 md:p-6 lg:grid-cols-[minmax(18rem,2fr)_minmax(0,3fr)]">
			<div className="grid gap-4">
				<Card title="Board as it was" count={status} padded>
					<Phases phases={board.phases} />
					<Windows board={board} />
				</Card>
				<List title="In progress" state="running" steps={board.running} />
				{board.failed.length > 0 && <List title="Failed" state="failed" steps={board.failed} />}
				<List title="Ready" state="ready" steps={board.ready} />
			</div>
			<Card title="Every step at this moment" count={board.phases.reduce((sum, { total }) => sum + total, 0)}>
				{board.phases.map((phase) => (
					<section key={phase.id}>
						<h3 className="border-b border-line bg-well px-4 py-1.5 text-12 font-semibold text-ink-2">
							{phase.title}
							<span className="ml-2 font-normal text-ink-3 tabular-nums">
								{phase.done}/{phase.total}
							</span>
						</h3>
						<ul>
							{phase.steps.map((step) => (
								<Step key={step.id} step={step} zone={zone} name={name} touched={step.id === touched} />
							))}
						</ul>
					</section>
				))}
			</Card>
		</div>
	);
}

function Step({
	step,
	zone,
	name,
	touched,
}: {
	readonly step: BoardStep;
	readonly zone: string;
	readonly name: (id: string) => string;
	readonly touched: boolean;
}) {
	const quiet = step.status === "waiting" || step.status === "skipped";
	return (
		<li
			aria-current={touched || undefined}
			className={cx("flex min-h-9 items-center gap-2 border-b border-line px-4 py-1.5 text-13", touched && "bg-selected")}
		>
			<StateIcon state={step.status} labelled />
			<span className={cx("min-w-0 flex-1 wrap-anywhere", quiet && "text-ink-2")}>{step.title}</span>
			{step.by !== undefined && (
				<span className="text-right text-12 text-ink-3">
					{name(step.by)}
					{step.since !== undefined && <span className="tabular-nums"> {formatInstant(step.since, zone, "time")}</span>}
				</span>
			)}
		</li>
	);
}

function Phases({ phases }: { readonly phases: readonly BoardPhase[] }) {
	return (
		<ul className="flex flex-col gap-2">
			{phases.map((phase) => (
				<li key={phase.id} className="grid grid-cols-[minmax(0,3fr)_minmax(0,2fr)_3rem] items-center gap-3 text-13">
					<span className="text-ink-2">{phase.title}</span>
					<Bar total={phase.total} done={phase.done} running={phase.running} failed={phase.failed} />
					<span className="text-right text-12 text-ink-3 tabular-nums">
						{phase.done}/{phase.total}
					</span>
				</li>
			))}
		</ul>
	);
}

function Windows({ board }: { readonly board: Board }) {
	return (
		<p className="mt-3 flex flex-wrap items-center gap-x-4 gap-y-1 text-13">
			{board.windows.length === 0 ? (
				<span className="flex items-center gap-1.5 text-ink-2">
					<Icon name="shield-tick" />
					No window open
				</span>
			) : (
				board.windows.map((window) => (
					<span key={`${window.kind} ${window.subject}`} className="flex items-center gap-1.5">
						<StateIcon state={window.kind === "mfa-gap" ? "gap" : "warning"} />
						{windowWords[window.kind]} open, {window.subject.slice(window.subject.indexOf(":") + 1)}
					</span>
				))
			)}
		</p>
	);
}

function List({ title, state, steps }: { readonly title: string; readonly state: StateName; readonly steps: readonly string[] }) {
	return (
		<Card title={title} count={steps.length}>
			{steps.length === 0 ? (
				<p className="px-4 py-3 text-13 text-ink-3">None at this moment.</p>
			) : (
				<ul>
					{steps.map((step) => (
						<li key={step} className="flex min-h-9 items-center gap-2 border-b border-line px-4 py-1.5 text-13 last:border-b-0">
							<StateIcon state={state} />
							{step}
						</li>
					))}
				</ul>
			)}
		</Card>
	);
}
