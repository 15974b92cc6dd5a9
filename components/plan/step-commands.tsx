import { Chip } from "@/components/ui/chip.tsx";
import { CodeBlock } from "@/components/ui/code-block.tsx";
import type { StepCommand } from "@/lib/domain/planner/plan-document.ts";

const shells: Record<StepCommand["shell"], string> = { powershell: "PowerShell, elevated", cmd: "Command prompt, elevated" };

/** Commands as they are to be run, each with the host it belongs to. */
export function StepCommands({ commands }: { readonly commands: readonly StepCommand[] }) {
	return commands.map((command) => (
		<CodeBlock
			key={`${command.runOn} ${command.text}`}
			text={command.text}
			what={`the command for ${command.runOn}`}
			head={
				<>
					Run on
					<Chip mono className="bg-hover text-ink">
						{command.runOn}
					</Chip>
					{shells[command.shell]}
				</>
			}
		/>
	));
}
