/**
 * When each fact of an inventory was last read from its machine. Ages stand beside the document, which is closed.
 * Keys name the component, not its place in a list: `mfa-server:mfa01#version`, since every insertion would shift a
 * JSON path. A fact without an age was typed by somebody, at a time the history knows.
 */
import type { Instant } from "../ids.ts";
import { fold } from "../names.ts";

/** By fact key. */
export type FactAges = Readonly<Record<string, Instant>>;

/** `subject` as in plans, `adfs-node:CORP/FS1`; `field` as in the document, `webServiceSdk.url` for one inside. */
export const factKey = (subject: string, field: string): string => `${fold(subject)}#${field}`;

/** The subject part, folded. */
export const subjectOfFact = (key: string): string => key.slice(0, key.lastIndexOf("#"));
export const fieldOfFact = (key: string): string => key.slice(key.lastIndexOf("#") + 1);
