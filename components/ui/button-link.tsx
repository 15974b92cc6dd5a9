import Link from "next/link";
import type { ComponentProps } from "react";
import { type ButtonLook, buttonLook } from "./button-look.ts";
import { cx } from "./cx.ts";

/** A link that looks like a button: it goes somewhere, it does nothing. */
export function ButtonLink({ variant, size, square, className, ...rest }: ComponentProps<typeof Link> & ButtonLook) {
	return <Link {...rest} className={cx(buttonLook({ variant, size, square }), className)} />;
}
