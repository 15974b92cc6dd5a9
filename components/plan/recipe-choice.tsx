"use client";
import type { Recipe } from "@/lib/domain/planner/plan-document.ts";

const recipes: readonly { readonly value: Recipe; readonly title: string; readonly lines: readonly string[] }[] = [
	{
		value: "guide",
		title: "The whole upgrade, by the guide",
		lines: [
			"Every MFA Server, subordinates first, then portals, then AD FS adapters.",
			"One server at a time, so that sign-ins go on.",
			"Another server becomes primary before the old one is touched.",
			"Each farm has a short time without MFA while its adapter is exchanged.",
		],
	},
	{
		value: "migration-utility-only",
		title: "Only the primary, for the Migration Utility",
		lines: [
			"Upgrades the primary of each group and what its own installer insists on; nothing else.",
			"Enough to move users' authentication data to Microsoft Entra ID.",
			"The other servers stay behind and log unknown messages meanwhile.",
			"Not in the guide; never mix it with the whole upgrade.",
		],
	},
];

/** Both recipes side by side, each with what it does and leaves out. */
export function RecipeChoice({ value, onChange }: { readonly value: Recipe; readonly onChange: (recipe: Recipe) => void }) {
	return (
		<fieldset className="min-w-0">
			<legend className="mb-2 text-13 font-semibold">Recipe</legend>
			<div className="grid gap-3 sm:grid-cols-2">
				{recipes.map((recipe) => (
					<label
						key={recipe.value}
						className="flex gap-3 rounded-card border border-line bg-surface p-3 hover:border-line-strong has-checked:border-accent has-checked:bg-selected has-focus-visible:outline-2 has-focus-visible:outline-offset-2 has-focus-visible:outline-focus"
					>
						<input
							type="radio"
							name="recipe"
							value={recipe.value}
							checked={value === recipe.value}
							onChange={() => onChange(recipe.value)}
							className="mt-1 size-4 shrink-0 appearance-none rounded-full border-[1.5px] border-control-line bg-surface outline-none checked:border-[5px] checked:border-accent"
						/>
						<span className="min-w-0">
							<span className="text-13 font-medium">{recipe.title}</span>
							<span className="mt-1 flex flex-col gap-1 text-12 text-ink-2">
								{recipe.lines.map((line) => (
									<span key={line}>{line}</span>
								))}
							</span>
						</span>
					</label>
				))}
			</div>
		</fieldset>
	);
}
