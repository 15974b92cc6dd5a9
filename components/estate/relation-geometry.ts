/** Lines between callers and the SDK they call, as right-angled paths with round corners. Pure; pixels from the top left. */

export type Box = { readonly left: number; readonly top: number; readonly width: number; readonly height: number };

const CORNER = 10;

/**
 * From the middle of the caller's upper edge to a place on the lower edge of the called box: up, across at `bus`,
 * up. `spread` moves the two ends sideways so that lines of several callers do not lie on one another.
 */
export function relationPath(caller: Box, called: Box, bus: number, spread: { readonly from: number; readonly to: number }): string {
	const x1 = caller.left + caller.width / 2 + spread.from;
	const y1 = caller.top;
	const x2 = clamp(called.left + called.width / 2 + spread.to, called.left + CORNER, called.left + called.width - CORNER);
	const y2 = called.top + called.height;
	if (Math.abs(x1 - x2) < 2 * CORNER) return `M${x1} ${y1}V${bus}L${x2} ${bus}V${y2 + 2}`;
	const turn = x2 > x1 ? CORNER : -CORNER;
	return `M${x1} ${y1}V${bus + CORNER}Q${x1} ${bus} ${x1 + turn} ${bus}H${x2 - turn}Q${x2} ${bus} ${x2} ${bus - CORNER}V${y2 + 2}`;
}

const clamp = (value: number, low: number, high: number): number => Math.min(Math.max(value, low), Math.max(low, high));
