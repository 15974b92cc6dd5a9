import { DriverAdapterError } from "@prisma/driver-adapter-utils";
import { describe, expect, it } from "vitest";
import { databaseTrouble } from "./database-errors.ts";

const coded = (code: string, meta: object = {}) => Object.assign(new Error("Prisma says no"), { code, meta });
const bare = (kind: object) => new DriverAdapterError(kind as ConstructorParameters<typeof DriverAdapterError>[0]);

describe("what a failed database call means", () => {
	it.each<[string, unknown, string]>([
		["P1008", coded("P1008"), "busy"],
		["a bare lock error at COMMIT", bare({ kind: "SocketTimeout", originalCode: "SQLITE_BUSY_SNAPSHOT" }), "busy"],
		["P2034", coded("P2034"), "busy"],
		["P2002", coded("P2002"), "conflict"],
		["P2028", coded("P2028"), "expired"],
		["a full disk at COMMIT", bare({ kind: "sqlite", extendedCode: 13, message: "database or disk is full" }), "full"],
		["a full disk by code", bare({ kind: "sqlite", extendedCode: 13, message: "x", originalCode: "SQLITE_FULL" }), "full"],
		[
			"a broken disk",
			bare({ kind: "sqlite", extendedCode: 10, message: "disk I/O error", originalCode: "SQLITE_IOERR_FSYNC" }),
			"storage-broken",
		],
		["a damaged file", bare({ kind: "sqlite", extendedCode: 11, message: "x", originalCode: "SQLITE_CORRUPT" }), "storage-broken"],
		[
			"a trigger of the log behind a foreign key code",
			coded("P2003", {
				driverAdapterError: bare({ kind: "ForeignKeyConstraintViolation", originalMessage: "append-only: an event cannot be changed" }),
			}),
			"append-only",
		],
		["a cause three layers down", new Error("a", { cause: new Error("b", { cause: bare({ kind: "SocketTimeout" }) }) }), "busy"],
		["our own bug", new TypeError("x is not a function"), "other"],
		["no error at all", undefined, "other"],
	])("%s", (_, error, trouble) => expect(databaseTrouble(error)).toBe(trouble));

	it("the gravest meaning wins, and a cause that points at itself ends", () => {
		const circle = Object.assign(new Error("database or disk is full"), { code: "P2002" });
		circle.cause = circle;
		expect(databaseTrouble(circle)).toBe("full");
	});
});
