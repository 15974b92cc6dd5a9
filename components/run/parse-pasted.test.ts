import { expect, it } from "vitest";
import { parsePasted } from "./parse-pasted.ts";

const A = "9F3C61AB07D2E4C851BE20F74AD0C7E19F3C61AB07D2E4C851BE20F74AD0C7E1";
const B = A.replaceAll("9", "0");
const a = A.toLowerCase();
const b = B.toLowerCase();

it("[UX-evidence] reads Format-List blocks, values wrapped by the console included", () => {
	const text = `

FullName : D:\\Backups\\MFA01_PhoneFactor.pfdata_20261124T003500Z\\a very long folder name\\Phone
           Factor.pfdata
Length   : 18874368
Sha256   : ${A.slice(0, 50)}
           ${A.slice(50)}

FullName : D:\\Backups\\settings.xml
Length   : 512
Sha256   : ${B}
`;
	expect(parsePasted(text)).toEqual([
		{
			path: "D:\\Backups\\MFA01_PhoneFactor.pfdata_20261124T003500Z\\a very long folder name\\PhoneFactor.pfdata",
			sizeBytes: 18874368,
			sha256: a,
		},
		{ path: "D:\\Backups\\settings.xml", sizeBytes: 512, sha256: b },
	]);
});

it("[UX-evidence] blocks without an empty line between them are two files", () => {
	expect(parsePasted(`Path : C:\\a\nHash : ${A}\nPath : C:\\b\nHash : ${B}`)).toEqual([
		{ path: "C:\\a", sha256: a },
		{ path: "C:\\b", sha256: b },
	]);
});

it("[UX-evidence] reads a table, spaces in paths included, and leaves out what the console cut off", () => {
	const text = `
FullName                        Length Sha256
--------                        ------ ------
C:\\Old data\\web.config            4096 ${A}
C:\\Very\\long\\path\\that\\was...   10 ${B}
`;
	expect(parsePasted(text)).toEqual([
		{ path: "C:\\Old data\\web.config", sizeBytes: 4096, sha256: a },
		{ sizeBytes: 10, sha256: b },
	]);
});

it("[UX-evidence] reads Get-FileHash as the console prints it", () => {
	const text = `
Algorithm       Hash                                                                   Path
---------       ----                                                                   ----
SHA256          ${A}       C:\\x\\y.bin
`;
	expect(parsePasted(text)).toEqual([{ path: "C:\\x\\y.bin", sha256: a }]);
});

it("[UX-evidence] reads certutil, old and new, and takes the size from beside it", () => {
	const spaced = (A.match(/../g) ?? []).join(" ").toLowerCase();
	expect(parsePasted(`SHA256 hash of file C:\\d\\p.pfdata:\n${spaced}\nCertUtil: -hashfile command completed successfully.`)).toEqual([
		{ path: "C:\\d\\p.pfdata", sha256: a },
	]);
	// What `listWithHashes` prints on a host without Get-FileHash.
	const printed = (path: string, size: number) =>
		`FullName : ${path}\nLength : ${size}\nSHA256 hash of ${path}:\n${a}\nCertUtil: -hashfile command completed successfully.\n`;
	expect(parsePasted(printed("C:\\d\\p.pfdata", 77) + printed("C:\\d e\\q.pfdata", 78))).toEqual([
		{ path: "C:\\d\\p.pfdata", sha256: a, sizeBytes: 77 },
		{ path: "C:\\d e\\q.pfdata", sha256: a, sizeBytes: 78 },
	]);
});

it("[UX-evidence] reads CSV and JSON", () => {
	expect(parsePasted(`"FullName","Length","Sha256"\n"C:\\a, b.txt","10","${A}"\n`)).toEqual([
		{ path: "C:\\a, b.txt", sizeBytes: 10, sha256: a },
	]);
	expect(parsePasted(JSON.stringify([{ FullName: "C:\\a", Length: 10, Sha256: A }]))).toEqual([
		{ path: "C:\\a", sizeBytes: 10, sha256: a },
	]);
	expect(parsePasted(JSON.stringify({ Path: "C:\\a", Hash: A }))).toEqual([{ path: "C:\\a", sha256: a }]);
});

it("[UX-evidence] facts about one path from two commands belong together", () => {
	expect(parsePasted(`FullName : C:\\a\nLength : 5\n\nAlgorithm : SHA256\nHash : ${A}\nPath : c:\\A\n`)).toEqual([
		{ path: "c:\\A", sizeBytes: 5, sha256: a },
	]);
});

it("[UX-evidence] a bare digest is a digest, and anything else is nothing", () => {
	expect(parsePasted(`the hash is ${A} ok`)).toEqual([{ sha256: a }]);
	expect(parsePasted("PS C:\\> Get-Service\nRunning  MultiFactorAuth")).toEqual([]);
	expect(parsePasted("")).toEqual([]);
	expect(parsePasted("Sha256 : 1234\nLength : many")).toEqual([]);
});
