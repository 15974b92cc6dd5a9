/** Minutes of the steps between unticking and ticking, and so of the MFA gap (decision 13). Estimates, not promises. */

export const DISABLE_MINUTES = 5;
export const UNREGISTER_MINUTES = 2;
const REGISTER_MINUTES = 3;
const WID_REPLICATION_MINUTES = 5;
export const RESTART_MINUTES = 3;
export const SWAP_MINUTES = 10;
export const ENABLE_MINUTES = 2;

/** Registering includes waiting for the other nodes to read the new configuration (H26). */
export const registerMinutes = (wid: boolean, severalNodes: boolean): number =>
	REGISTER_MINUTES + (wid && severalNodes ? WID_REPLICATION_MINUTES : 0);

/** 30 minutes on WID, 25 on SQL; a single node swaps nothing and waits for nobody. */
export const gapMinutes = (wid: boolean, severalNodes: boolean): number =>
	DISABLE_MINUTES +
	UNREGISTER_MINUTES +
	registerMinutes(wid, severalNodes) +
	RESTART_MINUTES +
	(severalNodes ? SWAP_MINUTES : 0) +
	ENABLE_MINUTES;
