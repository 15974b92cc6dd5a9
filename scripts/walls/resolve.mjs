/** Tells dependency-cruiser what `@/` means: the folder it runs in. */
export default { resolve: { alias: { "@": process.cwd() } } };
