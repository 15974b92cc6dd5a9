/** The mark: two flights of stairs in step. */
export function Brand() {
	return (
		<span className="inline-flex items-center gap-2 font-semibold tracking-tight text-ink">
			<svg
				viewBox="0 0 20 20"
				aria-hidden="true"
				className="size-5 fill-none stroke-current stroke-[2.25] [stroke-linecap:round] [stroke-linejoin:round]"
			>
				<path d="M3 14.5h5v-5h5v-5h4" />
				<path d="M7.5 17.5h4.25v-5h5" className="opacity-45" />
			</svg>
			Lockstep
		</span>
	);
}
