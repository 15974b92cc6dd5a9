import { cva, type VariantProps } from "class-variance-authority";

/** How buttons, and links that look like buttons, are drawn. */
export const buttonLook = cva(
	[
		"inline-flex select-none items-center justify-center gap-1.5 whitespace-nowrap rounded-control border font-medium no-underline",
		"transition-colors pointer-coarse:min-h-11 pointer-coarse:min-w-11",
		"disabled:cursor-not-allowed disabled:border-line disabled:bg-well disabled:text-ink-3 disabled:shadow-none",
	],
	{
		variants: {
			variant: {
				outline: "border-line-strong bg-surface text-ink shadow-1 enabled:hover:bg-hover [a]:hover:bg-hover",
				primary: "border-accent bg-accent text-on-solid shadow-1 enabled:hover:bg-accent-hover [a]:hover:bg-accent-hover",
				quiet: "border-transparent bg-transparent text-ink-2 enabled:hover:bg-hover enabled:hover:text-ink [a]:hover:bg-hover",
				danger: "border-red-solid bg-red-solid text-on-solid shadow-1",
			},
			size: {
				sm: "min-h-7 px-2 text-12",
				md: "min-h-8 px-3 text-13",
				lg: "min-h-11 px-4 text-14",
				thumb: "min-h-13 px-4 text-16",
			},
			square: { true: "", false: "" },
		},
		compoundVariants: [
			{ square: true, size: "sm", class: "w-7 px-0" },
			{ square: true, size: "md", class: "w-8 px-0" },
			{ square: true, size: "lg", class: "w-11 px-0" },
		],
		defaultVariants: { variant: "outline", size: "md", square: false },
	},
);

export type ButtonLook = VariantProps<typeof buttonLook>;
