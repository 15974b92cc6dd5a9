/**
 * Finds a Chromium for the browser tests: CHROMIUM_PATH, then the usual places, then the system's packages
 * when this user may install them. Nothing is downloaded from elsewhere.
 */
import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { pathToFileURL } from "node:url";

const usual = [
	"/usr/bin/chromium",
	"/usr/bin/chromium-browser",
	"/usr/bin/google-chrome",
	"/usr/bin/google-chrome-stable",
	"/snap/bin/chromium",
	"/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
	"/Applications/Chromium.app/Contents/MacOS/Chromium",
	"C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe",
	"C:\\Program Files (x86)\\Microsoft\\Edge\\Application\\msedge.exe",
];

/** Path of a Chromium that is there, or undefined. */
export function findChromium() {
	return [process.env.CHROMIUM_PATH, ...usual].find((path) => path && existsSync(path));
}

const installers = [
	{
		tool: "apt-get",
		commands: [
			["apt-get", "update", "-qq"],
			["apt-get", "install", "-y", "-qq", "chromium"],
		],
	},
	{ tool: "dnf", commands: [["dnf", "install", "-y", "chromium"]] },
	{ tool: "apk", commands: [["apk", "add", "chromium"]] },
	{ tool: "pacman", commands: [["pacman", "-S", "--noconfirm", "chromium"]] },
];

/** Path of a Chromium, installing it from the system's packages as root; says what to install otherwise. */
export function ensureChromium() {
	const found = findChromium();
	if (found) return found;
	if (process.getuid?.() === 0) {
		const installer = installers.find(({ tool }) => spawnSync("which", [tool]).status === 0);
		for (const [command, ...args] of installer?.commands ?? []) {
			console.log(`  ${command} ${args.join(" ")}`);
			const result = spawnSync(command, args, {
				stdio: ["ignore", "ignore", "inherit"],
				env: { ...process.env, DEBIAN_FRONTEND: "noninteractive" },
			});
			if (result.status !== 0) console.error(`  ${command} ended with ${result.status}`);
		}
	}
	const installed = findChromium();
	if (installed) return installed;
	console.error(
		"The browser tests need Chromium. Install it (Debian, Ubuntu: apt install chromium), or set CHROMIUM_PATH to a Chrome or Chromium.",
	);
	process.exit(1);
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? "").href) console.log(ensureChromium());
