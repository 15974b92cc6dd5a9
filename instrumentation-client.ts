/**
 * Runs in the browser before anything of ours. Zod looks whether it may compile text to code, which the content policy
 * forbids: each page would report a violation of our own and drown those that mean something.
 */
import { z } from "zod";

z.config({ jitless: true });
