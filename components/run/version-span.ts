import type { VersionSkew } from "@/lib/domain/run/version-skew.ts";

/** `7.3.0.3 to 8.1.4.2`, or `unknown to 8.1.4.2` where nobody said what the servers behind run. */
export const versionSpan = ({ from, to }: Pick<VersionSkew, "from" | "to">): string => `${from ?? "unknown"} to ${to}`;
