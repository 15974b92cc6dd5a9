"use client";
import "./globals.css";
import ErrorPage from "./error.tsx";

/** When even the frame broke: the same words without it. */
export default function GlobalError(props: { readonly error: Error & { readonly digest?: string }; readonly reset: () => void }) {
	return (
		<html lang="en">
			<body>
				<main>
					<ErrorPage {...props} />
				</main>
			</body>
		</html>
	);
}
