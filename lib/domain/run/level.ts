/** How a run is expected to end. Green: also the slow end is inside the window. Amber: only the expected one is. Red: neither. None: nothing to keep to. */
export type Level = "green" | "amber" | "red" | "none";
