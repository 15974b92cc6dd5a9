import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { EntryFrame } from "@/components/shell/entry-frame.tsx";
import { SetUpForm } from "@/components/shell/set-up-form.tsx";
import { setUpIsOpen } from "@/lib/server/setup.ts";
import product from "@/package.json" with { type: "json" };

export const metadata: Metadata = { title: "Set up" };

export default async function SetUpPage() {
	if (!(await setUpIsOpen())) redirect("/sign-in");
	return (
		<EntryFrame
			title="Set up Lockstep"
			lead="Nobody has an account here yet. You become the administrator, who adds people and gives them roles."
			version={product.version}
		>
			<SetUpForm />
		</EntryFrame>
	);
}
