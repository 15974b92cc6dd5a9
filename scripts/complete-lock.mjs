/**
 * Completes package-lock.json with the optional packages of other platforms.
 * Some registries lack a few of them; `npm install` then drops their entries silently and `npm ci` refuses the lock.
 * Run after every `npm install`. With --check it only tells, exit 1 when an entry is missing.
 */
import { readFileSync, writeFileSync } from "node:fs";

const path = new URL("../package-lock.json", import.meta.url);
const lock = JSON.parse(readFileSync(path, "utf8"));

/** Where npm would look for `name` from `parent`, nearest first. */
function* places(parent, name) {
	for (let at = parent; ; at = at.slice(0, at.lastIndexOf("/node_modules/"))) {
		yield `${at === "" ? "" : `${at}/`}node_modules/${name}`;
		if (!at.includes("/node_modules/")) break;
	}
	if (parent !== "") yield `node_modules/${name}`;
}

const platforms = ["aix", "android", "darwin", "freebsd", "linux", "netbsd", "openbsd", "openharmony", "sunos", "win32"];
const processors = ["arm", "arm64", "ia32", "loong64", "mips64el", "ppc64", "riscv64", "s390x", "x64", "wasm32"];

function stub(name, range) {
	const words = name.split(/[-/]/);
	const os = words.filter((word) => platforms.includes(word));
	const cpu = words.filter((word) => processors.includes(word));
	return {
		version: range.replace(/^[~^]/, ""),
		...(cpu.length > 0 ? { cpu } : {}),
		optional: true,
		...(os.length > 0 ? { os } : {}),
		...(words.includes("musl") ? { libc: ["musl"] } : words.includes("gnu") ? { libc: ["glibc"] } : {}),
	};
}

const missing = [];
for (const [parent, entry] of Object.entries(lock.packages)) {
	for (const [name, range] of Object.entries(entry.optionalDependencies ?? {})) {
		if ([...places(parent, name)].some((place) => lock.packages[place])) continue;
		missing.push(name);
		lock.packages[`node_modules/${name}`] = stub(name, range);
	}
}

if (process.argv.includes("--check")) {
	if (missing.length > 0) {
		console.error(`package-lock.json lacks ${missing.length} optional packages: run node scripts/complete-lock.mjs`);
		process.exit(1);
	}
} else if (missing.length > 0) {
	lock.packages = Object.fromEntries(Object.entries(lock.packages).sort(([a], [b]) => (a < b ? -1 : 1)));
	writeFileSync(path, `${JSON.stringify(lock, null, "\t").replace(/\t/g, "  ")}\n`);
	console.log(`Added ${missing.length} optional packages of other platforms to package-lock.json`);
}
