import type { Finding } from "./findings.js";
import { jsonReport } from "./json.js";
import { textReport } from "./text.js";

/** One way to tell findings; nothing is told of no findings. */
export type Adapter = (findings: readonly Finding[], color: boolean) => string;

/** Formats by their name on the command line. */
export const adapters: ReadonlyMap<string, Adapter> = new Map([
  ["text", textReport],
  ["json", jsonReport],
]);
