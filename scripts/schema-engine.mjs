#!/usr/bin/env node
/**
 * Stands in for Prisma's native schema engine, which its command line would download from a host that closed
 * networks do not reach. Serves the same JSON-RPC (one request a line on stdin) from the WebAssembly build.
 * Promises: `prisma migrate dev|deploy|status|diff|reset` work with npm packages alone, on SQLite.
 * Refuses: other databases, with one clear line.
 */
import { existsSync, mkdirSync, readFileSync, rmSync } from "node:fs";
import { dirname } from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { PrismaBetterSqlite3 } from "@prisma/adapter-better-sqlite3";
import { bindMigrationAwareSqlAdapterFactory } from "@prisma/driver-adapter-utils";
import * as engineModule from "@prisma/schema-engine-wasm/schema_engine_bg";

/** Values after `flag` up to the next option; the command line repeats some flags and lists values after others. */
function valuesAfter(flag, args) {
	return args.flatMap((arg, i) => {
		if (arg !== flag) return [];
		const rest = args.slice(i + 1);
		const end = rest.findIndex((value) => value.startsWith("--") || value === "cli");
		return end < 0 ? rest : rest.slice(0, end);
	});
}

const args = process.argv.slice(2);
const datasource = valuesAfter("--datasource", args)[0];
const url = datasource ? JSON.parse(datasource).url : process.env.DATABASE_URL;
const path = url?.replace(/^file:/, "");

function fail(message) {
	process.stderr.write(`${message}\n`);
	process.exit(1);
}

if (url !== undefined && /^[a-z]+:\/\//.test(url) && !url.startsWith("file:"))
	fail(`This schema engine speaks SQLite only, not ${url.split(":")[0]}`);

function removeDatabase() {
	for (const end of ["", "-wal", "-shm"]) rmSync(path + end, { force: true });
}

/** Sub-commands `cli can-connect-to-database|create-database|drop-database`: SQLite needs a directory and nothing else. */
function runCliCommand(command) {
	if (path === undefined) fail("No database URL");
	if (command === "drop-database") removeDatabase();
	else mkdirSync(dirname(path), { recursive: true });
	process.exit(0);
}

/** A migration reaches the shadow database as one "statement" of many, which the driver only takes as a script. */
function withScripts(factory) {
	const connect = factory.connectToShadowDb.bind(factory);
	factory.connectToShadowDb = async () => {
		const shadow = await connect();
		const executeRaw = shadow.executeRaw.bind(shadow);
		shadow.executeRaw = async (query) => {
			try {
				return await executeRaw(query);
			} catch (error) {
				if (!(error instanceof RangeError)) throw error;
				await shadow.executeScript(query.sql);
				return 0;
			}
		};
		return shadow;
	};
	return factory;
}

// The engine reports a panic through this global before it aborts.
globalThis.PRISMA_WASM_PANIC_REGISTRY = {
	set_message: (message) => process.stderr.write(`${message}\n`),
};

async function createEngine() {
	const wasm = fileURLToPath(new URL("schema_engine_bg.wasm", import.meta.resolve("@prisma/schema-engine-wasm/schema_engine_bg")));
	const { instance } = await WebAssembly.instantiate(readFileSync(wasm), { "./schema_engine_bg.js": engineModule });
	engineModule.__wbg_set_wasm(instance.exports);
	instance.exports.__wbindgen_start();
	const datamodels = valuesAfter("--datamodels", args).map((file) => [file, readFileSync(file, "utf8")]);
	const target = path ?? ":memory:";
	if (target !== ":memory:" && !existsSync(dirname(target))) mkdirSync(dirname(target), { recursive: true });
	const adapter = bindMigrationAwareSqlAdapterFactory(withScripts(new PrismaBetterSqlite3({ url: target })));
	return engineModule.SchemaEngine.new({ datamodels: datamodels.length > 0 ? datamodels : undefined }, () => {}, adapter);
}

let engine;
const getEngine = () => {
	engine ??= createEngine();
	return engine;
};

const send = (message) => process.stdout.write(`${JSON.stringify({ jsonrpc: "2.0", ...message })}\n`);

/** The engine cannot diagnose a database without its own table yet: an empty run of migrations makes the table. */
async function createMigrationTable(ready, params) {
	await ready.applyMigrations({ ...params, migrationsList: { ...params.migrationsList, migrationDirectories: [] } });
}

/** The engine's own reset leaves a SQLite file as it was when it is reached through an adapter: start from no file. */
function resetDatabase() {
	engine = undefined;
	removeDatabase();
	return null;
}

async function call(method, params) {
	if (method === "reset") return resetDatabase();
	const ready = await getEngine();
	try {
		return await ready[method](params);
	} catch (error) {
		if (error?.code !== "P1014" || !/^(devDiagnostic|diagnoseMigrationHistory)$/.test(method)) throw error;
		await createMigrationTable(ready, params);
		return ready[method](params);
	}
}

async function answer(line) {
	const { id, method, params } = JSON.parse(line);
	if (method === undefined) return; // the command line acknowledging our `print`
	try {
		const result = await call(method, params);
		if (method === "diff" && result?.stdout) send({ id: "print", method: "print", params: { content: result.stdout } });
		send({ id, result: result ?? null });
	} catch (error) {
		const message = error?.message ?? String(error);
		send({ id, error: { code: 4466, message, data: { is_panic: false, message, meta: null, error_code: error?.code ?? null } } });
	}
}

const cli = args.indexOf("cli");
if (cli >= 0) runCliCommand(args.slice(cli + 1).find((arg) => !arg.startsWith("-")));

let queue = Promise.resolve();
createInterface({ input: process.stdin }).on("line", (line) => {
	if (line.trim() !== "") queue = queue.then(() => answer(line));
});
