/** Speaks `text` whenever it changes, politely; shows nothing. Keep one mounted, change its text. */
export function LiveRegion({ text }: { readonly text: string }) {
	return (
		<p aria-live="polite" role="status" className="sr-only">
			{text}
		</p>
	);
}
