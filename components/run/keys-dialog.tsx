import { Dialog } from "@/components/ui/dialog.tsx";
import { Kbd } from "@/components/ui/kbd.tsx";

const keys: readonly (readonly [string, string])[] = [
	["j / k", "Next, previous row"],
	["Enter", "Open the step"],
	["Esc", "Close the step"],
	["c", "Claim the open step"],
	["s", "Start it"],
	["d", "Done"],
	["n", "Write a note"],
	["Ctrl K", "Find or do"],
	["?", "This list"],
];

export function KeysDialog({ open, onOpenChange }: { readonly open: boolean; readonly onOpenChange: (open: boolean) => void }) {
	return (
		<Dialog open={open} onOpenChange={onOpenChange} title="Keys">
			<dl className="grid grid-cols-[5rem_1fr] gap-y-2 text-13">
				{keys.map(([key, what]) => (
					<div key={key} className="contents">
						<dt>
							<Kbd>{key}</Kbd>
						</dt>
						<dd className="text-ink-2">{what}</dd>
					</div>
				))}
			</dl>
		</Dialog>
	);
}
