import { PageBody } from "@/components/shell/page-header.tsx";
import { Alert } from "@/components/ui/alert.tsx";

/** In place of a page that another role looks after. */
export function AdministratorsOnly({ what }: { readonly what: string }) {
	return (
		<PageBody className="max-w-4xl">
			<Alert tone="info" title={`${what} is looked after by administrators`}>
				Your role does not show it. Ask an administrator when something about it should change.
			</Alert>
		</PageBody>
	);
}
