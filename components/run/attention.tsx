"use client";
import { useEffect, useRef } from "react";
import { useAttentionChoice } from "@/lib/client/attention-choice.ts";
import { notify, readySound, ring } from "@/lib/client/call-attention.ts";
import { attentionOf, type Moment, worseLevel } from "@/lib/domain/run/attention.ts";
import { outlookOf } from "@/lib/domain/schedule/outlook.ts";
import { attentionWords } from "./attention-text.ts";
import { useRun } from "./run-context.tsx";
import { useSelectedStep } from "./step-link.tsx";

const LOOK_EVERY = 5000;

/** Calls the reader back where this browser was asked to: sound always, a notification while the page is out of sight. */
export function AttentionCalls() {
	const { notify: notifies, sound } = useAttentionChoice();
	return notifies || sound ? <Watch notifies={notifies} sound={sound} /> : null;
}

function Watch({ notifies, sound }: { readonly notifies: boolean; readonly sound: boolean }) {
	const { planId, state, refused, me, step, measured, workers } = useRun();
	const { select } = useSelectedStep();
	const last = useRef<Moment>(undefined);

	useEffect(() => {
		addEventListener("pointerdown", readySound);
		addEventListener("keydown", readySound);
		return () => {
			removeEventListener("pointerdown", readySound);
			removeEventListener("keydown", readySound);
		};
	}, []);

	useEffect(() => {
		const look = () => {
			const orders = Object.values(refused).flatMap(({ commandId, command }) =>
				"stepId" in command && command.stepId !== undefined ? [[commandId, command.stepId] as const] : [],
			);
			const at = new Date().toISOString();
			const level = worseLevel(last.current?.level, outlookOf(state, measured, workers, at)?.level);
			const now: Moment = { state, at, refused: Object.fromEntries(orders), level };
			const before = last.current ?? now;
			last.current = now;
			for (const call of attentionOf(before, now, me.id)) {
				const { title, body, urgent } = attentionWords(call, (id) => step(id)?.title ?? id);
				const about = "stepId" in call ? call.stepId : call.subject;
				if (sound) ring(urgent);
				if (notifies && document.visibilityState === "hidden")
					notify(title, body, `${planId} ${about}`, () => {
						if ("stepId" in call) select(call.stepId);
					});
			}
		};
		look();
		const timer = setInterval(look, LOOK_EVERY);
		return () => clearInterval(timer);
	}, [planId, state, refused, me, step, measured, workers, select, notifies, sound]);
	return null;
}
