"use client";
/**
 * Draws only the rows of a table that are seen, in a scrolling box, so that thousands scroll smoothly. Rows have one
 * height. The server and a page without script draw the first few; no sizes are sent, since the page allows no styles.
 */
import { useVirtualizer } from "@tanstack/react-virtual";
import { type RefObject, useSyncExternalStore } from "react";

const never = () => () => undefined;
const useMounted = (): boolean =>
	useSyncExternalStore(
		never,
		() => true,
		() => false,
	);

/** Rows the server draws. */
const FIRST = 60;

/** `seen`: indexes to draw; `before` and `after`: pixels of the rows that are not drawn. */
export function useWindowedRows(count: number, rowHeight: number, scroller: RefObject<HTMLElement | null>) {
	const mounted = useMounted();
	const virtual = useVirtualizer({ count, getScrollElement: () => scroller.current, estimateSize: () => rowHeight, overscan: 12 });
	const scrollTo = (index: number) => virtual.scrollToIndex(index, { align: "auto" });
	if (!mounted) return { seen: Array.from({ length: Math.min(count, FIRST) }, (_, index) => index), before: 0, after: 0, scrollTo };
	const seen = virtual.getVirtualItems().map(({ index }) => index);
	const [first = 0, last = -1] = [seen[0], seen.at(-1)];
	return { seen, before: first * rowHeight, after: Math.max(0, count - 1 - last) * rowHeight, scrollTo };
}

/** Stands in a table's body for the rows that are not drawn. */
export const RowsNotDrawn = ({ height }: { readonly height: number }) =>
	height > 0 ? (
		<tr>
			<td style={{ height }} />
		</tr>
	) : null;
