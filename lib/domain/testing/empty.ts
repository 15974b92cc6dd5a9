/** Stands in for `server-only` and `client-only` where tests run outside Next. */
export {};
