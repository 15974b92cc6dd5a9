/**
 * Names (hosts, pools, farms, groups) compare case-insensitively and are shown as typed
 * (contracts, "Words"). Everything that compares or sorts names goes through this file.
 */

/** The form in which two names are compared. */
export const fold = (name: string): string => name.normalize("NFC").toLowerCase();

export const sameName = (a: string, b: string): boolean => fold(a) === fold(b);

/** Orders by UTF-16 code units: the same on every machine and locale. */
export const compareText = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/** Orders by folded name, the typed form breaking ties. */
export const compareNames = (a: string, b: string): number => compareText(fold(a), fold(b)) || compareText(a, b);

/** First label of a host name: `mfa01.contoso.com` and `MFA01` are one machine to us. */
export const shortName = (host: string): string => fold(host).split(".")[0] ?? "";
