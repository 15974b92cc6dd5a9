/** AD FS farms whose provider could not be worked on safely (domain 0.4, 4.7). */
import { fold } from "../names.ts";
import { type LintFinding, type LintRule, listed } from "./lint-finding.ts";

/** LINT8 none, LINT9 several; an unknown store is treated as WID. */
export const widPrimaries: LintRule = (inventory) =>
	inventory.adfsFarms.flatMap((farm, i): LintFinding[] => {
		const marked = farm.nodes.filter((node) => node.widPrimary);
		if (farm.configStore === "sql" || farm.nodes.length < 2 || marked.length === 1) return [];
		const wrong =
			marked.length === 0
				? `has no primary marked among ${listed(farm.nodes.map((node) => node.host))}`
				: `has ${marked.length} primaries marked, ${listed(marked.map((node) => node.host))}, which threatens its configuration`;
		const [, second] = marked;
		return [
			{
				code: "wid-primary-unknown",
				severity: "blocker",
				subject: `adfs-farm:${farm.name}`,
				path: `adfsFarms[${i}].nodes[${second ? farm.nodes.indexOf(second) : 0}].widPrimary`,
				message: `WID farm ${farm.name} ${wrong}. The provider is registered on the primary only; elsewhere the commands fail and sign-ins stay without a second factor meanwhile. Run Get-AdfsSyncProperties on each node and mark the one whose Role is PrimaryComputer.`,
			},
		];
	});

const KNOWN_ADAPTERS = ["azuremfaserverauthentication", "windowsazuremultifactorauthentication"];
const CLOUD_ADAPTER = "azuremfaauthentication";

/** LINT15 */
export const unknownAdapterNames: LintRule = (inventory) =>
	inventory.adfsFarms.flatMap((farm, i): LintFinding[] => {
		const name = fold(farm.adapterName);
		if (KNOWN_ADAPTERS.includes(name)) return [];
		const wrong =
			name === "unknown"
				? "is not known"
				: name === CLOUD_ADAPTER
					? `is entered as ${farm.adapterName}, which is the built-in adapter of the cloud service and cannot be unregistered`
					: `is entered as ${farm.adapterName}, which is none of the MFA Server's`;
		return [
			{
				code: "adapter-name-unknown",
				severity: "blocker",
				subject: `adfs-farm:${farm.name}`,
				path: `adfsFarms[${i}].adapterName`,
				message: `The adapter name of AD FS farm ${farm.name} ${wrong}. Unregistering the wrong provider takes the second factor from every sign-in through the farm. Run Get-AdfsAuthenticationProvider and enter the Name it shows.`,
			},
		];
	});
