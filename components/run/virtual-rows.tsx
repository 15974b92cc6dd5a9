"use client";
/**
 * Long lists that draw only what is seen. Short ones are drawn whole, so that the browser's search, printing and
 * pages without script see everything. Sizes are set through the CSSOM after mounting: the server sends no styles.
 */
import { useVirtualizer, useWindowVirtualizer, type VirtualItem } from "@tanstack/react-virtual";
import { type ReactNode, type RefObject, useEffect, useLayoutEffect, useRef, useState, useSyncExternalStore } from "react";

export type RowsProps = {
	readonly count: number;
	readonly keyOf: (index: number) => string;
	readonly render: (index: number) => ReactNode;
	/** Height in pixels before a row was measured. */
	readonly estimate: (index: number) => number;
	/** Row to bring into view when it changes. */
	readonly reveal?: number | undefined;
};

/** Up to this many rows are drawn whole. */
const WHOLE = 120;

const never = () => () => undefined;
const useMounted = (): boolean =>
	useSyncExternalStore(
		never,
		() => true,
		() => false,
	);

/** Whether the screen is wide enough for list and panel side by side. */
export function useDesk(): boolean {
	return useSyncExternalStore(
		(changed) => {
			const query = matchMedia("(min-width: 64rem)");
			query.addEventListener("change", changed);
			return () => query.removeEventListener("change", changed);
		},
		() => matchMedia("(min-width: 64rem)").matches,
		() => true,
	);
}

function Whole({ count, keyOf, render }: RowsProps) {
	return Array.from({ length: count }, (_, index) => <div key={keyOf(index)}>{render(index)}</div>);
}

function Drawn({
	props,
	items,
	total,
	offset,
	measure,
}: {
	readonly props: RowsProps;
	readonly items: readonly VirtualItem[];
	readonly total: number;
	readonly offset: number;
	readonly measure: (element: HTMLElement | null) => void;
}) {
	return (
		<div className="relative" style={{ height: total }}>
			{items.map((item) => (
				<div
					key={item.key}
					ref={measure}
					data-index={item.index}
					className="absolute inset-x-0 top-0"
					style={{ transform: `translateY(${item.start - offset}px)` }}
				>
					{props.render(item.index)}
				</div>
			))}
		</div>
	);
}

function useReveal(reveal: number | undefined, scrollTo: (index: number) => void): void {
	const last = useRef(reveal);
	useEffect(() => {
		if (reveal !== undefined && reveal >= 0 && reveal !== last.current) scrollTo(reveal);
		last.current = reveal;
	}, [reveal, scrollTo]);
}

function InElement({ scroller, ...props }: RowsProps & { readonly scroller: RefObject<HTMLElement | null> }) {
	const rows = useVirtualizer({
		count: props.count,
		getScrollElement: () => scroller.current,
		estimateSize: props.estimate,
		getItemKey: props.keyOf,
		overscan: 12,
	});
	useReveal(props.reveal, (index) => rows.scrollToIndex(index, { align: "auto" }));
	return <Drawn props={props} items={rows.getVirtualItems()} total={rows.getTotalSize()} offset={0} measure={rows.measureElement} />;
}

function InWindow(props: RowsProps) {
	const place = useRef<HTMLDivElement>(null);
	const [margin, setMargin] = useState(0);
	useLayoutEffect(() => {
		const top = place.current?.getBoundingClientRect().top;
		if (top !== undefined) setMargin(top + window.scrollY);
	}, []);
	const rows = useWindowVirtualizer({
		count: props.count,
		estimateSize: props.estimate,
		getItemKey: props.keyOf,
		overscan: 12,
		scrollMargin: margin,
	});
	useReveal(props.reveal, (index) => rows.scrollToIndex(index, { align: "auto" }));
	return (
		<div ref={place}>
			<Drawn props={props} items={rows.getVirtualItems()} total={rows.getTotalSize()} offset={margin} measure={rows.measureElement} />
		</div>
	);
}

/** Rows inside `scroller` where it is given, else on the page. */
export function Rows({ scroller, ...props }: RowsProps & { readonly scroller?: RefObject<HTMLElement | null> | undefined }) {
	const mounted = useMounted();
	if (props.count <= WHOLE) return <Whole {...props} />;
	if (!mounted) return <Whole {...props} count={WHOLE} />;
	return scroller ? <InElement {...props} scroller={scroller} /> : <InWindow {...props} />;
}
