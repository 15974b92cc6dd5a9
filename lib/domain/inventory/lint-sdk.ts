/** Addresses of the Web Service SDK: those that lead nowhere, and those that are missing (H10, R33). */
import { fold } from "../names.ts";
import type { Inventory } from "./document.ts";
import type { LintFinding, LintRule } from "./lint-finding.ts";
import { sdkFinder } from "./sdk-finder.ts";

type Consumer = {
	readonly subject: string;
	readonly path: string;
	readonly label: string;
	/** Who notices when the call fails. */
	readonly harm: string;
	readonly url: string | undefined;
	/** It has no other way to an MFA Server. */
	readonly depends: boolean;
};

function consumers(inventory: Inventory): Consumer[] {
	const servers = new Set(inventory.mfaServers.map((server) => fold(server.host)));
	return [
		...inventory.userPortals.map((portal, i) => ({
			subject: `user-portal:${portal.host}`,
			path: `userPortals[${i}].sdkUrl`,
			label: `The user portal on ${portal.host}`,
			harm: "its users cannot sign in there or change their methods",
			url: portal.useWebServiceSdk ? portal.sdkUrl : undefined,
			depends: portal.useWebServiceSdk,
		})),
		...inventory.mobileAppWebServices.map((service, i) => ({
			subject: `mobile-app:${service.host}`,
			path: `mobileAppWebServices[${i}].sdkUrl`,
			label: `The mobile app web service on ${service.host}`,
			harm: "phones cannot be activated through it",
			url: service.sdkUrl,
			depends: true,
		})),
		...inventory.adfsFarms.map((farm, i) => ({
			subject: `adfs-farm:${farm.name}`,
			path: `adfsFarms[${i}].sdkUrl`,
			label: `The adapter of AD FS farm ${farm.name}`,
			harm: "sign-ins through the farm fail at the second factor",
			url: farm.sdkUrl,
			depends: farm.nodes.some((node) => !servers.has(fold(node.host))),
		})),
	];
}

/** LINT1 */
export const danglingSdkUrls: LintRule = (inventory) => {
	const whyDangling = sdkFinder(inventory);
	return consumers(inventory).flatMap(({ subject, path, label, harm, url }): LintFinding[] => {
		const why = url === undefined ? undefined : whyDangling(url);
		if (why === undefined) return [];
		const message = `${label} calls ${url}, but ${why}: ${harm}. Correct the address, or add what answers it.`;
		return [{ code: "sdk-url-dangling", severity: "warning", subject, path, message }];
	});
};

/** LINT16 */
export const missingSdkUrls: LintRule = (inventory) =>
	consumers(inventory).flatMap(({ subject, path, label, harm, url, depends }): LintFinding[] => {
		if (!depends || url !== undefined) return [];
		const message = `${label} reaches its MFA Server through the Web Service SDK only, and the address is not known. While that SDK is upgraded ${harm}, and nobody can say when. Add the address from its configuration.`;
		return [{ code: "sdk-url-missing", severity: "warning", subject, path, message }];
	});

/** LINT14 (portal-without-sdk, R33) */
export const portalsWithoutSdk: LintRule = (inventory) => {
	const servers = new Set(inventory.mfaServers.map((server) => fold(server.host)));
	return inventory.userPortals.flatMap((portal, i): LintFinding[] =>
		portal.useWebServiceSdk || servers.has(fold(portal.host))
			? []
			: [
					{
						code: "portal-without-sdk",
						severity: "blocker",
						subject: `user-portal:${portal.host}`,
						path: `userPortals[${i}].useWebServiceSdk`,
						message: `The user portal on ${portal.host} stands alone and does not use the Web Service SDK, so it cannot reach an MFA Server and nobody can sign in there. Set USE_WEB_SERVICE_SDK to true and add the address, or correct the entry.`,
					},
				],
	);
};
