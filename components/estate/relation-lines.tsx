"use client";
import { useEffect, useRef, useState } from "react";
import { type Box, relationPath } from "./relation-geometry.ts";
import type { Relation } from "./topology-relations.ts";

type Line = { readonly key: string; readonly d: string; readonly pinned: boolean };

/** Everything between the two bands must fit; on narrower screens the words in the card say the same. */
const WIDE_ENOUGH = 640;

/**
 * Draws who calls which SDK behind the cards, measured from the page after each change of size. Decoration: the
 * same facts stand in the cards as words, so it is hidden from screen readers and absent on phones.
 */
export function RelationLines({ relations }: { readonly relations: readonly Relation[] }) {
	const svg = useRef<SVGSVGElement>(null);
	const [lines, setLines] = useState<readonly Line[]>([]);
	useEffect(() => {
		const frame = svg.current?.parentElement;
		if (!frame) return;
		const draw = () => setLines(frame.clientWidth < WIDE_ENOUGH ? [] : measure(frame, relations));
		const observer = new ResizeObserver(draw);
		observer.observe(frame);
		return () => observer.disconnect();
	}, [relations]);
	return (
		<svg ref={svg} aria-hidden="true" focusable="false" className="pointer-events-none absolute inset-0 -z-10 size-full overflow-visible">
			<defs>
				{(["plain", "pinned"] as const).map((kind) => (
					<marker
						key={kind}
						id={`lockstep-arrow-${kind}`}
						viewBox="0 0 8 8"
						refX="6.5"
						refY="4"
						markerWidth="8"
						markerHeight="8"
						orient="auto"
						markerUnits="userSpaceOnUse"
					>
						<path d="M1 1 6.5 4 1 7" className={kind === "pinned" ? "fill-none stroke-amber" : "fill-none stroke-control-line"} />
					</marker>
				))}
			</defs>
			{lines.map((line) => (
				<path
					key={line.key}
					d={line.d}
					markerEnd={`url(#lockstep-arrow-${line.pinned ? "pinned" : "plain"})`}
					className={
						line.pinned ? "fill-none stroke-amber stroke-[1.25] [stroke-dasharray:4_3]" : "fill-none stroke-control-line stroke-[1.25]"
					}
				/>
			))}
		</svg>
	);
}

function measure(frame: HTMLElement, relations: readonly Relation[]): readonly Line[] {
	const origin = frame.getBoundingClientRect();
	const boxOf = (name: string): Box | undefined => {
		const found = frame.querySelector(`[data-anchor="${CSS.escape(name)}"]`);
		if (found === null) return undefined;
		const box = found.getBoundingClientRect();
		return { left: box.left - origin.left, top: box.top - origin.top, width: box.width, height: box.height };
	};
	return relations.flatMap((relation): readonly Line[] => {
		const caller = boxOf(relation.from);
		const called = relation.to === undefined ? undefined : boxOf(relation.to);
		if (caller === undefined || called === undefined || caller.top <= called.top + called.height) return [];
		// One bus for all plain lines, so they join; pinned ones run between it and the server they name.
		const bus = called.top + called.height + (relation.pinned ? 29 : 26);
		const spread = { from: relation.pinned ? -24 : 0, to: relation.pinned ? -12 : 0 };
		return [{ key: `${relation.from} ${relation.address}`, d: relationPath(caller, called, bus, spread), pinned: relation.pinned }];
	});
}
