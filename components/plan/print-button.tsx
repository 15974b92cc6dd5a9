"use client";
import { Button } from "@/components/ui/button.tsx";
import { Icon } from "@/components/ui/icon.tsx";

export function PrintButton() {
	return (
		<Button variant="primary" onClick={() => print()}>
			<Icon name="print" />
			Print
		</Button>
	);
}
