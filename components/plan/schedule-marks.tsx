"use client";
import { type KeyboardEvent, type PointerEvent, useRef } from "react";
import { cx } from "@/components/ui/cx.ts";
import { formatInstant, zoneWord } from "@/components/ui/time-format.ts";
import type { MaintenanceWindow } from "@/lib/domain/run/commands.ts";

const MINUTE = 60_000;
/** Height of the hours above the rows. */
export const CHART_TOP = 52;

/** A line's words in a box of their own. */
export function ChartTag({
	x,
	y,
	limit,
	side,
	solid = false,
	children,
}: {
	readonly x: number;
	readonly y: number;
	readonly limit: number;
	readonly side: "left" | "right";
	readonly solid?: boolean;
	readonly children: string;
}) {
	const wide = children.length * 6.2 + 12;
	const wanted = side === "left" ? x - wide : x;
	const left = Math.min(limit - wide - 4, Math.max(4, wanted));
	return (
		<g>
			<rect x={left} y={y} width={wide} height={18} rx={4} className={solid ? "fill-ink" : "fill-surface stroke-accent"} />
			<text
				x={left + wide / 2}
				y={y + 13}
				textAnchor="middle"
				className={cx("text-11 font-medium", solid ? "fill-surface" : "fill-accent-text")}
			>
				{children}
			</text>
		</g>
	);
}

/** The start of the window as something to take hold of. */
export function WindowHandle({
	x,
	height,
	scale,
	window,
	zone,
	onMove,
}: {
	readonly x: number;
	readonly height: number;
	readonly scale: number;
	readonly window: MaintenanceWindow;
	readonly zone: string;
	readonly onMove: ((minutes: number) => void) | undefined;
}) {
	const from = useRef<number>(undefined);
	if (!onMove) return <line x1={x} x2={x} y1={CHART_TOP - 4} y2={height - 4} className="stroke-ink-3 [stroke-width:2]" />;
	const keys: Readonly<Record<string, number>> = { ArrowLeft: -5, ArrowDown: -5, ArrowRight: 5, ArrowUp: 5, PageDown: -60, PageUp: 60 };
	const onKeyDown = (event: KeyboardEvent) => {
		const minutes = keys[event.key];
		if (minutes === undefined) return;
		event.preventDefault();
		onMove(minutes);
	};
	const drag = (event: PointerEvent) => {
		if (from.current === undefined) return;
		const minutes = Math.round((event.clientX - from.current) / scale / MINUTE / 5) * 5;
		if (minutes === 0) return;
		from.current += minutes * MINUTE * scale;
		onMove(minutes);
	};
	return (
		<g
			role="slider"
			tabIndex={0}
			aria-label="Start of the window"
			aria-valuenow={Math.round(Date.parse(window.start) / MINUTE)}
			aria-valuetext={`${formatInstant(window.start, zone, "date-time")} ${zoneWord(window.start, zone)}`}
			className="cursor-ew-resize touch-none"
			onKeyDown={onKeyDown}
			onPointerDown={(event) => {
				event.currentTarget.setPointerCapture(event.pointerId);
				from.current = event.clientX;
			}}
			onPointerMove={drag}
			onPointerUp={() => {
				from.current = undefined;
			}}
		>
			<rect x={x - 12} y={CHART_TOP - 8} width={24} height={height - CHART_TOP + 4} className="fill-transparent" />
			<line x1={x} x2={x} y1={CHART_TOP - 8} y2={height - 4} className="stroke-accent [stroke-width:2]" />
			<rect x={x - 6} y={CHART_TOP - 16} width={12} height={20} rx={4} className="fill-accent" />
			<path d={`M${x - 2} ${CHART_TOP - 11}v10M${x + 2} ${CHART_TOP - 11}v10`} className="stroke-surface" />
		</g>
	);
}
