import { expect, it } from "vitest";
import { summaryLines } from "./summary-text.ts";

const names = {
	person: (id: string) => ({ "u-cid": "Cid" })[id] ?? id,
	stepTitle: (id: string) => ({ "mfa-server.drain:MFA 02": "Drain MFA 02", "adfs.verify:CORP": "Check CORP" })[id] ?? id,
};

it("[RUN93] the note of a hand-over names windows, what is down, who has what and what comes next", () => {
	const summary = {
		openWindows: ["mfa-gap adfs-farm:CORP"],
		claims: ["mfa-server.drain:MFA 02 u-cid"],
		nextReady: ["adfs.verify:CORP"],
		down: ["adfs-node:CORP/FS2"],
	};
	expect(summaryLines(summary, names)).toEqual([
		{ label: "Open", text: "the MFA gap of farm CORP" },
		{ label: "Down", text: "AD FS node FS2" },
		{ label: "In hand", text: "Drain MFA 02 (Cid)" },
		{ label: "Next", text: "Check CORP" },
	]);
	expect(summaryLines({ openWindows: [], claims: [], nextReady: [] }, names)).toEqual([]);
});
