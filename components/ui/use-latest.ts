"use client";
import { useCallback, useLayoutEffect, useRef } from "react";

/** One function for the life of a component that always calls the newest `act`, for memoised children. Not for use while drawing. */
export function useLatest<A extends readonly unknown[]>(act: (...args: A) => void): (...args: A) => void {
	const newest = useRef(act);
	useLayoutEffect(() => {
		newest.current = act;
	});
	return useCallback((...args: A) => newest.current(...args), []);
}
