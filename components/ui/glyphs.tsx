/**
 * One family of line drawings on a 16 px grid: 1.5 px strokes, round caps. `data-solid` parts are filled,
 * `data-cut` strokes are drawn in the surface colour on top of a filled part.
 */
import type { ReactNode } from "react";

const path = (...lines: readonly string[]): ReactNode => lines.map((d) => <path key={d} d={d} />);
const shield = "M8 2 3 3.9v3.6C3 10.4 5 12.9 8 14c3-1.1 5-3.6 5-6.5V3.9z";

export const glyphs = {
	overview: path("M2.5 7 8 2.5 13.5 7v6.5h-3.75V9.75h-3.5v3.75H2.5z"),
	estates: (
		<>
			<rect x="2.5" y="2.5" width="11" height="4.25" rx="1" />
			<rect x="2.5" y="9.25" width="11" height="4.25" rx="1" />
			<path d="M5 4.6h.01M5 11.4h.01" />
		</>
	),
	plans: path("M2.5 3.5h6M2.5 8h11M7.5 12.5h6"),
	runs: (
		<>
			<circle cx="8" cy="8" r="5.75" />
			<path d="M6.75 5.5v5L10.5 8z" />
		</>
	),
	history: path("M2.75 5.5A5.75 5.75 0 1 1 2.3 9", "M2.5 2.5v3h3M8 5v3.25l2.25 1.25"),
	settings: (
		<>
			<path d="M2.5 4.5h5.25M11.25 4.5h2.25M2.5 11.5h2.25M8.25 11.5h5.25" />
			<circle cx="9.5" cy="4.5" r="1.75" />
			<circle cx="6.5" cy="11.5" r="1.75" />
		</>
	),
	search: (
		<>
			<circle cx="7" cy="7" r="4.25" />
			<path d="m10.25 10.25 3.25 3.25" />
		</>
	),
	plus: path("M8 3v10M3 8h10"),
	minus: path("M3 8h10"),
	tick: path("m3.5 8.5 3 3 6-7"),
	close: path("m4 4 8 8M12 4l-8 8"),
	menu: path("M2.5 4h11M2.5 8h11M2.5 12h11"),
	more: path("M3.5 8h.01M8 8h.01M12.5 8h.01"),
	"chevron-right": path("m6 3.5 4.5 4.5L6 12.5"),
	"chevron-down": path("m3.5 6 4.5 4.5L12.5 6"),
	"chevron-up": path("M3.5 10 8 5.5l4.5 4.5"),
	"arrow-right": path("M3 8h10M9 4l4 4-4 4"),
	"arrow-left": path("M13 8H3M7 4 3 8l4 4"),
	sort: path("M5 3v10M2.5 10.5 5 13l2.5-2.5M11 13V3M8.5 5.5 11 3l2.5 2.5"),
	filter: path("M2.5 4h11M4.75 8h6.5M7 12h2"),
	copy: (
		<>
			<rect x="5.5" y="5.5" width="8" height="8" rx="1.5" />
			<path d="M10.5 5.5V4A1.5 1.5 0 0 0 9 2.5H4A1.5 1.5 0 0 0 2.5 4v5A1.5 1.5 0 0 0 4 10.5h1.5" />
		</>
	),
	link: path(
		"M6.75 9.25a2.75 2.75 0 0 0 4 .1l1.9-1.9a2.75 2.75 0 0 0-3.9-3.9l-.9.9",
		"M9.25 6.75a2.75 2.75 0 0 0-4-.1l-1.9 1.9a2.75 2.75 0 0 0 3.9 3.9l.9-.9",
	),
	key: (
		<>
			<circle cx="5" cy="11" r="2.75" />
			<path d="m7 9 6.25-6.25M10.25 5.75l2 2M12 4l1.5 1.5" />
		</>
	),
	shield: path(shield),
	"shield-tick": path(shield, "m5.9 8 1.5 1.5 2.8-3"),
	terminal: (
		<>
			<rect x="2" y="3" width="12" height="10" rx="1.5" />
			<path d="m4.75 6 2 2-2 2M8.5 10.25h2.75" />
		</>
	),
	browser: (
		<>
			<rect x="2" y="3" width="12" height="10" rx="1.5" />
			<path d="M2 6h12M4.25 4.5h.01M6 4.5h.01" />
		</>
	),
	phone: (
		<>
			<rect x="4.25" y="1.75" width="7.5" height="12.5" rx="1.5" />
			<path d="M7.25 12h1.5" />
		</>
	),
	layers: path("m8 2 6 3-6 3-6-3zM2 8l6 3 6-3M2 11l6 3 6-3"),
	pool: path("M2.5 5.5h10M10 3l2.5 2.5L10 8M13.5 10.5h-10M6 8 3.5 10.5 6 13"),
	client: (
		<>
			<rect x="1.75" y="5.5" width="6" height="5" rx="2.5" />
			<rect x="8.25" y="5.5" width="6" height="5" rx="2.5" />
			<path d="M6 8h4" />
		</>
	),
	pinned: path("M2.5 8h3M10.5 8h3M5.5 5.5v5M10.5 5.5v5", "m7 11.5 2-7"),
	star: path("m8 2.25 1.75 3.6 3.95.55-2.87 2.77.7 3.93L8 11.2l-3.53 1.9.7-3.93L2.3 6.4l3.95-.55z"),
	pencil: path("m3 13 .75-3L10.5 3.25l2.25 2.25L6 12.25z"),
	import: path("M9.5 2.75h2.25a1.5 1.5 0 0 1 1.5 1.5v7.5a1.5 1.5 0 0 1-1.5 1.5H9.5M2.75 8H9M6.5 5.25 9.25 8 6.5 10.75"),
	"sign-out": path("M6.5 2.75H4.25a1.5 1.5 0 0 0-1.5 1.5v7.5a1.5 1.5 0 0 0 1.5 1.5H6.5M6.75 8h6.5M10.5 5.25 13.25 8l-2.75 2.75"),
	download: path("M8 2.5v7M5 6.75l3 3 3-3M2.5 11v1.25A1.25 1.25 0 0 0 3.75 13.5h8.5a1.25 1.25 0 0 0 1.25-1.25V11"),
	file: path("M9 2H4.5A1.5 1.5 0 0 0 3 3.5v9A1.5 1.5 0 0 0 4.5 14h7a1.5 1.5 0 0 0 1.5-1.5V6z", "M9 2v4h4"),
	clipboard: (
		<>
			<rect x="3" y="3" width="10" height="11" rx="1.5" />
			<path d="M6 3a1 1 0 0 1 1-1h2a1 1 0 0 1 1 1v1H6zM5.75 7.5h4.5M5.75 10.25h3" />
		</>
	),
	keyboard: (
		<>
			<rect x="1.75" y="4" width="12.5" height="8" rx="1.5" />
			<path d="M4.5 6.75h.01M7 6.75h.01M9.5 6.75h.01M11.75 6.75h.01M5 9.5h6" />
		</>
	),
	box: path("M2.5 5 8 2l5.5 3v6L8 14l-5.5-3z", "M2.5 5 8 8l5.5-3M8 8v6"),
	book: path("M3 3.25A1.25 1.25 0 0 1 4.25 2H13v9.5H4.25A1.25 1.25 0 0 0 3 12.75z", "M3 12.75A1.25 1.25 0 0 0 4.25 14H13v-2.5"),
	print: (
		<>
			<path d="M4.5 6V2.5h7V6M4.5 11.5h-2V6h11v5.5h-2" />
			<rect x="4.5" y="9.5" width="7" height="4" />
		</>
	),
	lock: (
		<>
			<rect x="3.25" y="7" width="9.5" height="6.5" rx="1.5" />
			<path d="M5.25 7V5a2.75 2.75 0 0 1 5.5 0v2" />
		</>
	),
	person: (
		<>
			<circle cx="8" cy="5.25" r="2.75" />
			<path d="M3 13.5a5 5 0 0 1 10 0" />
		</>
	),
	people: (
		<>
			<circle cx="6" cy="5.5" r="2.5" />
			<path d="M1.75 13.25a4.25 4.25 0 0 1 8.5 0M10.5 3.25a2.5 2.5 0 0 1 0 4.5M12 9.5a4.25 4.25 0 0 1 2.25 3.75" />
		</>
	),
	calendar: (
		<>
			<rect x="2.5" y="3.25" width="11" height="10.25" rx="1.5" />
			<path d="M2.5 6.5h11M5.5 1.75v3M10.5 1.75v3" />
		</>
	),
	clock: (
		<>
			<circle cx="8" cy="8" r="6" />
			<path d="M8 4.5V8l2.25 1.5" />
		</>
	),
	play: path("M5 3.25v9.5L12.5 8z"),
	pause: path("M5.5 3.5v9M10.5 3.5v9"),
	undo: path("M6 3 2.5 6.5 6 10", "M2.5 6.5h7a3.5 3.5 0 0 1 0 7H8"),
	retry: path("M13.25 5.5A5.75 5.75 0 1 0 13.7 9", "M13.5 2.5v3h-3"),
	swap: path("M2.5 5h11l-3-3M13.5 11h-11l3 3"),
	park: (
		<>
			<rect x="2.5" y="2.5" width="11" height="11" rx="2" />
			<path d="M6.25 11V5h2.25a1.9 1.9 0 0 1 0 3.8H6.25" />
		</>
	),
	power: path("M4.5 4.6a5 5 0 1 0 7 0M8 2v5.25"),
	cloud: path("M4.5 12.5a3 3 0 0 1-.3-6 4 4 0 0 1 7.7.75 2.65 2.65 0 0 1-.4 5.25z"),
	note: path("M2.75 3.5h10.5v7.25H8L5 13.25v-2.5H2.75z", "M5.25 6h5.5M5.25 8.25h3.5"),
	graph: (
		<>
			<circle cx="3.75" cy="8" r="1.75" />
			<circle cx="12.25" cy="3.75" r="1.75" />
			<circle cx="12.25" cy="12.25" r="1.75" />
			<path d="M5.5 8h1.25c1 0 1-4.25 2-4.25h1.75M6.75 8c1 0 1 4.25 2 4.25h1.75" />
		</>
	),
	trash: path("M2.75 4.25h10.5M6 4.25V2.5h4v1.75M4 4.25l.6 9.25h6.8l.6-9.25M6.75 7v4M9.25 7v4"),
	theme: (
		<>
			<circle cx="8" cy="8" r="6" />
			<path data-solid="" d="M8 2a6 6 0 0 1 0 12z" />
		</>
	),

	// States: each differs in outline and fill, so they are told apart without colour.
	"state-waiting": <circle cx="8" cy="8" r="6" strokeDasharray="2.3 2.41" />,
	"state-ready": (
		<>
			<circle cx="8" cy="8" r="6" />
			<path data-solid="" d="M6.6 5.2v5.6L11 8z" />
		</>
	),
	"state-running": (
		<>
			<circle cx="8" cy="8" r="6" />
			<path data-solid="" d="M8 4.4a3.6 3.6 0 0 1 0 7.2z" />
		</>
	),
	"state-done": (
		<>
			<circle data-solid="" cx="8" cy="8" r="6.75" />
			<path data-cut="" d="m5.2 8.3 1.9 1.9 3.7-4.2" />
		</>
	),
	"state-failed": (
		<>
			<path data-solid="" d="M5.3 1.5h5.4l3.8 3.8v5.4l-3.8 3.8H5.3l-3.8-3.8V5.3z" />
			<path data-cut="" d="m5.75 5.75 4.5 4.5m0-4.5-4.5 4.5" />
		</>
	),
	"state-blocker": (
		<>
			<path data-solid="" d="M5.3 1.5h5.4l3.8 3.8v5.4l-3.8 3.8H5.3l-3.8-3.8V5.3z" />
			<path data-cut="" d="M5 8h6" />
		</>
	),
	"state-skipped": (
		<>
			<circle cx="8" cy="8" r="6" />
			<path d="M5.4 5.75 7.65 8 5.4 10.25M8.6 5.75 10.85 8 8.6 10.25" />
		</>
	),
	"state-gap": path("M5 3.1 8 2l5 1.9v3.6c0 .9-.2 1.8-.6 2.6M10.9 12.4A8 8 0 0 1 8 14C5 12.9 3 10.4 3 7.5V4.4", "m2 2 12 12"),
	"state-warning": path("M8 2.25 14.25 13H1.75z", "M8 6.5v3M8 11.2v.01"),
	"state-info": (
		<>
			<circle cx="8" cy="8" r="6" />
			<path d="M8 7.5v3.25M8 5.2v.01" />
		</>
	),
} satisfies Record<string, ReactNode>;

export type GlyphName = keyof typeof glyphs;
